from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.apportionments import CENT, EURO, Sharer, apportion, half_up

# The agreed percents of the six municipalities, with how many speak a foreign language there.
SIX = [
    Sharer("240", Decimal("33"), 926),
    Sharer("851", Decimal("19"), 586),
    Sharer("976", Decimal("18"), 95),
    Sharer("845", Decimal("17"), 65),
    Sharer("241", Decimal("6.5"), 72),
    Sharer("751", Decimal("6.5"), 25),
]

weights = st.decimals(min_value=0, max_value=1000, places=3)
units = st.sampled_from([EURO, CENT])
wholes = st.integers(min_value=0, max_value=10**9)
sharings = st.lists(st.tuples(weights, st.integers(0, 5000)), min_size=1, max_size=12).filter(
    lambda rows: any(weight for weight, _persons in rows)
)


def sharers(rows: list[tuple[Decimal, int]]) -> list[Sharer]:
    return [Sharer(f"{code:03d}", weight, persons) for code, (weight, persons) in enumerate(rows)]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("53020", ["17497", "10074", "9544", "9013", "3446", "3446"]),
        ("53974", ["17812", "10255", "9715", "9176", "3508", "3508"]),
        ("54946", ["18132", "10440", "9890", "9341", "3572", "3571"]),
    ],
)
def test_apportion_of_the_yearly_own_funding_closes_each_column(whole, parts):
    assert apportion(Decimal(whole), SIX, EURO) == [Decimal(part) for part in parts]


def test_apportion_with_a_tie_gives_the_unit_to_more_persons_then_to_the_lower_code():
    one, other = Decimal("1"), Decimal("1")
    assert apportion(Decimal("3"), [Sharer("1", one, 5), Sharer("2", other, 6)], EURO) == [1, 2]
    assert apportion(Decimal("3"), [Sharer("2", one, 5), Sharer("1", other, 5)], EURO) == [1, 2]


def test_apportion_isnt_monotone_in_the_whole():
    three = [Sharer("1", Decimal("6")), Sharer("2", Decimal("6")), Sharer("3", Decimal("2"))]
    assert apportion(Decimal("10"), three, EURO) == [4, 4, 2]
    assert apportion(Decimal("11"), three, EURO) == [5, 5, 1]


@settings(max_examples=10_000, deadline=None)
@given(wholes, sharings, units)
def test_apportion_of_anything_sums_up_stays_by_its_quota_and_follows_the_weights(number, rows, unit):
    whole, those = number * unit, sharers(rows)
    parts = apportion(whole, those, unit)
    of_all = sum(Fraction(each.weight) for each in those)
    assert sum(parts) == whole
    for part, each in zip(parts, those, strict=True):
        assert part % unit == 0
        assert abs(Fraction(part) - Fraction(whole) * Fraction(each.weight) / of_all) < Fraction(unit)
    by_weight = sorted(zip(those, parts, strict=True), key=lambda pair: pair[0].weight)
    for (lighter, less), (heavier, more) in pairwise(by_weight):
        assert lighter.weight == heavier.weight or less <= more
    assert apportion(whole, those, unit) == parts


@settings(max_examples=500, deadline=None)
@given(wholes, sharings, units, st.randoms())
def test_apportion_gives_each_the_same_in_any_order(number, rows, unit, chance):
    those = sharers(rows)
    shuffled = chance.sample(those, len(those))
    as_listed = dict(zip(those, apportion(number * unit, those, unit), strict=True))
    assert dict(zip(shuffled, apportion(number * unit, shuffled, unit), strict=True)) == as_listed


@pytest.mark.parametrize(
    ("whole", "those", "unit"),
    [
        ("-1", SIX, EURO),
        ("1.50", SIX, EURO),
        ("0.005", SIX, CENT),
        ("1", [Sharer("1", Decimal("-1")), Sharer("2", Decimal("2"))], EURO),
        ("1", [Sharer("1", Decimal("0"))], EURO),
        ("1", [], EURO),
        ("1", [Sharer("1", Decimal("1")), Sharer("1", Decimal("2"))], EURO),
    ],
)
def test_apportion_of_what_cant_be_shared_is_refused(whole, those, unit):
    with pytest.raises(ValueError, match=r"\."):
        apportion(Decimal(whole), those, unit)


@pytest.mark.parametrize(
    ("amount", "unit", "rounded"),
    [("75743.2", EURO, "75743"), ("0.5", EURO, "1"), ("-0.5", EURO, "-1"), ("1.005", CENT, "1.01")],
)
def test_half_up_of_an_amount_goes_away_from_zero_at_the_half(amount, unit, rounded):
    assert half_up(Decimal(amount), unit) == Decimal(rounded)
