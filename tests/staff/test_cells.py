"""Cells become values, or are refused in a sentence; nothing is guessed."""

import datetime as dt
import time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ohjaamo.books import Cell
from staff import cells
from staff.cells import IdentityCode

TODAY = dt.date(2026, 11, 24)
NOTHING = ["", "-", "–", "—", " - "]
# Made for tests by the agency that gives out the codes; none belongs to a person.
CODES = [
    ("010594Y9032", dt.date(1994, 5, 1)),
    ("010594Y9021", dt.date(1994, 5, 1)),
    ("020594X903P", dt.date(1994, 5, 2)),
    ("030594W903B", dt.date(1994, 5, 3)),
    ("040594V9030", dt.date(1994, 5, 4)),
    ("050594U903M", dt.date(1994, 5, 5)),
    ("010516B903X", dt.date(2016, 5, 1)),
    ("020516C903K", dt.date(2016, 5, 2)),
    ("030516D9037", dt.date(2016, 5, 3)),
    ("010501E9032", dt.date(2001, 5, 1)),
    ("020503F9037", dt.date(2003, 5, 2)),
    ("131052-308T", dt.date(1952, 10, 13)),
    ("020504A902E", dt.date(2004, 5, 2)),
]
CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
HUGE = ["9" * 1_000_000, "1e999999", "NaN", "Infinity", "-Infinity", "inf", "1" * 10]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("13.3.2021", dt.date(2021, 3, 13)),
        ("13.03.2021", dt.date(2021, 3, 13)),
        ("3. 1. 2021", dt.date(2021, 1, 3)),
        ("2021-03-13", dt.date(2021, 3, 13)),
        ("2021-03-13 12:30", dt.date(2021, 3, 13)),
        ("29.2.2020", dt.date(2020, 2, 29)),
        (dt.date(2021, 3, 13), dt.date(2021, 3, 13)),
        *((nothing, None) for nothing in NOTHING),
    ],
)
def test_day_in_each_certain_way_is_read(value, day):
    assert cells.day(Cell(value)) == day


@pytest.mark.parametrize(
    ("value", "because"),
    [
        *((text, "In February .* there is no day") for text in ("31.2.1990", "29.2.2021")),
        *((text, "no such day") for text in ("0.1.2020", "1.13.2020", "32.1.2020")),
        *((text, "not a date") for text in ("keväällä 2022", "2022", "43831", "1.2", "13.3.20211")),
        *((text, "year is missing") for text in ("1.2.", "01.02.", "1/2")),
        *(
            (text, "more than one day")
            for text in ("1/2/2019", "12/13/2019", "2019/1/2", "1.2.19", "01.02.19", "1-2-19", "1/2/19")
        ),
        *((text, "year of") for text in ("1.1.1019", "1.1.9999", dt.date(1899, 12, 31))),
    ],
)
def test_day_that_is_uncertain_or_impossible_is_refused_with_its_reason(value, because):
    with pytest.raises(ValueError, match=because):
        cells.day(Cell(value))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_written_the_finnish_way_comes_back(day):
    assert cells.day(Cell(Cell(day).text)) == day
    assert cells.day(Cell(day.strftime("%d.%m.%Y"))) == day
    assert cells.day(Cell(day.isoformat())) == day


def test_birth_date_in_the_future_is_refused():
    assert cells.birth_date(Cell("24.11.2026"), today=TODAY) == TODAY
    assert cells.birth_date(Cell(""), today=TODAY) is None
    with pytest.raises(ValueError, match="future"):
        cells.birth_date(Cell("25.11.2026"), today=TODAY)


@pytest.mark.parametrize(("code", "born_on"), CODES)
def test_identity_codes_of_every_separator_are_valid_and_hold_a_birth_date(code, born_on):
    assert cells.identity_code(Cell(code), today=TODAY) == IdentityCode(code, born_on)


def test_identity_code_of_the_nineteenth_century_is_valid():
    check = CHECKS[10199002 % 31]
    assert cells.identity_code(Cell(f"010199+002{check}"), today=TODAY).born_on == dt.date(1899, 1, 1)


def test_identity_codes_of_the_thirteen_separators_keep_their_century_and_stay_thirteen():
    centuries = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}
    check = CHECKS[10101002 % 31]
    found = {
        separator: cells.identity_code(Cell(f"010101{separator}002{check}"), today=TODAY)
        for separator in centuries
    }
    assert {separator: code.born_on.year - 1 for separator, code in found.items()} == centuries
    assert len({code.code for code in found.values()}) == 13


