"""Costs as one looks at them: months down, persons across, sums of budget periods; and what is odd beside the plan."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ohjaamo.formats import amount as in_euros
from ohjaamo.formats import share as in_percent
from projects.apportionments import CENT, half_up
from projects.budgets import Line
from projects.choices import CostKind
from projects.claim_periods import is_within
from projects.models import ActualCost, BudgetPeriod
from projects.splits import HUNDRED

NOTHING = Decimal(0)
# So many percent over or under the plan is told of.
TOLERANCE = Decimal(10)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Row:
    """What each person's salaries come to, in the table's order: in a month, or up to it in a sum of months."""

    month: dt.date
    cells: tuple[Decimal | None, ...]

    @property
    def total(self) -> Decimal:
        return sum((cell for cell in self.cells if cell is not None), NOTHING)


@dataclass(frozen=True)
class Section:
    """The months of a budget period; of none where the budget has no period for them."""

    period: BudgetPeriod | None
    rows: tuple[Row, ...]
    sums: Row


@dataclass(frozen=True)
class Table:
    """Salaries with their corrections, section by section."""

    persons: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def sums(self) -> Row:
        """Of all sections; there is one at least."""
        return _sums([section.sums for section in self.sections])


def table(costs: Sequence[ActualCost], lines: Sequence[Line]) -> Table:
    """The table of an implementer's costs; a holiday bonus is no salary, and isn't in it."""
    salaries: dict[dt.date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for cost in costs:
        if cost.kind == CostKind.SALARY:
            salaries[cost.month_starts_on][cost.person] += cost.amount
    persons = tuple(sorted({person for month in salaries.values() for person in month}))
    by_period: dict[BudgetPeriod | None, list[Row]] = defaultdict(list)
    for month in sorted(salaries):
        cells = tuple(salaries[month].get(person) for person in persons)
        by_period[_period_of(month, lines)].append(Row(month, cells))
    sections = tuple(Section(period, tuple(rows), _sums(rows)) for period, rows in by_period.items())
    return Table(persons, sections)


def beside_plan(found: Table) -> Iterator[str]:
    """What is odd of each budget period's salaries: above what was decided, or a tenth off the plan so far."""
    for section in found.sections:
        if section.period is not None and section.period.salaries:
            yield from _beside_plan(section, section.period)


def _beside_plan(section: Section, period: BudgetPeriod) -> Iterator[str]:
    spent = section.sums.total
    planned = _planned_by(section.rows[-1].month, period)
    off = half_up((spent - planned) * HUNDRED / planned, TENTH)
    if spent > period.salaries:
        planned = period.salaries
        message = _("%(period)s: the salaries, %(spent)s, are above those decided, %(planned)s.")
    elif off > TOLERANCE:
        message = _("%(period)s: the salaries, %(spent)s, are %(percent)s over the plan so far, %(planned)s.")
    elif off < -TOLERANCE:
        message = _(
            "%(period)s: the salaries, %(spent)s, are %(percent)s under the plan so far, %(planned)s."
        )
    else:
        return
    yield message % {
        "period": period.label,
        "spent": in_euros(spent),
        "planned": in_euros(half_up(planned, CENT)),
        "percent": in_percent(abs(off)),
    }


def _planned_by(month: dt.date, period: BudgetPeriod) -> Decimal:
    """The planned salaries up to a month, as much for each."""
    first = period.starts_on
    return period.salaries * _months(first, month) / _months(first, period.ends_on)


def _months(first: dt.date, last: dt.date) -> int:
    """How many months lie between two days, both of theirs included."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _period_of(month: dt.date, lines: Sequence[Line]) -> BudgetPeriod | None:
    return next((line.period for line in lines if is_within(month, line.period)), None)


def _sums(rows: Sequence[Row]) -> Row:
    columns = zip(*(row.cells for row in rows), strict=True)
    return Row(
        rows[-1].month, tuple(sum((cell or NOTHING for cell in column), NOTHING) for column in columns)
    )
