"""Payment periods: an unbroken chain of claims; what each holds, and how it is sent and locked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from ohjaamo.formats import day
from projects import budgets
from projects.apportionments import CENT
from projects.budget_chains import Chain, chain, total
from projects.budgets import Line
from projects.choices import CostKind, Implementer
from projects.models import ActualCost, BudgetPeriod, ClaimPeriod, Project
from staff import auditing
from staff.models import User
from staff.rows import keep


@dataclass(frozen=True)
class Claimed:
    """A budget period's part of a claim: the salaries claimed for its months, and their chain in cents."""

    line: Line
    months: Mapping[dt.date, Decimal]
    chain: Chain

    @property
    def period(self) -> BudgetPeriod:
        return self.line.period


def next_start(project: Project, implementer: Implementer) -> dt.date:
    """The day on which the next claim begins: the day after the last one's end, or the project's first."""
    latest = project.claim_periods.filter(implementer=implementer).order_by("starts_on").last()
    return project.starts_on if latest is None else latest.ends_on + dt.timedelta(days=1)


def begin(
    *, project: Project, implementer: Implementer = Implementer.LEAD, ends_on: dt.date, by: auditing.Actor
) -> ClaimPeriod:
    """Begin the next claim. Its first day is never asked.

    Refused (ValidationError) while an earlier one isn't sent, and unless it ends within the project after it begins.
    """
    if project.claim_periods.filter(implementer=implementer, sent_at=None).exists():
        raise ValidationError(_("The claim before this one isn't sent yet."))
    starts_on = next_start(project, implementer)
    if not starts_on <= ends_on <= project.ends_on:
        message = _("The claim begins on %(first)s and ends within the project, by %(last)s.")
        raise ValidationError({"ends_on": message % {"first": day(starts_on), "last": day(project.ends_on)}})
    claim = ClaimPeriod(project=project, implementer=implementer, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        keep(claim)
    return claim


def costs_of(claim: ClaimPeriod) -> QuerySet[ActualCost]:
    """The costs a claim was sent with; of an open one those that wait for it: late ones and corrections, too."""
    if claim.sent_at is not None:
        return claim.costs.all()
    return ActualCost.objects.filter(
        project=claim.project,
        implementer=claim.implementer,
        claim=None,
        month_starts_on__lte=claim.ends_on,
    )


def claimed(claim: ClaimPeriod) -> list[Claimed]:
    """What a claim holds, budget period by budget period; periods without a cost are left out.

    Refused (ValidationError) when there is no budget, or a cost is outside its periods.
    """
    version = budgets.current(claim.project, Implementer(claim.implementer), claim.ends_on)
    if version is None:
        raise ValidationError(_("There is no budget to claim by."))
    lines = budgets.lines(version)
    salaries = _salaries_by_month(costs_of(claim))
    found = []
    for line in lines:
        months = {month: salaries.pop(month) for month in list(salaries) if is_within(month, line.period)}
        if months:
            in_all = sum(months.values(), Decimal(0))
            found.append(Claimed(line, months, chain(in_all, line.rates.in_units(CENT))))
    if salaries:
        raise ValidationError(
            _("The budget has no period for the costs of %(day)s.") % {"day": day(min(salaries))}
        )
    return found


def up_to(claim: ClaimPeriod) -> list[ClaimPeriod]:
    """The claims of the same implementer that were sent before a claim, in order, and then the claim itself."""
    before = claim.project.claim_periods.filter(
        implementer=claim.implementer, starts_on__lt=claim.starts_on, sent_at__isnull=False
    )
    return [*before.order_by("starts_on"), claim]


def total_of(claim: ClaimPeriod) -> Chain:
    """The whole of a claim: the sum of its budget periods' lines."""
    return total(each.chain for each in claimed(claim))


def send(*, claim: ClaimPeriod, moment: dt.datetime, by: User) -> ClaimPeriod:
    """Lock a claim with the costs that wait for it.

    Refused (ValidationError) when it was sent, holds no cost, or can't be worked out, as `claimed` says.
    """
    with auditing.act(by=by):
        current = ClaimPeriod.objects.select_for_update().get(pk=claim.pk)
        if current.sent_at is not None:
            raise ValidationError(_("This claim was sent already."))
        if not costs_of(current).exists():
            raise ValidationError(_("There is no cost to claim."))
        claimed(current)
        costs_of(current).update(claim=current)
        current.sent_at, current.sent_by = moment, by
        keep(current, update_fields=["sent_at", "sent_by"])
    return current


def is_within(month: dt.date, period: BudgetPeriod) -> bool:
    """Whether a month is the period's: the one in which most of a broken month lies is settled by its first day."""
    return period.starts_on.replace(day=1) <= month <= period.ends_on


def _salaries_by_month(costs: QuerySet[ActualCost]) -> dict[dt.date, Decimal]:
    salaries = costs.filter(kind=CostKind.SALARY).order_by("month_starts_on")
    return dict(salaries.values_list("month_starts_on").annotate(amount=Sum("amount")))
