"""An implementer's budget as a table to be read: its six lines by period, and the formula behind each figure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo.formats import number, share
from projects import budgets
from projects.budget_chains import HUNDRED, LINES, Chain, Rates
from projects.budgets import Line
from projects.choices import Implementer
from projects.models import BudgetVersion, Project
from reports.figures import budget as figures
from reports.figures.budget import TOTAL, Budget
from reports.figures.person_years import PersonYears, person_years
from reports.funding_words import to_explain
from reports.money_cells import Cell, added, euros, plain

LABELS: dict[str, str | Promise] = {
    "salaries": _lazy("Salaries"),
    "side_costs": _lazy("Side costs and holiday bonus"),
    "salaries_total": _lazy("Salaries with side costs"),
    "flat_rate": _lazy("Flat rate for other costs"),
    "costs_total": _lazy("Costs in all"),
    "own_funding": _lazy("Own funding"),
}
# The line of which each percent is taken, and the two that make a sum.
TAKEN_OF = {"side_costs": "salaries", "flat_rate": "salaries_total", "own_funding": "costs_total"}
SUM_OF = {"salaries_total": ("salaries", "side_costs"), "costs_total": ("salaries_total", "flat_rate")}


@dataclass(frozen=True)
class Row:
    """A line of the budget: its percent where it is one all through, its figures, and their formulas."""

    label: str | Promise
    percent: Decimal | None
    cells: tuple[Cell, ...]
    formulas: tuple[str, ...]
    is_sum: bool


@dataclass(frozen=True)
class Sheet:
    """An implementer's budget: its versions, the one that is shown and worked out, and the total that was published.

    Without a version nothing is known but, perhaps, that total.
    """

    implementer: Implementer
    name: str
    versions: tuple[BudgetVersion, ...]
    binding: BudgetVersion | None
    budget: Budget | None
    rows: tuple[Row, ...]
    years: PersonYears | None
    published_total: Decimal | None

    @property
    def state(self) -> str:
        """Ready, or how many published figures there are to explain."""
        return to_explain(len(self.budget.differences) if self.budget else 0)

    @property
    def published_text(self) -> str:
        return "" if self.published_total is None else euros(self.published_total)


def sheets(project: Project, day: dt.date, asked: BudgetVersion | None = None) -> list[Sheet]:
    """Each implementer's: the version that was asked for, else the one to plan by on a day."""
    names = {
        Implementer.LEAD: project.lead_implementer,
        Implementer.PARTNER: project.partner_implementer,
    }
    found = [_sheet(project, implementer, name, day, asked) for implementer, name in names.items()]
    return [sheet for sheet in found if sheet.versions or sheet.published_total is not None]


def _sheet(
    project: Project, implementer: Implementer, name: str, day: dt.date, asked: BudgetVersion | None
) -> Sheet:
    is_asked = asked is not None and asked.implementer == implementer
    version = asked if is_asked else budgets.current(project, implementer, day)
    found = figures.of_version(version, day) if version else None
    return Sheet(
        implementer=implementer,
        name=name,
        versions=tuple(project.budgets.filter(implementer=implementer)),
        binding=budgets.binding(project, implementer, day),
        budget=found,
        rows=tuple(rows(found)) if found else (),
        years=person_years(version) if version else None,
        published_total=figures.claimed_of(project, implementer).get(f"costs_total:{TOTAL}"),
    )


def rows(found: Budget) -> Iterator[Row]:
    """The six lines, each with its periods and the total."""
    chains = [line.chain for line in found.lines]
    labels = [*(line.period.label for line in found.lines), TOTAL]
    for line in LINES:
        values = [getattr(chain, line) for chain in (*chains, found.total)]
        cells = [
            Cell(value, found.claimed.get(f"{line}:{label}"))
            for label, value in zip(labels, values, strict=True)
        ]
        formulas = [formula(line, each.chain, each.rates) for each in found.lines]
        formulas.append(_added(values[:-1]))
        is_sum = line in SUM_OF
        yield Row(LABELS[line], _percent(line, found.lines), tuple(cells), tuple(formulas), is_sum)


def _percent(line: str, lines: Sequence[Line]) -> Decimal | None:
    """The percent of a line, where it is the same in every period."""
    percents = {getattr(each.rates, line) for each in lines} if line in TAKEN_OF else set()
    return percents.pop() if len(percents) == 1 else None


def formula(line: str, chain: Chain, rates: Rates) -> str:
    """189 358 × 40 % = 75 743,2 → 75 743; the arrow rounds."""
    value = getattr(chain, line)
    if line in SUM_OF:
        return _added([getattr(chain, each) for each in SUM_OF[line]])
    if line not in TAKEN_OF:
        return _("As planned")
    of, percent = getattr(chain, TAKEN_OF[line]), getattr(rates, line)
    product = of * percent / HUNDRED
    text = f"{plain(of)} × {share(percent)} = {number(Decimal(f'{product.normalize():f}'))}"
    return text if product == value else f"{text} → {plain(value)}"


def _added(values: Sequence[Decimal]) -> str:
    return f"{' + '.join(map(plain, values))} = {plain(added(values))}"
