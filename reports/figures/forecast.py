"""Where a budget period is heading: what its months cost so far, carried on to its end. Rows are never asked here."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ohjaamo.periods import months_after
from projects.apportionments import CENT, half_up
from projects.budget_chains import HUNDRED, LINES, chain
from projects.budgets import Line
from projects.models import BudgetPeriod

# As far off the budget a forecast may be before it needs a word.
TOLERANCE = Decimal(10)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Outlook:
    """A line of the budget, what was spent of it and what it will come to. None where nothing is known, never zero."""

    line: str
    budget: Decimal
    actual: Decimal | None
    forecast: Decimal | None

    @property
    def left(self) -> Decimal | None:
        return None if self.actual is None else self.budget - self.actual

    @property
    def percent(self) -> Decimal | None:
        """How much of the budget is spent."""
        return percent_of(self.actual, self.budget)

    @property
    def off(self) -> Decimal | None:
        """How many percent the forecast is over the budget; below zero it is under."""
        percent = percent_of(self.forecast, self.budget)
        return None if percent is None else percent - HUNDRED


@dataclass(frozen=True)
class Following:
    """A budget period with its six lines; `known` tells how many of its months have had costs."""

    period: BudgetPeriod
    months: int
    known: int
    outlooks: tuple[Outlook, ...]

    @property
    def off(self) -> Decimal | None:
        """How far the costs in all are off by forecast; every line follows from salaries, and so is off as far."""
        return next(each.off for each in self.outlooks if each.line == "costs_total")

    @property
    def needs_a_word(self) -> bool:
        return self.off is not None and abs(self.off) > TOLERANCE


def follow(line: Line, by_month: Mapping[dt.date, Decimal]) -> Following:
    """A budget period beside the salaries of its months, each line worked out in cents."""
    months = months_of(line.period)
    salaries = [by_month[month] for month in months if month in by_month]
    spent = sum(salaries, Decimal(0)) if salaries else None
    rates = line.rates.in_units(CENT)
    actual = None if spent is None else chain(spent, rates)
    expected = carried_on(by_month, months)
    forecast = None if expected is None else chain(expected, rates)
    outlooks = tuple(
        Outlook(
            name,
            getattr(line.chain, name),
            None if actual is None else getattr(actual, name),
            None if forecast is None else getattr(forecast, name),
        )
        for name in LINES
    )
    return Following(line.period, len(months), _known(by_month, months), outlooks)


def carried_on(by_month: Mapping[dt.date, Decimal], months: Sequence[dt.date]) -> Decimal | None:
    """What all months come to if those to come cost what the earlier ones did on average; None before the first."""
    known = _known(by_month, months)
    if not known:
        return None
    spent = sum((by_month.get(month, Decimal(0)) for month in months[:known]), Decimal(0))
    return half_up(spent * len(months) / known, CENT)


def months_of(period: BudgetPeriod) -> list[dt.date]:
    """The first days of a budget period's months; a broken month counts as one."""
    month, found = period.starts_on.replace(day=1), []
    while month <= period.ends_on:
        found.append(month)
        month = months_after(month, 1)
    return found


def percent_of(part: Decimal | None, whole: Decimal) -> Decimal | None:
    """To a tenth; None where there is nothing to compare."""
    return None if part is None or not whole else half_up(HUNDRED * part / whole, TENTH)


def _known(by_month: Mapping[dt.date, Decimal], months: Sequence[dt.date]) -> int:
    """How many months there are up to the last that has costs: one without any in between was free of cost."""
    return max((place for place, month in enumerate(months, start=1) if month in by_month), default=0)
