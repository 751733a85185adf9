from decimal import Decimal

import pytest

from projects import written_numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50\u00a0€", "1234.50"),
        ("1\u202f234.5", "1234.5"),
        ("−20 %", "-20"),
        ("–0,01", "-0.01"),
        ("100 EUR", "100"),
        ("0.1", "0.1"),
    ],
)
def test_number_is_read_exactly_as_an_office_writes_it(text, number):
    assert written_numbers.read(text) == Decimal(number)


def test_nothing_but_blanks_is_no_number():
    assert (written_numbers.read(""), written_numbers.read(" \u00a0€")) == (None, None)


@pytest.mark.parametrize("text", ["paljon", "1e5", "NaN", "inf", "1,2,3", "1.234,50", "--1", "½", "٣", "1-"])
def test_what_is_no_number_for_certain_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"^Kirjoita luku, esimerkiksi 1 234,50\.$"):
        written_numbers.read(text)
