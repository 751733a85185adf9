"""Claim periods: begun one after the other, checked, sent and locked."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ohjaamo.formats import period as in_words
from projects import claim_checks, claim_funding, claim_periods, invoices
from projects.access import requires
from projects.choices import CostKind, Implementer
from projects.forms.claims import ClaimForm, ClaimFundingForm, SendForm
from projects.models import ClaimPeriod, Project
from projects.money_access import claim_for, money_for
from projects.views.costs import implementer_in
from projects.views.settings import page
from staff.pages import is_accepted, refuse, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_MONEY)
def claim_list(request: HttpRequest, code: str) -> HttpResponse:
    """The chain of claims; the open one with what it holds, or the next one's last day."""
    permission = Permission.KEEP_MONEY if request.method == "POST" else Permission.SEE_MONEY
    project = money_for(request.user, code, permission)
    implementer = implementer_in(request)
    form = ClaimForm(request.POST if request.method == "POST" else None)

    def begin() -> None:
        ends_on = form.cleaned_data["ends_on"]
        claim_periods.begin(project=project, implementer=implementer, ends_on=ends_on, by=request.user)

    back = _page_of(project, implementer)
    if is_accepted(form, begin, at="ends_on"):
        say_with_undo(request, _("The claim is begun."), back=back)
        return redirect(back)
    context = _context(project, implementer)
    return page(request, "projects/money/claims.html", project, form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def claim_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what is odd in a claim, and sends it."""
    claim = claim_for(request.user, pk, Permission.KEEP_MONEY)
    back = _page_of(claim.project, Implementer(claim.implementer))
    if claim.sent_at is not None:
        refuse(request, _("This claim was sent already."))
        return redirect(back)
    doubts = claim_checks.of_claim(claim)
    form = SendForm(request.POST if request.method == "POST" else None, doubts=doubts)

    def send() -> None:
        claim_periods.send(claim=claim, moment=timezone.now(), by=request.user)

    if is_accepted(form, send):
        messages.success(request, _("The claim %s is sent and locked.") % in_words(claim))
        return redirect(back)
    context = {"claim": claim, "doubts": doubts, "back": back, **_figures(claim)}
    return page(request, "projects/money/claim_send.html", claim.project, form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def claim_funding_of(request: HttpRequest, pk: int) -> HttpResponse:
    """States how much came from each funder while the claim ran."""
    claim = claim_for(request.user, pk, Permission.KEEP_MONEY)
    back = _page_of(claim.project, Implementer(claim.implementer))
    if claim.sent_at is not None:
        refuse(request, _("This claim was sent already."))
        return redirect(back)
    facts = {"sources": list(claim.project.funding.all()), "standing": list(claim.funding.all())}
    form = ClaimFundingForm(request.POST if request.method == "POST" else None, **facts)

    def state() -> None:
        claim_funding.state(claim=claim, amounts=form.amounts, by=request.user)

    if is_accepted(form, state):
        say_with_undo(request, _("The funding that came is saved."), back=back)
        return redirect(back)
    return page(request, "projects/money/claim_funding.html", claim.project, form, claim=claim, back=back)


@require_POST
@requires(Permission.KEEP_MONEY)
def invoices_draw_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Draws up the invoices of a claim that was sent."""
    claim = claim_for(request.user, pk, Permission.KEEP_MONEY)
    back = reverse("projects:invoices", args=[claim.project.code])
    try:
        made = invoices.draw_up(claim=claim, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        say_with_undo(request, _("Invoices drawn up: %(count)s") % {"count": len(made)}, back=back)
    return redirect(back)


def _page_of(project: Project, implementer: Implementer) -> str:
    return f"{reverse('projects:claims', args=[project.code])}?implementer={implementer}"


def _context(project: Project, implementer: Implementer) -> dict[str, Any]:
    salaries = Sum("costs__amount", filter=Q(costs__kind=CostKind.SALARY))
    found = project.claim_periods.filter(implementer=implementer).select_related("sent_by")
    claims = list(found.annotate(salaries=salaries).order_by("-starts_on"))
    made = dict(found.annotate(count=Count("invoices")).values_list("pk", "count"))
    current = next((claim for claim in claims if claim.sent_at is None), None)
    starts_on = claim_periods.next_start(project, implementer)
    context: dict[str, Any] = {
        "implementer": implementer,
        "sent": [(claim, made[claim.pk]) for claim in claims if claim.sent_at is not None],
        "claim": current,
        "next_start": starts_on if current is None and starts_on <= project.ends_on else None,
    }
    if current is not None:
        context |= {"doubts": claim_checks.of_claim(current), **_figures(current)}
    return context


def _figures(claim: ClaimPeriod) -> dict[str, Any]:
    """The lines of a claim, or why they can't be worked out."""
    try:
        return {"chain": claim_periods.total_of(claim)}
    except ValidationError as refusal:
        return {"trouble": " ".join(refusal.messages)}
