from decimal import Decimal

import pytest

from ohjaamo.formats import NBSP
from reports.money_cells import Cell, euros, plain, signed, signed_euros


@pytest.mark.parametrize(
    ("value", "text"),
    [("75743", "75 743"), ("75743.00", "75 743"), ("1037.6", "1 037,60"), ("0", "0"), ("-0.01", "−0,01")],
)
def test_plain_amount_has_cents_only_where_there_are_any(value, text):
    assert plain(Decimal(value)) == text.replace(" ", NBSP)


def test_amounts_with_a_sign_and_a_unit():
    assert [signed(Decimal(each)) for each in ("30", "-1.00", "0")] == ["+30", "−1", "0"]
    assert (euros(Decimal("4319")), signed_euros(Decimal("30"))) == (f"4{NBSP}319{NBSP}€", f"+30{NBSP}€")


def test_cell_tells_what_was_published_only_where_it_is_another():
    assert Cell(Decimal(75743), Decimal(75742)).note == f"(julkaistu 75{NBSP}742, ero −1)"
    assert [Cell(Decimal(5), Decimal("5.00")).note, Cell(Decimal(5)).note] == ["", ""]
