"""The co-financing split of a project beside what was published of it: the same for page, paper and command line."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ohjaamo.formats import exact
from projects import budgets, cofinancing
from projects.budgets import Line
from projects.choices import Implementer
from projects.models import CofinancingKey, Project
from projects.splits import Mode, Split, Whole, split
from reports import claims
from reports.claims import COFINANCING


@dataclass(frozen=True)
class Cofinancing:
    """The lead's own funding of each budget period, split by the key in force, and what a paper claims of its cells."""

    key: CofinancingKey
    lines: tuple[Line, ...]
    split: Split
    claimed: Mapping[str, Decimal]
    # Published − ours of each cell that differs, by "code:label"; the total column is labelled "total".
    differences: Mapping[str, Decimal]


def plan(project: Project, mode: Mode, day: dt.date) -> Cofinancing | None:
    """The split of the budget to plan by on a day, by the key that then holds; None without either."""
    version = budgets.current(project, Implementer.LEAD, day)
    key = cofinancing.in_force(project, day)
    if version is None or key is None:
        return None
    lines = tuple(budgets.lines(version))
    wholes = [Whole(line.period.label, line.chain.own_funding) for line in lines]
    found = split(wholes, cofinancing.parts(key), mode)
    claimed = claims.amounts(project, COFINANCING)
    return Cofinancing(key, lines, found, claimed, _differences(found, claimed))


def day_of_plan(project: Project, today: dt.date) -> dt.date:
    """The day of which a plan is told: today, or the last day of a project that has ended."""
    return min(today, project.ends_on)


def as_json(found: Cofinancing) -> dict[str, Any]:
    """As the command line tells it; amounts and percents are texts."""
    table = found.split
    return {
        "mode": str(table.mode),
        "periods": [
            {
                "label": whole.label,
                "total": exact(whole.amount),
                "shares": [
                    {
                        "municipality": row.part.municipality,
                        "code": row.part.code,
                        "payer": row.part.payer,
                        "percent": exact(row.part.percent),
                        "amount": exact(row.amounts[place]),
                    }
                    for row in table.rows
                ],
                "difference": exact(table.differences[place]),
            }
            for place, whole in enumerate(table.wholes)
        ],
        "totals": [
            {"municipality": row.part.municipality, "code": row.part.code, "amount": exact(row.total)}
            for row in table.rows
        ],
        "total": exact(table.total),
        "difference": exact(table.difference),
        "claimed": {cell: exact(value) for cell, value in found.claimed.items()},
        "differences": {cell: exact(value) for cell, value in found.differences.items()},
    }


def _differences(table: Split, claimed: Mapping[str, Decimal]) -> dict[str, Decimal]:
    ours: dict[str, Decimal] = {}
    for row in table.rows:
        for whole, amount in zip(table.wholes, row.amounts, strict=True):
            ours[f"{row.part.code}:{whole.label}"] = amount
        ours[f"{row.part.code}:total"] = row.total
    return {cell: claimed[cell] - value for cell, value in ours.items() if claimed.get(cell, value) != value}
