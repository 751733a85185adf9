"""A client's own record: the facts, and why somebody opens it."""

import datetime as dt

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from clients import families, stays
from clients.access import KIND, client_for, needs_reason, reachable_clients
from clients.forms.reasons import ReasonForm
from clients.forms.stays import ConsentForm
from clients.models import Client
from clients.pages import FACTS_PAGE, Heading, heading, landing
from clients.situations import ranked
from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to
from staff import accesses
from staff.choices import AccessReason
from staff.models import User
from staff.permissions import CLIENT_VIEWERS, Permission


@require_safe
@requires(*CLIENT_VIEWERS)
def client_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who the client is: the facts, without anything from sessions."""
    day = today()
    return facts_page(request, client_for(request.user, pk, day), day)


def facts_page(
    request: HttpRequest, client: Client, day: dt.date, *, forms: dict[str, Form] | None = None
) -> HttpResponse:
    """The facts, and what may be done about them; with a refused form, that form (422)."""
    found = stays.with_target_groups(
        client.enrolments.select_related("referred_by", "continues__project"), day
    )
    header = heading(client=client, user=request.user, today=day, current=FACTS_PAGE, stays=found)
    project = header.stay.project if header.stay else None
    context = {
        "heading": header,
        "log_client": client,
        "activities": sorted(ranked(client.activities.all(), project), key=lambda each: each.starts_on)[::-1],
        "outcomes": client.outcomes.select_related("project").order_by("-happened_on", "-pk"),
        "shown_stays": stays.shown(stays=header.stays, user=request.user, today=day),
        "relatives": families.relatives(client, request.user, day),
        "landing": landing(request.user, day),
        "consents": client.consents.order_by("-starts_on", "-pk"),
        "consent_form": ConsentForm(today=day),
        **_may(request.user, header, day),
    }
    if forms:
        # What the title and the error summary look at.
        context |= {**forms, "form": next(iter(forms.values()))}
    return render(request, "clients/detail.html", context, status=422 if forms else 200)


def _may(user: User, header: Heading, day: dt.date) -> dict[str, bool]:
    """What the reader may do with this record."""
    allowed = allowed_to(user, day)

    def may(permission: Permission) -> bool:
        return any(allowed.may(permission, stay.project_id) for stay in header.stays)

    keeps, opens = may(Permission.KEEP_CLIENT_FACTS), may(Permission.OPEN_RESTRICTED_CLIENTS)
    running = {stay.project_id for stay in header.stays if stay.period.includes(day)}
    return {
        "sees_code": may(Permission.USE_IDENTITY_CODES),
        "keeps": keeps,
        "assigns": any(allowed.may(Permission.ASSIGN_CLIENTS, project) for project in running),
        "may_restrict": keeps and (opens or header.is_coached_by(user)),
        "may_lift": keeps and opens,
        "may_return": keeps and bool(set(allowed.projects_where(Permission.KEEP_CLIENT_FACTS)) - running),
    }


@require_http_methods(["GET", "POST"])
@requires(*CLIENT_VIEWERS)
def client_reason(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why she opens a record that isn't her own, writes it down and lets her through."""
    day = today()
    client = get_object_or_404(reachable_clients(request.user, day), pk=pk)
    onward = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    if not (is_ours and onward.startswith("/")):
        onward = reverse(landing(request.user, day), args=[pk])
    if not needs_reason(request.user, client, day):
        return HttpResponseRedirect(onward)
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        context = {"client": client, "form": form, "reasons": AccessReason.choices}
        return render(request, "clients/reason.html", context, status=422 if form.is_bound else 200)
    reason, moment = form.cleaned_data["reason"], timezone.now()
    accesses.note_opening(kind=KIND, key=pk, reason=reason, day=day, moment=moment, by=request.user)
    return HttpResponseRedirect(onward)
