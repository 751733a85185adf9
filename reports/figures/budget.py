"""A project's budget beside what was published of it: the same for page, paper and command line."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from ohjaamo.formats import exact
from projects import budgets
from projects.budget_chains import LINES, Chain, total
from projects.budgets import Line
from projects.choices import Implementer
from projects.models import BudgetVersion, Project
from reports import claims
from reports.claims import BUDGET

TOTAL = "total"


@dataclass(frozen=True)
class Difference:
    """A published cell that isn't what the rates give: published − computed."""

    line: str
    label: str
    published: Decimal
    computed: Decimal

    @property
    def difference(self) -> Decimal:
        return self.published - self.computed


@dataclass(frozen=True)
class Budget:
    """A version of an implementer's budget, worked out, and what a paper claims of its cells."""

    version: BudgetVersion
    is_binding: bool
    lines: tuple[Line, ...]
    total: Chain
    claimed: Mapping[str, Decimal]
    differences: tuple[Difference, ...]


def budget(project: Project, implementer: Implementer, day: dt.date) -> Budget | None:
    """The budget to plan by on a day; None when none was drawn up."""
    version = budgets.current(project, implementer, day)
    return None if version is None else of_version(version, day)


def of_version(version: BudgetVersion, day: dt.date) -> Budget:
    """A version, worked out, and whether it is the one that binds on a day."""
    lines = tuple(budgets.lines(version))
    summed = total(line.chain for line in lines)
    claimed = claimed_of(version.project, Implementer(version.implementer))
    columns = {line.period.label: line.chain for line in lines} | {TOTAL: summed}
    return Budget(
        version=version,
        is_binding=version == budgets.binding(version.project, Implementer(version.implementer), day),
        lines=lines,
        total=summed,
        claimed=claimed,
        differences=tuple(_differences(columns, claimed)),
    )


def claimed_of(project: Project, implementer: Implementer) -> dict[str, Decimal]:
    """What papers say of an implementer's budget, by "line:column"; of a partner's only the whole was published."""
    claimed = claims.amounts(project, BUDGET)
    if implementer == Implementer.LEAD:
        return claimed
    return {f"costs_total:{TOTAL}": claimed["partner"]} if "partner" in claimed else {}


def as_json(found: Budget) -> dict[str, Any]:
    """As the command line tells it; amounts are texts, exact to the cent."""
    labels = [*(line.period.label for line in found.lines), TOTAL]
    return {
        "periods": [{"label": line.period.label, **_texts(line.chain)} for line in found.lines],
        "total": _texts(found.total),
        "claimed": {
            label: cells
            for label in labels
            if (
                cells := {
                    line: exact(found.claimed[f"{line}:{label}"])
                    for line in LINES
                    if f"{line}:{label}" in found.claimed
                }
            )
        },
        "differences": [
            {
                "line": each.line,
                "label": each.label,
                "published": exact(each.published),
                "computed": exact(each.computed),
                "difference": exact(each.difference),
            }
            for each in found.differences
        ],
    }


def _differences(columns: Mapping[str, Chain], claimed: Mapping[str, Decimal]) -> list[Difference]:
    cells = ((line, label, getattr(chain, line)) for line in LINES for label, chain in columns.items())
    return [
        Difference(line, label, claimed[f"{line}:{label}"], computed)
        for line, label, computed in cells
        if claimed.get(f"{line}:{label}", computed) != computed
    ]


def _texts(chain: Chain) -> dict[str, str]:
    return {line: exact(value) for line, value in asdict(chain).items()}
