"""Rows of salaries: what a person's work cost in a month. What stands is never overwritten."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ohjaamo.formats import amount as in_euros
from ohjaamo.formats import share
from ohjaamo.reference import plain
from projects import costs
from projects.book_columns import BLANK, Values
from projects.choices import CostKind, Implementer
from projects.models import ActualCost, Project
from staff import auditing
from staff.verdicts import Verdict

Key = tuple[str, dt.date, str, str]


class SalaryIntake:
    """Takes costs that aren't there yet into one project.

    A cost of the same person, month and kind that has another amount is listed, and corrected by a further entry when
    somebody ticks it.
    """

    def __init__(self, project: Project, by: auditing.Actor) -> None:
        self.project = project
        self.by = by
        # Those that no row of the book has been about yet.
        self.left: dict[Key, list[ActualCost]] = defaultdict(list)
        for cost in project.costs.filter(corrects=None).prefetch_related("corrections"):
            self.left[plain(cost.person), cost.month_starts_on, cost.kind, cost.implementer].append(cost)

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in, unless the register has such a cost already."""
        facts = {name: value for name, value in values.items() if value not in BLANK}
        kind = facts.pop("cost_kind", CostKind.SALARY)
        implementer = facts.setdefault("implementer", Implementer.LEAD)
        left = self.left[plain(facts["person"]), facts["month_starts_on"], kind, implementer]
        with verdict.refusing("amount"):
            if not left:
                costs.enter(project=self.project, kind=kind, **facts, by=self.by)
                verdict.created["costs"] += 1
                return
            nearest = min(left, key=lambda cost: costs.standing(cost) != facts["amount"])
            left.remove(nearest)
            self._compare(nearest, facts, verdict)

    def _compare(self, cost: ActualCost, facts: dict[str, Any], verdict: Verdict) -> None:
        missing: Decimal = facts["amount"] - costs.standing(cost)
        if missing:
            ours, book = in_euros(costs.standing(cost)), in_euros(facts["amount"])
            if "amount" in verdict.answer.taken:
                note = _("Corrected by a spreadsheet")
                costs.correct(cost=cost, amount=missing, note=note, by=self.by)
                verdict.take("amount", ours, book)
                verdict.change(cost.person, verdict.titles.get("amount", ""), ours, book)
                verdict.updated["costs"] += 1
            else:
                verdict.differ("amount", ours, book)
        percent = facts.get("full_time_percent")
        if percent is not None and percent != cost.full_time_percent:
            verdict.differ("full_time_percent", share(cost.full_time_percent), share(percent))
