import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clients.models import Assignment, Client
from ohjaamo.periods import Period, running_on, today
from tests.factories.clients import AssignmentFactory

ORIGIN = dt.date(2021, 1, 1)
DAYS = [ORIGIN + dt.timedelta(days=number) for number in range(12)]


@st.composite
def periods(draw) -> Period:
    first = draw(st.integers(0, len(DAYS) - 1))
    last = draw(st.none() | st.integers(first, len(DAYS) - 1))
    return Period(DAYS[first], None if last is None else DAYS[last])


def days_of(period: Period) -> set[dt.date]:
    """The days of a period among ours, counted one by one."""
    last = period.ends_on or DAYS[-1]
    return {day for day in DAYS if period.starts_on <= day <= last}


@given(periods(), st.sampled_from(DAYS))
def test_period_includes_its_days_and_no_other(period, day):
    assert period.includes(day) is (day in days_of(period))


@given(periods(), periods())
def test_periods_overlap_when_they_share_a_day(one, other):
    assert one.overlaps(other) is bool(days_of(one) & days_of(other))
    assert one.overlaps(other) is other.overlaps(one)


@given(periods())
def test_period_overlaps_itself(period):
    assert period.overlaps(period)


def test_open_period_goes_on_for_ever():
    running = Period(ORIGIN)
    assert running.includes(dt.date(9999, 12, 31))
    assert running.overlaps(Period(dt.date(9999, 12, 31)))
    assert not running.includes(dt.date(2020, 12, 31))


@pytest.mark.django_db
def test_running_on_finds_what_the_period_includes():
    rows = [
        AssignmentFactory(starts_on=DAYS[2], ends_on=DAYS[4]),
        AssignmentFactory(starts_on=DAYS[4], ends_on=DAYS[4]),
        AssignmentFactory(starts_on=DAYS[3]),
    ]
    for day in DAYS:
        expected = {row.pk for row in rows if Period(row.starts_on, row.ends_on).includes(day)}
        assert {row.pk for row in Assignment.objects.filter(running_on(day))} == expected
        clients = Client.objects.filter(running_on(day, "assignments__"))
        assert set(clients.values_list("assignments", flat=True)) == expected


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (dt.datetime(2022, 4, 30, 20, 59, 59, tzinfo=dt.UTC), dt.date(2022, 4, 30)),
        (dt.datetime(2022, 4, 30, 21, 0, tzinfo=dt.UTC), dt.date(2022, 5, 1)),
        (dt.datetime(2022, 12, 31, 21, 59, 59, tzinfo=dt.UTC), dt.date(2022, 12, 31)),
        (dt.datetime(2022, 12, 31, 22, 0, tzinfo=dt.UTC), dt.date(2023, 1, 1)),
    ],
)
def test_today_is_the_day_in_helsinki(monkeypatch, moment, day):
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert today() == day
