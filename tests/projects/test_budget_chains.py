from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.apportionments import CENT
from projects.budget_chains import Chain, Rates, chain, total

RATES = Rates(side_costs=Decimal("26.44"), flat_rate=Decimal("40"), own_funding=Decimal("20"))


def amounts(*texts: str) -> Chain:
    return Chain(*map(Decimal, texts))


def test_chain_of_the_new_projects_salaries_is_the_published_one_but_for_the_flat_rate_of_the_first_year():
    years = [chain(Decimal(salaries), RATES) for salaries in ("149761", "152455", "155200")]
    assert years == [
        amounts("149761", "39597", "189358", "75743", "265101", "53020"),
        amounts("152455", "40309", "192764", "77106", "269870", "53974"),
        amounts("155200", "41035", "196235", "78494", "274729", "54946"),
    ]
    assert total(years) == amounts("457416", "120941", "578357", "231343", "809700", "161940")


def test_chain_in_cents_rounds_each_line_at_the_half_cent():
    cents = Rates(Decimal("26.44"), Decimal("40"), Decimal("20"), unit=CENT)
    assert chain(Decimal("100.01"), cents) == amounts("100.01", "26.44", "126.45", "50.58", "177.03", "35.41")


def test_total_of_no_period_is_zero():
    assert total([]) == amounts("0", "0", "0", "0", "0", "0")


def test_chain_of_broken_units_is_refused():
    with pytest.raises(ValueError, match="whole units"):
        chain(Decimal("100.50"), RATES)


@given(st.lists(st.integers(0, 10**7), max_size=6))
def test_total_of_any_periods_adds_up_by_line_and_by_column(salaries):
    found = total(chain(Decimal(each), RATES) for each in salaries)
    assert found.salaries + found.side_costs == found.salaries_total
    assert found.salaries_total + found.flat_rate == found.costs_total
