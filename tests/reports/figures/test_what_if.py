"""What another key would change: pure arithmetic of stretches and parts."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.splits import Part
from reports.figures.what_if import Stretch, compare, divide

FIRST, SECOND = dt.date(2023, 1, 1), dt.date(2024, 1, 1)
YEARS = [
    Stretch(FIRST, dt.date(2023, 12, 31), Decimal(365)),
    Stretch(SECOND, dt.date(2024, 12, 31), Decimal(1000)),
]


def part(code: str, percent: int, persons: int = 0) -> Part:
    return Part(code, code, Decimal(percent), persons)


def told(changes) -> list[tuple[str, int, int]]:
    return [(change.part.code, int(change.now), int(change.then)) for change in changes]


def test_divide_within_a_stretch_goes_by_its_days():
    assert divide(YEARS, dt.date(2023, 4, 11)) == ([100, 0], [265, 1000])


def test_divide_between_stretches_leaves_each_whole():
    assert divide(YEARS, SECOND) == ([365, 0], [0, 1000])


def test_compare_municipality_that_joins_pays_from_the_day_on():
    now, then = [part("240", 100)], [part("240", 60), part("751", 40)]
    changes = compare(YEARS, now, then, SECOND)
    assert told(changes) == [("240", 1365, 965), ("751", 0, 400)]
    assert [change.difference for change in changes] == [-400, 400]


def test_compare_municipality_that_leaves_pays_what_is_before_the_day():
    now, then = [part("240", 60), part("751", 40)], [part("240", 100)]
    assert told(compare(YEARS, now, then, dt.date(2023, 4, 11))) == [("240", 819, 1325), ("751", 546, 40)]


@given(
    st.integers(0, 100),
    st.integers(0, 100),
    st.dates(FIRST - dt.timedelta(days=40), dt.date(2025, 2, 1)),
)
def test_compare_both_sides_come_to_the_same_whole(now, then, since):
    changes = compare(
        YEARS,
        [part("240", now), part("751", 100 - now)],
        [part("240", then), part("851", 100 - then)],
        since,
    )
    assert sum(change.now for change in changes) == sum(change.then for change in changes) == 1365
