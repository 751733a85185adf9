"""A stay comes to its end: with a reason, and with sight of what stays open."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clients import closings
from clients.access import stay_for
from clients.models import Enrolment
from clients.pages import FACTS_PAGE, short_name
from coaching.forms.closings import CloseForm
from coaching.models import Appointment, GroupMember, Step
from coaching.steps import OPEN as OPEN_STEP
from ohjaamo.periods import running_on, today
from projects.access import requires
from projects.memberships import allowed_to
from staff import drafts
from staff.pages import say_with_undo
from staff.permissions import Permission

KEEPS = Permission.KEEP_CLIENT_FACTS


@require_http_methods(["GET", "POST"])
@requires(KEEPS)
def stay_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a stay, or puts right how one ended."""
    day = today()
    stay = stay_for(request.user, pk, KEEPS, day)
    form = _form(request, stay)
    draft = drafts.begin(form=form, name=f"stay-close-{pk}", client_key=stay.client_id, by=request.user)
    if form.is_valid():
        try:
            closings.close(enrolment=stay, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            drafts.discard(form=draft.form, client_key=stay.client_id, by=request.user)
            return _closed(request, stay)
    before = Enrolment.objects.select_related("project").get(pk=pk)
    context = {
        "stay": before,
        "client": stay.client,
        "short_name": short_name(stay.client),
        "form": form,
        "draft": draft,
        "may_reopen": before.ends_on is not None and closings.may_reopen(before, day),
        **_left_open(request, before),
    }
    return render(request, "coaching/close.html", context, status=422 if form.is_bound else 200)


def _closed(request: HttpRequest, stay: Enrolment) -> HttpResponse:
    facts_page = reverse(FACTS_PAGE, args=[stay.client_id])
    say_with_undo(request, _("The stay is closed: %s") % short_name(stay.client), back=facts_page)
    return redirect(facts_page)


def _form(request: HttpRequest, stay: Enrolment) -> CloseForm:
    day = today()
    assignments = list(stay.client.assignments.filter(running_on(day)).select_related("coach"))
    elsewhere = stay.client.enrolments.filter(running_on(day)).exclude(pk=stay.pk).exists()
    initial = {
        "ends_on": stay.ends_on or max(stay.starts_on, min(day, stay.project.ends_on)),
        "exit_reason": stay.exit_reason,
        # Who coaches the client in another project, too, goes on.
        "assignments": [] if elsewhere else [each.pk for each in assignments],
    }
    data = request.POST if request.method == "POST" else None
    return CloseForm(data, initial=initial, stay=stay, assignments=assignments)


def _left_open(request: HttpRequest, stay: Enrolment) -> dict[str, Any]:
    """What goes on after the stay: nothing of it ends by itself. Steps and groups for those who read them."""
    day, client = today(), stay.client
    context: dict[str, Any] = {"activities": client.activities.filter(running_on(day))}
    if allowed_to(request.user, day).may(Permission.READ_NOTES, stay.project_id):
        groups = GroupMember.objects.filter(running_on(day), client=client, group__project=stay.project_id)
        coming = Appointment.objects.filter(client=client, project=stay.project_id, session=None)
        context |= {
            "steps": Step.objects.filter(OPEN_STEP, enrolment=stay).order_by("due_on", "pk"),
            "groups": [member.group for member in groups.select_related("group")],
            "appointments": coming.filter(meets_on__gte=day).order_by("meets_on"),
        }
    return context
