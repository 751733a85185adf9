"""What is done about a stay: its target groups, going on after all, and taking a wrong one back."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clients import closings, target_groups
from clients.access import stay_for, visible_clients
from clients.forms.stays import LastDayForm, TargetGroupForm, WithdrawalForm
from clients.models import TargetGroupMember
from clients.pages import FACTS_PAGE, short_name
from clients.views.records import facts_page
from ohjaamo.periods import today
from projects.access import requires
from projects.models import TargetGroup
from staff.pages import refuse, say_with_undo
from staff.permissions import Permission

KEEPS = Permission.KEEP_CLIENT_FACTS


@require_POST
@requires(KEEPS)
def target_group_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a stay into a target group or a pilot."""
    day = today()
    stay = stay_for(request.user, pk, KEEPS, day)
    groups = list(TargetGroup.objects.filter(project=stay.project_id))
    form = TargetGroupForm(request.POST, groups=groups, today=day, auto_id=f"stay_{pk}_%s")
    if form.is_valid():
        try:
            target_groups.join(enrolment=stay, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            say_with_undo(request, _("The client belongs to the target group."), back=_facts(stay.client_id))
            return redirect(FACTS_PAGE, stay.client_id)
    return facts_page(request, stay.client, day, forms={"refused": form})


@require_POST
@requires(KEEPS)
def target_group_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a membership of a target group."""
    day = today()
    member = get_object_or_404(TargetGroupMember, pk=pk)
    member.enrolment = stay = stay_for(request.user, member.enrolment_id, KEEPS, day)
    form = LastDayForm(request.POST, today=day, auto_id=f"member_{pk}_%s")
    if form.is_valid():
        try:
            target_groups.leave(member=member, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            say_with_undo(request, _("The client has left the target group."), back=_facts(stay.client_id))
            return redirect(FACTS_PAGE, stay.client_id)
    return facts_page(request, stay.client, day, forms={"refused": form})


@require_POST
@requires(KEEPS)
def stay_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets a stay that was closed today by mistake go on."""
    day = today()
    stay = stay_for(request.user, pk, KEEPS, day)
    try:
        closings.reopen(enrolment=stay, today=day, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("The stay goes on."), back=_facts(stay.client_id))
    return redirect(FACTS_PAGE, stay.client_id)


@require_http_methods(["GET", "POST"])
@requires(KEEPS)
def stay_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a wrong stay out of every figure, with a reason."""
    day = today()
    stay = stay_for(request.user, pk, KEEPS, day)
    form = WithdrawalForm(request.POST if request.method == "POST" else None, today=day)
    if form.is_valid():
        closings.withdraw(enrolment=stay, reason=form.cleaned_data["reason"], by=request.user)
        say_with_undo(request, _("The stay is withdrawn."), back=_facts(stay.client_id))
        seen = visible_clients(request.user, day).filter(pk=stay.client_id).exists()
        return HttpResponseRedirect(_facts(stay.client_id) if seen else reverse("clients:list"))
    context = {
        "stay": stay,
        "client": stay.client,
        "short_name": short_name(stay.client),
        "form": form,
        "is_only": not stay.client.enrolments.exclude(pk=stay.pk).exists(),
    }
    return render(request, "clients/stay_withdraw.html", context, status=422 if form.is_bound else 200)


def _facts(key: int) -> str:
    return reverse(FACTS_PAGE, args=[key])
