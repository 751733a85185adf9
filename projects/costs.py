"""What work has cost, person by person and month by month. Nothing is overwritten: a correction is a further entry."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ohjaamo.formats import share as in_percent
from ohjaamo.reference import plain
from projects.choices import CostKind, Implementer
from projects.models import ActualCost, Project
from projects.splits import HUNDRED
from staff import auditing
from staff.rows import keep

# What an office calls a holiday bonus in a note.
BONUS_WORDS = ("lomaraha", "holiday bonus", "lomaltapaluuraha")


def enter(
    *,
    project: Project,
    person: str,
    month_starts_on: dt.date,
    amount: Decimal,
    implementer: Implementer = Implementer.LEAD,
    kind: CostKind = CostKind.SALARY,
    full_time_percent: Decimal | None = None,
    note: str = "",
    by: auditing.Actor,
) -> ActualCost:
    """Write down what a person's work cost in a month; one already claimed goes into the next claim.

    Refused (ValidationError) for a month outside the project, and for an amount that isn't above zero.
    """
    if not project.starts_on.replace(day=1) <= month_starts_on <= project.ends_on:
        raise ValidationError({"month_starts_on": _("The project doesn't run in this month.")})
    cost = ActualCost(
        project=project,
        implementer=implementer,
        person=person,
        month_starts_on=month_starts_on,
        kind=kind,
        amount=amount,
        full_time_percent=full_time_percent,
        note=note,
    )
    with auditing.act(by=by):
        keep(cost)
    return cost


def correct(*, cost: ActualCost, amount: Decimal, note: str, by: auditing.Actor) -> ActualCost:
    """Correct a cost by a further entry, as much more (or, below zero, less). Goes into the claim that is open.

    Refused (ValidationError) without a note, and when the cost with its corrections would be below zero.
    """
    first = cost.corrects or cost
    if not note.strip():
        raise ValidationError({"note": _("Say what is corrected.")})
    with auditing.act(by=by):
        # Two corrections at once would each find the cost high enough.
        first = ActualCost.objects.select_for_update().get(pk=first.pk)
        if standing(first) + amount < 0:
            raise ValidationError({"amount": _("The cost with its corrections would be below zero.")})
        return _correction(first, amount, note)


def standing(cost: ActualCost) -> Decimal:
    """What a cost comes to with its corrections."""
    return cost.amount + sum((each.amount for each in cost.corrections.all()), Decimal(0))


@dataclass(frozen=True)
class Doubt:
    """What somebody should look at before claiming; it stops nothing."""

    person: str
    month_starts_on: dt.date
    message: str


def doubts(costs: Iterable[ActualCost]) -> list[Doubt]:
    """What is odd about the costs of all projects: more than full time in a month, a holiday bonus as salary."""
    percents: dict[tuple[str, dt.date], Decimal] = defaultdict(Decimal)
    found = []
    for cost in costs:
        key = (cost.person, cost.month_starts_on)
        if cost.corrects_id is None:
            percents[key] += cost.full_time_percent or 0
        if cost.kind == CostKind.SALARY and any(word in plain(cost.note) for word in BONUS_WORDS):
            message = _("A holiday bonus is within the percent of side costs, and isn't claimed as salary.")
            found.append(Doubt(*key, message))
    over = [(key, percent) for key, percent in percents.items() if percent > HUNDRED]
    return found + [
        Doubt(
            *key,
            _("More than full time in all projects together: %(percent)s.")
            % {"percent": in_percent(percent)},
        )
        for key, percent in over
    ]


def _correction(first: ActualCost, amount: Decimal, note: str) -> ActualCost:
    correction = ActualCost(
        project=first.project,
        implementer=first.implementer,
        person=first.person,
        month_starts_on=first.month_starts_on,
        kind=first.kind,
        amount=amount,
        corrects=first,
        note=note,
    )
    keep(correction)
    return correction
