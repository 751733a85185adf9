import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from ohjaamo import formats
from ohjaamo.periods import Period


@pytest.fixture(params=["fi", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def finnish():
    with translation.override("fi"):
        yield


def test_day_any_language_is_written_the_finnish_way(language):
    assert formats.day(dt.date(2022, 4, 30)) == "30.4.2022"


def test_weekday_finnish_has_the_short_name_first(finnish):
    assert formats.weekday(dt.date(2026, 5, 12)) == "ti\u00a012.5.2026"


def test_weekday_english_has_the_short_name_first():
    with translation.override("en"):
        assert formats.weekday(dt.date(2026, 5, 12)) == "Tue\u00a012.5.2026"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "text"),
    [
        (dt.date(2026, 1, 12), None, "12.1.2026–"),
        (dt.date(2026, 1, 12), dt.date(2026, 4, 30), "12.1.2026–30.4.2026"),
        (dt.date(2026, 1, 12), dt.date(2026, 1, 12), "12.1.2026"),
    ],
)
def test_period_open_closed_or_one_day_is_written_as_such(starts_on, ends_on, text):
    assert formats.period(Period(starts_on, ends_on)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (12345, "12\u00a0345"),
        (1234567, "1\u00a0234\u00a0567"),
        (-26, "\u221226"),
        (Decimal("-1234.5"), "\u22121\u00a0234,5"),
    ],
)
def test_number_finnish_groups_by_a_space_that_does_not_break(finnish, value, text):
    assert formats.number(value) == text


def test_number_english_groups_by_commas():
    with translation.override("en"):
        assert formats.number(Decimal("1234567.25")) == "1,234,567.25"


@pytest.mark.parametrize(("value", "text"), [(4, "+4"), (-1, "\u22121"), (0, "0")])
def test_difference_always_bears_its_sign(finnish, value, text):
    assert formats.difference(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1234.5"), "1\u00a0234,50\u00a0€"),
        (Decimal("75743.20"), "75\u00a0743,20\u00a0€"),
        (Decimal("-0.05"), "\u22120,05\u00a0€"),
        (Decimal("0"), "0,00\u00a0€"),
    ],
)
def test_amount_finnish_is_exact_to_the_cent(finnish, value, text):
    assert formats.amount(value) == text


def test_amount_with_part_of_a_cent_is_refused():
    with pytest.raises(ValueError, match="whole cents"):
        formats.amount(Decimal("0.005"))


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (Decimal("26.44"), "26,44\u00a0%"),
        (Decimal("6.50"), "6,5\u00a0%"),
        (Decimal("40.00"), "40\u00a0%"),
        (Decimal("100"), "100\u00a0%"),
    ],
)
def test_share_finnish_has_no_idle_zeros(finnish, percent, text):
    assert formats.share(percent) == text


def test_share_english_has_no_space():
    with translation.override("en"):
        assert formats.share(Decimal("26.44")) == "26.44%"


def test_minutes_are_written_with_their_unit(finnish):
    assert formats.minutes(120) == "120\u00a0min"


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [("Amina", "Warsame", "Amina Warsame"), ("Amina", "", "Amina"), ("", " Warsame ", "Warsame")],
)
def test_person_with_one_or_both_names_has_no_idle_space(given, family, text):
    assert formats.person(given, family) == text


@pytest.mark.parametrize(
    "words",
    [
        formats.day,
        formats.weekday,
        formats.period,
        formats.number,
        formats.difference,
        formats.amount,
        formats.share,
        formats.minutes,
    ],
)
def test_missing_value_is_an_empty_text_and_never_a_zero(words):
    assert words(None) == ""


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Haluan töihin", "ltr"),
        ("2022 أريد العمل", "rtl"),
        ("کار", "rtl"),
        ("CV والعمل", "ltr"),
        ("12.5.", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction_is_that_of_the_first_letter(text, way):
    assert formats.direction(text) == way


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(None, ""), (0, "0\u00a0min"), (45, "45\u00a0min"), (60, "1\u00a0h"), (210, "3\u00a0h 30\u00a0min")],
)
def test_hours_of_minutes_leave_out_what_is_nought(minutes, text):
    assert formats.hours(minutes) == text
