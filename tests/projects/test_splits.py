from decimal import Decimal

import pytest

from projects.choices import PayerKind, PercentRule
from projects.splits import Mode, Part, Whole, percents, split

WHOLES = [Whole("2023", Decimal(53020)), Whole("2024", Decimal(53974)), Whole("2025", Decimal(54946))]
SIX = [
    Part("240", "Kemi", Decimal("33"), 926),
    Part("851", "Tornio", Decimal("19"), 586, PayerKind.ASSOCIATION),
    Part("976", "Ylitornio", Decimal("18"), 95),
    Part("845", "Tervola", Decimal("17"), 65),
    Part("241", "Keminmaa", Decimal("6.5"), 72),
    Part("751", "Simo", Decimal("6.5"), 25),
]


def cells(found):
    return [[int(amount) for amount in row.amounts] for row in found.rows]


def test_split_exact_closes_rows_and_columns():
    found = split(WHOLES, SIX, Mode.EXACT)
    assert cells(found) == [
        [17497, 17812, 18132],
        [10074, 10255, 10440],
        [9544, 9715, 9890],
        [9013, 9176, 9341],
        [3446, 3508, 3572],
        [3446, 3508, 3571],
    ]
    assert [int(row.total) for row in found.rows] == [53441, 30769, 29149, 27530, 10526, 10525]
    assert (found.total, found.differences, found.difference) == (161940, (0, 0, 0), 0)


def test_split_as_published_is_the_published_table_with_its_differences():
    found = split(WHOLES, SIX, Mode.AS_PUBLISHED)
    assert cells(found) == [
        [17497, 17811, 18132],
        [10074, 10255, 10440],
        [9544, 9715, 9890],
        [9013, 9176, 9341],
        [3446, 3508, 3571],
        [3446, 3508, 3571],
    ]
    assert [int(row.total) for row in found.rows] == [53440, 30769, 29149, 27530, 10525, 10525]
    assert (found.column_sums, found.differences) == ((53020, 53973, 54945), (0, -1, -1))
    assert (found.total, found.difference) == (161940, -2)


def test_split_tells_what_each_kind_of_payer_pays():
    found = split(WHOLES, SIX, Mode.EXACT)
    assert (found.paid_by(PayerKind.ASSOCIATION), found.paid_by(PayerKind.MUNICIPALITY)) == (30769, 131171)


def test_split_of_percents_that_are_not_100_is_refused():
    with pytest.raises(ValueError, match=r"67\.0 together"):
        split(WHOLES, SIX[1:], Mode.EXACT)


def test_percents_of_the_seeds_shares_are_the_agreed_ones():
    shares = [Decimal(share) for share in ("4.6", "2.7", "2.5", "2.3", "0.9", "0.9")]
    agreed = [Decimal(percent) for percent in ("33", "19", "18", "17", "6.5", "6.5")]
    assert percents(shares, PercentRule.TWO_DIGITS) == agreed
    assert percents(agreed, PercentRule.AGREED) == agreed


def test_percents_as_they_are_make_a_hundred():
    persons = [Decimal(number) for number in (926, 586, 95, 65, 72, 25)]
    found = percents(persons, PercentRule.EXACT)
    assert sum(found) == 100
    assert found[:2] == [Decimal("52.345958"), Decimal("33.126060")]


def test_percents_of_two_digits_that_are_not_100_are_refused():
    with pytest.raises(ValueError, match="99 together"):
        percents([Decimal(1)] * 3, PercentRule.TWO_DIGITS)
