"""Where a budget period is heading, and that nothing known is not the same as nothing spent."""

import datetime as dt
from decimal import Decimal

import pytest

from projects.budget_chains import Rates, chain
from projects.budgets import Line
from projects.models import BudgetPeriod
from reports.figures.forecast import carried_on, follow, months_of

RATES = Rates(Decimal("26.44"), Decimal(40), Decimal(20))
NOVEMBER, DECEMBER, JANUARY = dt.date(2022, 11, 1), dt.date(2022, 12, 1), dt.date(2023, 1, 1)


def year(salaries="149761") -> Line:
    period = BudgetPeriod(
        label="2023", starts_on=NOVEMBER, ends_on=dt.date(2023, 10, 31), salaries=Decimal(salaries)
    )
    return Line(period, RATES, chain(period.salaries, RATES))


def test_months_of_a_broken_period_count_both_of_their_months():
    period = BudgetPeriod(starts_on=dt.date(2022, 11, 15), ends_on=dt.date(2023, 1, 2))
    assert months_of(period) == [NOVEMBER, DECEMBER, JANUARY]


@pytest.mark.parametrize(
    ("by_month", "expected"),
    [
        ({}, None),
        ({NOVEMBER: "100"}, "300"),
        ({NOVEMBER: "100", DECEMBER: "0.01"}, "150.02"),
        ({DECEMBER: "100"}, "150"),
        ({NOVEMBER: "1", DECEMBER: "1", JANUARY: "1.01"}, "3.01"),
    ],
)
def test_carried_on_takes_the_months_to_come_for_the_mean_of_the_earlier(by_month, expected):
    amounts = {month: Decimal(amount) for month, amount in by_month.items()}
    found = carried_on(amounts, [NOVEMBER, DECEMBER, JANUARY])
    assert found == (None if expected is None else Decimal(expected))


def test_follow_without_costs_knows_nothing_of_any_line():
    found = follow(year(), {})
    assert found.known == 0
    assert [(each.actual, each.left, each.percent, each.forecast) for each in found.outlooks] == [
        (None, None, None, None)
    ] * 6
    assert (found.off, found.needs_a_word) == (None, False)


def test_follow_works_each_line_out_in_cents_beside_the_budget():
    found = follow(year(), {NOVEMBER: Decimal("12480.08"), DECEMBER: Decimal("12480.08")})
    flat_rate = next(each for each in found.outlooks if each.line == "flat_rate")
    assert (flat_rate.budget, flat_rate.actual, flat_rate.left) == (
        Decimal(75743),
        Decimal("12623.85"),
        Decimal("63119.15"),
    )
    assert (flat_rate.percent, flat_rate.off) == (Decimal("16.7"), Decimal(0))
    assert (found.months, found.known) == (12, 2)


@pytest.mark.parametrize(("month", "needs"), [("13700", False), ("13800", True), ("11200", True)])
def test_follow_needs_a_word_beyond_a_tenth_over_or_under(month, needs):
    assert follow(year(), {NOVEMBER: Decimal(month)}).needs_a_word is needs
