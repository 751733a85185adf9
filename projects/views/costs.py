"""What work has cost: looked at by month and person, entered one by one or pasted, corrected by further entries."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ohjaamo.periods import today
from projects import budgets, claim_checks, cost_pastes, costs, written_months
from projects.access import requires
from projects.choices import Implementer
from projects.cost_tables import beside_plan, table
from projects.forms.costs import CorrectionForm, CostForm, PasteForm
from projects.models import ActualCost, Project
from projects.money_access import cost_for, money_for
from projects.views.settings import page
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_MONEY)
def cost_list(request: HttpRequest, code: str) -> HttpResponse:
    """The months and persons, the entries of a month, and one more cost."""
    permission = Permission.KEEP_MONEY if request.method == "POST" else Permission.SEE_MONEY
    project = money_for(request.user, code, permission)
    implementer = implementer_in(request)
    form = CostForm(request.POST if request.method == "POST" else None)

    def enter() -> None:
        costs.enter(project=project, implementer=implementer, **form.cleaned_data, by=request.user)

    if is_accepted(form, enter, at="amount"):
        month = form.cleaned_data["month_starts_on"]
        back = _page_of(project, implementer, month)
        text = _("Entered: %(person)s %(month)s")
        told = {"person": form.cleaned_data["person"], "month": written_months.written(month)}
        say_with_undo(request, text % told, back=back)
        return redirect(back)
    context = _context(project, implementer, request.GET.get("month", ""))
    return page(request, "projects/money/costs.html", project, form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def cost_paste(request: HttpRequest, code: str) -> HttpResponse:
    """Cells from a spreadsheet: looked at line by line, then all entered or none."""
    project = money_for(request.user, code, Permission.KEEP_MONEY)
    implementer = implementer_in(request)
    form = PasteForm(request.POST if request.method == "POST" else None)
    lines: list[cost_pastes.PastedLine] = []
    if form.is_valid():
        told = {"project": project, "implementer": implementer, "by": request.user}
        lines = cost_pastes.judge(lines=form.cleaned_data["cells"], **told)
        if "save" in request.POST and not any(line.faults for line in lines):
            count = cost_pastes.enter(lines=lines, **told)
            back = _page_of(project, implementer, None)
            say_with_undo(request, _("Costs entered: %(count)s") % {"count": count}, back=back)
            return redirect(back)
    context = {"lines": lines, "bad": sum(bool(line.faults) for line in lines), "implementer": implementer}
    return page(request, "projects/money/cost_paste.html", project, form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def cost_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrects a cost by a further entry; what she says is what it should be."""
    cost = cost_for(request.user, pk, Permission.KEEP_MONEY)
    first = cost.corrects or cost
    standing = costs.standing(first)
    form = CorrectionForm(request.POST if request.method == "POST" else None, standing=standing)

    def correct() -> None:
        amount = form.cleaned_data["right_amount"] - standing
        costs.correct(cost=first, amount=amount, note=form.cleaned_data["note"], by=request.user)

    back = _page_of(first.project, Implementer(first.implementer), first.month_starts_on)
    if is_accepted(form, correct, at="right_amount"):
        say_with_undo(request, _("Cost corrected: %s") % first.person, back=back)
        return redirect(back)
    context = {"cost": first, "standing": standing, "back": back}
    return page(request, "projects/money/cost_correct.html", first.project, form, **context)


def implementer_in(request: HttpRequest) -> Implementer:
    """Whose money the address speaks of; the lead's unless it says otherwise."""
    is_partner = request.GET.get("implementer") == Implementer.PARTNER
    return Implementer.PARTNER if is_partner else Implementer.LEAD


def _page_of(project: Project, implementer: Implementer, month: dt.date | None) -> str:
    named = f"&month={month:%Y-%m}" if month else ""
    return f"{reverse('projects:costs', args=[project.code])}?implementer={implementer}{named}"


def _context(project: Project, implementer: Implementer, month: str) -> dict[str, Any]:
    found = list(project.costs.filter(implementer=implementer).select_related("claim"))
    version = budgets.current(project, implementer, today())
    shown = table(found, budgets.lines(version) if version else [])
    entries = _entries(found, _month(found, month))
    return {
        "implementer": implementer,
        "table": shown,
        "entries": entries,
        "month": entries[0]["cost"].month_starts_on if entries else None,
        "doubts": [*claim_checks.of_costs(found), *beside_plan(shown)],
        "persons": sorted({cost.person for cost in found}),
    }


def _month(found: Sequence[ActualCost], named: str) -> dt.date | None:
    """The month that the address names, if it has costs; else the latest that has."""
    months = {f"{cost.month_starts_on:%Y-%m}": cost.month_starts_on for cost in found}
    return months.get(named) or max(months.values(), default=None)


def _entries(found: Sequence[ActualCost], month: dt.date | None) -> list[dict[str, Any]]:
    """The costs of a month, each with its corrections and what it comes to."""
    of_month = [cost for cost in found if cost.month_starts_on == month]
    entries = []
    for cost in of_month:
        if cost.corrects_id is None:
            corrections = [each for each in of_month if each.corrects_id == cost.pk]
            standing = cost.amount + sum(each.amount for each in corrections)
            entries.append({"cost": cost, "corrections": corrections, "standing": standing})
    return entries