@pytest.mark.parametrize("number", ["900", "902", "999"])
def test_identity_code_that_is_only_for_a_while_is_valid(number):
    check = CHECKS[int(f"010594{number}") % 31]
    code = f"010594-{number}{check}"
    assert cells.identity_code(Cell(code), today=TODAY) == IdentityCode(code, dt.date(1994, 5, 1))


@pytest.mark.parametrize("separator", "+-YXWVUABCDEF")
def test_identity_code_with_any_other_check_character_is_refused(separator):
    for check in set(CHECKS) - {CHECKS[10101002 % 31]}:
        with pytest.raises(ValueError, match="check character"):
            cells.identity_code(Cell(f"010101{separator}002{check}"), today=TODAY)


@pytest.mark.parametrize("code", ["010594y9032", " 010594Y 9032 ", "010594\u00a0Y9032", "010594Y9032\n"])
def test_identity_code_in_any_letters_and_blanks_is_the_same(code):
    assert cells.identity_code(Cell(code), today=TODAY).code == "010594Y9032"


@pytest.mark.parametrize("nothing", NOTHING)
def test_identity_code_may_be_missing(nothing):
    assert cells.identity_code(Cell(nothing), today=TODAY) is None


@pytest.mark.parametrize(
    ("code", "because"),
    [
        ("010190-900A", "check character"),
        ("310290-900P", "doesn't exist"),
        ("010149A1232", "future"),
        ("010594–9032", "isn't whole"),
        ("010190", "isn't whole"),
        ("010190-900", "isn't whole"),
        ("010190G900P", "isn't whole"),
        ("٠١٠١٩٠-900P", "isn't whole"),
    ],
)
def test_identity_code_that_cannot_be_is_refused_without_repeating_it(code, because):
    with pytest.raises(ValueError, match=because) as caught:
        cells.identity_code(Cell(code), today=TODAY)
    assert code not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("0", 0), ("12 500", 12_500), ("007", 7), ("-", None), ("", None)]
)
def test_whole_numbers_are_read(text, number):
    assert cells.whole_number(Cell(text)) == number


@pytest.mark.parametrize("text", ["-3", "1,5", "1e9", "monta", "٣", *HUGE])
def test_what_is_no_whole_number_is_refused_at_once(text):
    started = time.monotonic()
    with pytest.raises(ValueError, match="whole number") as caught:
        cells.whole_number(Cell(text))
    assert len(str(caught.value)) < 120
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("text", HUGE)
def test_what_is_no_day_and_no_identity_code_is_refused_at_once_and_not_repeated(text):
    started = time.monotonic()
    for read in (cells.day, lambda cell: cells.identity_code(cell, today=TODAY)):
        with pytest.raises(ValueError, match=r"not a date|isn't whole") as caught:
            read(Cell(text))
        assert len(str(caught.value)) < 140
    assert time.monotonic() - started < 1


def test_birth_date_that_cannot_be_read_may_be_left_out():
    with pytest.raises(
        ValueError, match=r"Write the day as 28\.2\.1990\. If it isn’t known, leave the cell empty\."
    ):
        cells.birth_date(Cell("31.2.1990"), today=TODAY)


def test_text_has_single_blanks_and_keeps_its_lines():
    assert cells.text(Cell("  Noor   Ali \n toinen  rivi")) == "Noor Ali\ntoinen rivi"
    assert cells.text(Cell("a" * 10), max_length=10) == "a" * 10
    assert [cells.text(Cell(nothing)) for nothing in NOTHING] == [""] * 5


@pytest.mark.parametrize("text", ["O\ufffdlga", "MÃ¤kelÃ¤", "Ã„ijÃ¤", "Ã…sa", "Â°"])
def test_garbled_text_is_refused(text):
    with pytest.raises(ValueError, match="can't be read"):
        cells.text(Cell(text))


@pytest.mark.parametrize("name", ["São Tomé", "SÃO", "Mäkelä", "Nguyễn", "Âsa", "O'Brien", "‘Ali"])
def test_names_with_rare_letters_are_not_taken_for_garbled(name):
    assert cells.text(Cell(name)) == name


def test_text_too_long_is_refused_with_the_limit():
    with pytest.raises(ValueError, match="150"):
        cells.text(Cell("a" * 151), max_length=150)


@pytest.mark.parametrize("read", [cells.text, cells.day, cells.whole_number])
def test_formula_is_refused_whatever_is_read(read):
    for value in ("", "1", dt.date(2021, 3, 13)):
        with pytest.raises(ValueError, match="formula"):
            read(Cell(value, is_formula=True))
    with pytest.raises(ValueError, match="formula"):
        cells.identity_code(Cell("", is_formula=True), today=TODAY)
