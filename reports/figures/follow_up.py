"""Budget beside actuals, budget period by budget period, of one implementer."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from projects import budgets
from projects.choices import CostKind, Implementer
from projects.models import BudgetVersion, Project
from reports.figures.forecast import Following, follow


@dataclass(frozen=True)
class FollowUp:
    """The budget to plan by, and how each of its periods goes."""

    version: BudgetVersion
    is_binding: bool
    periods: tuple[Following, ...]


def follow_up(project: Project, implementer: Implementer, day: dt.date) -> FollowUp | None:
    """All costs entered, claimed or not, beside the budget to plan by on a day; None where none was drawn up."""
    version = budgets.current(project, implementer, day)
    if version is None:
        return None
    salaries = salaries_by_month(project, implementer)
    return FollowUp(
        version=version,
        is_binding=version == budgets.binding(project, implementer, day),
        periods=tuple(follow(line, salaries) for line in budgets.lines(version)),
    )


def salaries_by_month(project: Project, implementer: Implementer) -> dict[dt.date, Decimal]:
    """What the salaries of each month come to with their corrections."""
    costs = project.costs.filter(implementer=implementer, kind=CostKind.SALARY).order_by("month_starts_on")
    return dict(costs.values_list("month_starts_on").annotate(amount=Sum("amount")))
