from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from projects import dues
from projects.apportionments import CENT, half_up
from projects.splits import Part
from tests.projects.test_splits import SIX

costs = st.decimals(min_value=-20_000, max_value=60_000, places=2)


def test_own_funding_of_stretches_is_what_each_adds_up_to_what_was_decided():
    assert dues.own_funding([Decimal("200.01"), Decimal("350.5")], Decimal(500)) == [
        Decimal("200.01"),
        Decimal("150.49"),
    ]
    assert dues.own_funding([Decimal(450), Decimal(600), Decimal(700)], Decimal(500)) == [450, 50, 0]
    assert dues.own_funding([Decimal(700)], Decimal(500)) == [500]
    assert dues.own_funding([Decimal("-3")], Decimal(500)) == [0]
    assert dues.own_funding([], Decimal(500)) == []


def test_own_funding_that_a_later_stretch_takes_back_is_the_earlier_ones_loss():
    assert dues.own_funding([Decimal(100), Decimal(80)], Decimal(500)) == [80, 0]


def test_due_after_a_correction_may_be_below_zero():
    two = [Part("240", "Kemi", Decimal(50), 2), Part("241", "Keminmaa", Decimal(50), 1)]
    first = dues.due([(Decimal("100.01"), two)], {})
    assert first == {"240": Decimal("50.01"), "241": Decimal("50.00")}
    assert dues.due([(Decimal("90.00"), two)], first) == {"240": Decimal("-5.01"), "241": Decimal("-5.00")}


def test_due_of_one_who_shares_no_more_gives_back_what_was_billed():
    one = [Part("240", "Kemi", Decimal(100), 2)]
    billed = {"240": Decimal(50), "241": Decimal(50)}
    assert dues.due([(Decimal(120), one)], billed) == {"240": Decimal(70), "241": Decimal(-50)}


def test_due_by_another_key_from_a_day_on_leaves_what_was_shared_before():
    kemi = Part("240", "Kemi", Decimal(100), 2)
    both = [Part("240", "Kemi", Decimal(60), 2), Part("241", "Keminmaa", Decimal(40), 1)]
    first = dues.due([(Decimal(100), [kemi])], {})
    assert dues.due([(Decimal(100), [kemi]), (Decimal(10), both)], first) == {
        "240": Decimal("6.00"),
        "241": Decimal("4.00"),
    }


@settings(max_examples=300, deadline=None)
@given(st.lists(costs, min_size=12, max_size=12))
def test_dues_of_twelve_months_close_to_the_cent(months):
    billed: dict[str, Decimal] = {}
    spent = Decimal(0)
    for cost in months:
        spent += cost
        (so_far,) = dues.own_funding([half_up(spent / 5, CENT)], Decimal(53_020))
        for code, amount in dues.due([(so_far, SIX)], billed).items():
            billed[code] = billed.get(code, Decimal(0)) + amount
        assert sum(billed.values()) == so_far
    assert billed == dues.due([(so_far, SIX)], {})
