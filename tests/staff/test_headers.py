import datetime as dt

import pytest

from ohjaamo.books import Cell, Row
from staff import headers
from staff.headers import Column
from staff.verdicts import ImportRefused

TITLES = {
    "number": ("Asiakasnro", "Nro"),
    "born_on": ("Syntymäaika", "Synt.aika"),
    "starts_on": ("Aloitus pvm", "Alkoi"),
    "note": ("Huom.",),
}


def rows(*lines: str) -> list[Row]:
    """Rows of a book as they stand: cells between bars, blank rows left out."""
    return [
        Row(number, tuple(Cell(text.strip()) for text in line.split("|")))
        for number, line in enumerate(lines, start=1)
        if line
    ]


def fields(heading: headers.Heading) -> list[str]:
    return [column.field for column in heading.columns]


def test_find_below_a_title_block_takes_the_row_of_titles():
    heading = headers.find(rows("Rekisteri 2019||", "", "Nro|Synt.aika|Alkoi", "1|1.1.1990|"), TITLES, {})
    assert (heading.number, fields(heading)) == (3, ["number", "born_on", "starts_on"])


@pytest.mark.parametrize(
    "title", ["SYNTYMÄAIKA", "Synt. aika", "synt.aika:", "Syntymä-\naika", "syntymaaika"]
)
def test_find_given_a_title_written_otherwise_knows_it(title):
    sheet = [Row(1, (Cell("Nro"), Cell(title)))]
    assert fields(headers.find(sheet, TITLES, {})) == ["number", "born_on"]


def test_find_given_unknown_columns_keeps_them_with_why():
    heading = headers.find(rows("Nro|Kengännumero|Alkoi|"), TITLES, {})
    assert fields(heading) == ["number", "", "starts_on", ""]
    assert [bool(column.why) for column in heading.columns] == [False, True, False, False]


def test_find_given_two_columns_of_one_meaning_reads_the_first():
    heading = headers.find(rows("Nro|Asiakasnro|Alkoi|Nro"), TITLES, {})
    assert fields(heading) == ["number", "", "starts_on", ""]
    assert [bool(column.why) for column in heading.columns] == [False, True, False, True]


def test_find_with_chosen_meanings_takes_them_before_our_own():
    chosen = {"Asiakasnro": "number", "Kurssi": "note", "Huom.": ""}
    heading = headers.find(rows("Nro|asiakasnro|Kurssi|Huom."), TITLES, chosen)
    assert fields(heading) == ["", "number", "note", ""]
    assert [bool(column.why) for column in heading.columns] == [True, False, False, False]


def test_find_with_chosen_titles_alone_knows_the_row():
    heading = headers.find(rows("a|b", "1|2"), TITLES, {"a": "number", "b": "note"})
    assert heading.columns == (Column("a", "number"), Column("b", "note"))


@pytest.mark.parametrize("chosen", [{"Kengät": "number"}, {"Nro": "shoes"}])
def test_find_with_a_chosen_title_or_meaning_that_isnt_there_is_refused(chosen):
    with pytest.raises(ImportRefused, match=r"Kengät|shoes"):
        headers.find(rows("Nro|Alkoi"), TITLES, chosen)


@pytest.mark.parametrize(
    "lines",
    [["1|Abbas|2.3.2020"], ["Nro|||"], ["Nro|Alkoi|a|b|c"], ["x|y"] * headers.SEARCHED_ROWS + ["Nro|Alkoi"]],
)
def test_find_without_a_row_of_titles_is_refused(lines):
    with pytest.raises(ImportRefused, match="otsikkoriviä ei löytynyt"):
        headers.find(rows(*lines), TITLES, {})


def test_require_without_any_column_of_a_group_names_it():
    heading = headers.find(rows("Nro|Huom."), TITLES, {})
    headers.require(heading, TITLES, [("number", "born_on")])
    with pytest.raises(ImportRefused, match="Syntymäaika / Aloitus pvm"):
        headers.require(heading, TITLES, [("born_on", "starts_on")])


def test_repeats_given_the_titles_again_says_so():
    sheet = rows("Nro|Alkoi", "1|2.3.2020", "Nro|Alkoi")
    heading = headers.find(sheet, TITLES, {})
    assert [headers.repeats(row, heading) for row in sheet] == [True, False, True]


DATED = {"number": ("Nro",), "name": ("Nimi",)}


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Tilanne 30.4.2019", "status:2019-04-30"),
        ("31.8.2019", "status:2019-08-31"),
        ("Tilanne 30. 4. 2019", "status:2019-04-30"),
        ("2019-12-31", "status:2019-12-31"),
        ("Tilanne 31.2.2019", ""),
        ("Tilanne 4.2019", ""),
    ],
)
def test_title_with_a_day_means_that_day(title, field):
    sheet = [Row(1, tuple(map(Cell, ("Nro", "Nimi", title))))]
    assert fields(headers.find(sheet, DATED, {}, "status")) == ["number", "name", field]


def test_title_that_is_a_day_of_the_spreadsheet_means_that_day():
    sheet = [Row(1, (Cell("Nro"), Cell(dt.date(2019, 4, 30))))]
    assert fields(headers.find(sheet, DATED, {}, "status")) == ["number", "status:2019-04-30"]
    assert fields(headers.find([Row(1, (Cell("Nro"), Cell("Nimi")))], DATED, {})) == ["number", "name"]


def test_find_given_a_row_of_days_alone_goes_on_to_the_titles():
    sheet = rows("1.2.1990|1.3.2020|", "Nro|Nimi|30.4.2019", "1|Aino|Työssä")
    assert headers.find(sheet, DATED, {}, "status").number == 2


@pytest.mark.parametrize("meaning", ["status:2019-04-30", "to_note"])
def test_find_with_a_chosen_day_or_note_takes_it(meaning):
    titles = DATED | {"note": ("Huom.",)}
    heading = headers.find(rows("Nro|Nimi|Huhtikuu"), titles, {"Huhtikuu": meaning}, "status")
    assert fields(heading) == ["number", "name", meaning]


@pytest.mark.parametrize("meaning", ["status:2019-02-31", "status:", "present:2019-04-30", "to_note"])
def test_find_with_a_chosen_day_that_isnt_one_or_a_note_nobody_keeps_is_refused(meaning):
    with pytest.raises(ImportRefused, match=meaning):
        headers.find(rows("Nro|Nimi|Huhtikuu"), DATED, {"Huhtikuu": meaning}, "status")


def test_require_without_a_column_for_a_day_is_refused_where_the_kind_has_them():
    heading = headers.find(rows("Nro|Nimi"), DATED, {})
    headers.require(heading, DATED, [])
    with pytest.raises(ImportRefused, match="millekään päivälle"):
        headers.require(heading, DATED, [], "status")


def test_day_of_a_meaning_is_its_day():
    assert headers.day_of("status:2019-04-30") == dt.date(2019, 4, 30)
    assert [headers.day_of(name) for name in ("status", "born_on", "")] == [None, None, None]
