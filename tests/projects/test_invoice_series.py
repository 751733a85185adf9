"""A year's invoices come to the same cent however the year went: whatever was spent, corrected, and cut into claims."""

import calendar
import datetime as dt
from collections import defaultdict
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ohjaamo.periods import months_after
from projects import costs, invoices
from projects.apportionments import CENT, Sharer, apportion, half_up
from projects.models import Invoice
from tests.projects.money_scene import FIRST, SHARES, agree, enter, furnish, sent

MONTHS = [months_after(FIRST, place) for place in range(12)]
TWO = (("240", "Kemi", "60", 926), ("241", "Keminmaa", "40", 72))
PERCENTS = {"240": "33", "851": "19", "976": "18", "845": "17", "241": "6.5", "751": "6.5"}
CAP = Decimal(53020)

salaries = st.lists(st.decimals("0.01", 15_000, places=2), min_size=12, max_size=12)
# After which months a claim is sent; the last month always ends one.
claims = st.sets(st.integers(0, 10), max_size=4)
# Of which month's salary how much is taken back, in which month.
corrections = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(1, 100)),
    max_size=3,
    unique_by=lambda row: row[0],
)


def last_day(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def spend(project, paid, ends, taken_back) -> dict[dt.date, Decimal]:
    """Live through the year; what each month's salaries came to in the end."""
    entered, left = [], {}
    for place, (month, amount) in enumerate(zip(MONTHS, paid, strict=True)):
        entered.append(enter(project, month.year, month.month, amount=str(amount)))
        left[month] = amount
        for of, at, percent in taken_back:
            back = (paid[of] * percent / 100).quantize(CENT)
            if max(of, at) == place and back:
                costs.correct(cost=entered[of], amount=-back, note="Oikaisu", by="cli")
                left[MONTHS[of]] -= back
        if place in ends or place == 11:
            draw_up_if_owed(sent(project, last_day(month)))
    return left


def draw_up_if_owed(claim) -> None:
    if any(each.amounts for each in invoices.owed(claim)):
        invoices.draw_up(claim=claim, by="cli")


def billed() -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for invoice in Invoice.objects.select_related("municipality").prefetch_related("lines"):
        sums[invoice.municipality.code] += invoices.amount(invoice)
    return {code: amount for code, amount in sums.items() if amount}


def own_funding(salary: Decimal) -> Decimal:
    """Written out again by hand: side costs, flat rate, a fifth of it all, at most what was decided."""
    with_side_costs = salary + half_up(salary * Decimal("0.2644"), CENT)
    costs_total = with_side_costs + half_up(with_side_costs * Decimal("0.4"), CENT)
    return min(half_up(costs_total * Decimal("0.2"), CENT), CAP)


def shared(amount: Decimal, percents: dict[str, str], persons: dict[str, int]) -> dict[str, Decimal]:
    sharers = [Sharer(code, Decimal(percent), persons[code]) for code, percent in percents.items()]
    parts = zip(percents, apportion(amount, sharers, CENT), strict=True)
    return {code: part for code, part in parts if part}


PERSONS = {code: persons for code, _name, _share, persons in SHARES}
# A year is lived through in the database: no time to look for the smallest one that fails.
few = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


class InvoiceSeriesTest(TestCase):
    @few
    @given(salaries, claims, corrections)
    def test_year_of_one_key_closes_to_the_cent_for_each_municipality(self, paid, ends, taken_back):
        with transaction.atomic():
            left = spend(furnish(), paid, ends, taken_back)
            assert billed() == shared(own_funding(sum(left.values())), PERCENTS, PERSONS)
            transaction.set_rollback(True)

    @few
    @given(salaries, claims, corrections, st.integers(1, 11))
    def test_year_whose_key_changes_closes_to_the_cent_for_each_municipality(
        self, paid, ends, taken_back, at
    ):
        with transaction.atomic():
            project = furnish()
            agree(project, TWO, starts_on=MONTHS[at])
            left = spend(project, paid, ends, taken_back)
            before = own_funding(sum(left[month] for month in MONTHS[:at]))
            whole = own_funding(sum(left.values()))
            first = shared(before, PERCENTS, PERSONS)
            second = shared(whole - before, {"240": "60", "241": "40"}, PERSONS)
            found = billed()
            assert sum(found.values()) == whole
            assert found == {
                code: first.get(code, Decimal(0)) + second.get(code, Decimal(0))
                for code in {**first, **second}
            }
            transaction.set_rollback(True)
