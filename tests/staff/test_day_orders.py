"""Days written in many ways: each is right by itself, right once somebody has said how, or refused; never swapped."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ohjaamo.books import Cell, read_book
from staff import cells, day_orders
from tests.factories.books import ods, ods_row, xlsx

ASKED, NEVER = "asked", "never"
FIRST_OF_FEBRUARY, SECOND_OF_JANUARY = dt.date(2019, 2, 1), dt.date(2019, 1, 2)
# Each text with what the cell alone says: a day, "asked" when only a person can tell, "never" when it is no day.
TABLE: dict[str, dt.date | str] = {
    "1.2.2019": FIRST_OF_FEBRUARY,
    "01.02.2019": FIRST_OF_FEBRUARY,
    "1. 2. 2019": FIRST_OF_FEBRUARY,
    "1.02.2019": FIRST_OF_FEBRUARY,
    "01.2.2019": FIRST_OF_FEBRUARY,
    "12.1.2019": dt.date(2019, 1, 12),
    "1.12.2019": dt.date(2019, 12, 1),
    "2019-02-01": FIRST_OF_FEBRUARY,
    "2019-2-1": FIRST_OF_FEBRUARY,
    "2019-02-01 12:30": FIRST_OF_FEBRUARY,
    "2019-02-01T00:00:00": FIRST_OF_FEBRUARY,
    "29.2.2020": dt.date(2020, 2, 29),
    "28.2.1900": dt.date(1900, 2, 28),
    "1.3.1900": dt.date(1900, 3, 1),
    "31.12.2100": dt.date(2100, 12, 31),
    "1.1.1990": dt.date(1990, 1, 1),
    "1/2/2019": ASKED,
    "01/02/2019": ASKED,
    "13/2/2019": ASKED,
    "2/13/2019": ASKED,
    "12/12/2019": ASKED,
    "1-2-2019": ASKED,
    "1/2/2019 0:00": ASKED,
    "1/2/19": ASKED,
    "01/02/03": ASKED,
    "1-2-19": ASKED,
    "19-2-1": ASKED,
    "31/12/85": ASKED,
    "1.2.19": ASKED,
    "01.02.19": ASKED,
    "1. 2. 19": ASKED,
    "31.12.85": ASKED,
    "1.1.00": ASKED,
    "3.4.": ASKED,
    "03.04.": ASKED,
    "3. 4.": ASKED,
    "29.2.": ASKED,
    "3/4": ASKED,
    "3-4": ASKED,
    "2019/1/2": ASKED,
    "2019/13/2": NEVER,
    "2019.1.2": ASKED,
    "31.2.1990": NEVER,
    "29.2.2021": NEVER,
    "31.4.2019": NEVER,
    "29.2.1900": NEVER,
    "0.1.2020": NEVER,
    "1.13.2020": NEVER,
    "32.1.2019": NEVER,
    "31/2/2019": NEVER,
    "13/13/2019": NEVER,
    "30.2.": NEVER,
    "1.1.1019": NEVER,
    "1.1.9999": NEVER,
    "13.3.20211": NEVER,
    "1.2.2019.": NEVER,
    "1.2-2019": NEVER,
    "3.4": NEVER,
    "2022": NEVER,
    "43831": NEVER,
    "1.2.201": NEVER,
    "keväällä 2022": NEVER,
    "helmikuu 2019": NEVER,
    "1.2.2019–3.2.2019": NEVER,
}
AS_SAID = [
    ("1/2/2019", {"order": "dmy"}, FIRST_OF_FEBRUARY),
    ("1/2/2019", {"order": "mdy"}, SECOND_OF_JANUARY),
    ("1/2/2019", {"order": "ymd"}, None),
    ("1/2/2019 0:00", {"order": "dmy"}, FIRST_OF_FEBRUARY),
    ("13/2/2019", {"order": "mdy"}, None),
    ("2019/1/2", {"order": "dmy"}, SECOND_OF_JANUARY),
    ("1/2/2019", {}, None),
    ("1-2-19", {"order": "dmy", "until": 2026}, FIRST_OF_FEBRUARY),
    ("19-2-1", {"order": "ymd", "until": 2026}, FIRST_OF_FEBRUARY),
    ("1-2-19", {"order": "dmy"}, None),
    ("1.2.19", {"until": 2026}, FIRST_OF_FEBRUARY),
    # A full stop parts day and month, whatever is said of the others.
    ("1.2.19", {"order": "mdy", "until": 2026}, FIRST_OF_FEBRUARY),
    ("3.4.", {"order": "mdy", "year": 2019}, dt.date(2019, 4, 3)),
    ("3/4", {"order": "mdy", "year": 2019}, dt.date(2019, 3, 4)),
    ("3.4.", {"until": 2026}, None),
    ("29.2.", {"year": 2019}, None),
    ("31.12.85", {"until": 2026}, dt.date(1985, 12, 31)),
    ("31.12.26", {"until": 2026}, dt.date(2026, 12, 31)),
    ("31.12.27", {"until": 2026}, dt.date(1927, 12, 31)),
]


def read_alone(cell: Cell) -> dt.date | str:
    try:
        day = cells.day(cell)
    except ValueError:
        return ASKED if day_orders.possible([cell.text], 2026) else NEVER
    assert day is not None
    return day


def test_days_of_the_table_are_enough():
    assert len(TABLE) >= 60


@pytest.mark.parametrize(("text", "is_read_as"), TABLE.items())
def test_day_as_a_text_is_right_or_asked_about(text, is_read_as):
    assert read_alone(Cell(text)) == is_read_as


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_days_as_texts_of_a_book_are_read_as_the_table_says(tmp_path, kind):
    path = tmp_path / f"paivat.{kind}"
    if kind == "xlsx":
        xlsx(path, [[text, "x"] for text in TABLE])
    elif kind == "ods":
        ods(path, "".join(ods_row(text, "x") for text in TABLE))
    else:
        path.write_text("\n".join(f"{text};x" for text in TABLE), encoding="utf-8")
    rows = read_book(path).sheet.rows
    assert [read_alone(row.cells[0]) for row in rows] == list(TABLE.values())


@pytest.mark.parametrize(("text", "said", "day"), AS_SAID)
def test_day_that_was_asked_about_is_read_as_said(text, said, day):
    assert day_orders.read(text, said) == day


@pytest.mark.parametrize("order", day_orders.ORDERS)
def test_certain_days_are_never_read_in_an_order_that_was_said(order):
    said = {"order": order, "year": 2019, "until": 2026}
    certain = [text for text, day in TABLE.items() if isinstance(day, dt.date)]
    assert [day_orders.read(text, said) for text in certain] == [None] * len(certain)


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["1/2/2019"], ["dmy", "mdy"]),
        (["1/2/2019", "13/2/2019"], ["dmy"]),
        (["1/2/2019", "2/13/2019"], ["mdy"]),
        (["13/2/2019", "2/13/2019"], []),
        (["1/2/2019", "31/2/2019"], ["dmy", "mdy"]),
        (["01/02/19"], ["dmy", "mdy", "ymd"]),
        (["01/02/19", "31/12/85"], ["dmy"]),
        (["5/5/2019"], ["dmy"]),
        (["1.2.19", "3.4."], ["dmy"]),
    ],
)
def test_possible_orders_are_those_in_which_every_value_is_a_day(texts, orders):
    assert day_orders.possible(texts, 2026) == orders


@given(st.dates(dt.date(1927, 1, 1), dt.date(2026, 12, 31)), st.sampled_from("/-"))
def test_each_day_comes_back_in_the_order_it_was_written_in(day, separator):
    said = {"until": 2026}
    parts = {"d": f"{day.day}", "m": f"{day.month}"}
    for order in ("dmy", "mdy"):
        for year in (f"{day.year}", f"{day.year % 100:02}"):
            text = separator.join((parts | {"y": year})[part] for part in order)
            assert day_orders.read(text, said | {"order": order}) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_not_but_no_error(text):
    for order in day_orders.ORDERS:
        found = day_orders.read(text, {"order": order, "year": 2019, "until": 2026})
        assert found is None or isinstance(found, dt.date)


def test_messages_of_days_say_what_is_missing():
    with translation.override("fi"):
        for text, words in [
            ("3.4.", "Päivästä ”3.4.” puuttuu vuosi. Kirjoita päivä.kuukausi.vuosi, esimerkiksi 13.3.2021."),
            ("31.2.1990", "Helmikuussa 1990 ei ole 31. päivää. Kirjoita päivä muodossa 28.2.1990."),
            ("29.2.2021", "Helmikuussa 2021 ei ole 29. päivää. Kirjoita päivä muodossa 28.2.2021."),
        ]:
            with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared
                cells.day(Cell(text))
            assert str(caught.value) == words
