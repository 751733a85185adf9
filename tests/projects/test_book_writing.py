import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from ohjaamo.book_text import clean
from ohjaamo.books import read_book
from projects import book_writing
from projects.book_columns import in_cells
from projects.book_kinds import KINDS, resource_for
from projects.book_resources import Line
from staff.permissions import Role
from tests.factories.projects import MembershipFactory, MunicipalityFactory, ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 9, 1)
NAUGHTY = [
    "=1+1",
    "+358 40 123",
    "-2",
    "@SUM(A1)",
    "047",
    "1e5",
    "TRUE",
    "1.2.2020",
    "’ʻʼ",
    "נעמה كريم",
    "Zoë e\u0301",
    "_x0041_",
    "a\tb",
    "\u200f\u202eabc",
    "<b>&amp;</b>",
    "🌲",
]


@pytest.fixture
def resource():
    MunicipalityFactory()
    project = ProjectFactory()
    return resource_for(kind="clients", project_code=project.code, today=TODAY, by=UserFactory())


def sheets(packed):
    return openpyxl.load_workbook(BytesIO(packed))


def read_back(packed, path, sheet=None):
    path.write_bytes(packed)
    return [[cell.value for cell in row.cells] for row in read_book(path).sheet.rows]


def column(resource, name):
    return resource.shown_columns.index(name)


def test_values_are_written_as_days_numbers_and_words(resource, tmp_path):
    values = {
        "client_number": "0047",
        "born_on": dt.date(1990, 5, 17),
        "gender": "female",
        "nationalities": ["IQ", "SY"],
        "municipality": "240",
        "has_safety_restriction": True,
    }
    titles, row = read_back(book_writing.write_book(resource, [Line(1, values)]), tmp_path / "a.xlsx")
    told = dict(zip(titles, row, strict=True))
    assert {title: value for title, value in told.items() if value} == {
        "Asiakasnro": "0047",
        "Syntymäaika": dt.date(1990, 5, 17),
        "Sukupuoli": "Nainen",
        "Kansalaisuus": "Irak, Syyria",
        "Kotikunta": "Kemi",
        "Turvakielto": "Kyllä",
    }


def test_titles_are_in_the_readers_language_and_no_identity_code_goes_out(resource):
    with translation.override("en"):
        book = sheets(book_writing.write_book(resource, []))
    titles = [cell.value for cell in book.worksheets[0][1]]
    assert titles[:4] == ["Client number", "Last name", "First names", "Date of birth"]
    assert book.sheetnames == ["Table", "Guide"]


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_titles_of_an_empty_book_mean_the_columns_they_stand_for(kind, language):
    project = ProjectFactory()
    manager = MembershipFactory(project=project, roles=[Role.MANAGER]).user
    resource = resource_for(kind=kind, project_code=project.code, today=TODAY, by=manager)
    with translation.override(language):
        table, guide = sheets(book_writing.empty_book(resource)).worksheets
    titles = [cell.value for cell in table[1]]
    known = {title: name for name, listed in resource.titles.items() for title in listed}
    assert [known[title] for title in titles] == resource.columns
    guided = [row[0].value for row in guide.iter_rows(min_row=guide.max_row - len(titles) + 1)]
    assert guided == (titles if not resource.dated else [*titles[1:], "30.4.2022"])


def test_guide_tells_what_a_column_takes_whether_it_is_needed_and_its_words(resource):
    guide = sheets(book_writing.empty_book(resource)).worksheets[1]
    told = {row[0].value: [cell.value or "" for cell in row[1:4]] for row in guide.iter_rows()}
    assert told["Aloitus pvm"] == ["Päivä, esimerkiksi 30.4.2022", "Kyllä", ""]
    assert told["Sukunimi"] == ["Tekstiä", "Jokin näistä: Sukunimi, Etunimet", ""]
    assert told["Turvakielto"] == ["Kyllä tai ei: k tai e", "Ei", "Kyllä, Ei"]
    assert told["Sukupuoli"] == ["Jokin sanoista", "Ei", "Nainen, Mies, Muu, Ei kerrottu"]


def test_guide_of_a_book_with_days_tells_what_stands_under_a_day():
    project = ProjectFactory()
    resource = resource_for(kind="attendance_lists", project_code=project.code, today=TODAY, by=UserFactory())
    guide = sheets(book_writing.empty_book(resource)).worksheets[1]
    assert [cell.value for cell in guide[guide.max_row]] == [
        "30.4.2022",
        "x, tai - jos ei ollut paikalla",
        "Ei",
        "Paikalla, Poissa, ilmoitti etukäteen, Poissa",
    ]


def test_columns_of_words_are_words_and_those_of_days_days(resource):
    table = sheets(book_writing.empty_book(resource)).worksheets[0]
    formats = {
        table.cell(1, place + 1).value: table.column_dimensions[letter].number_format
        for place, letter in enumerate("ABCDE")
    }
    assert formats["Asiakasnro"] == "@"
    assert formats["Syntymäaika"] == "d.m.yyyy"


@pytest.mark.parametrize("text", NAUGHTY)
def test_text_is_read_back_as_it_was_and_is_never_a_formula(resource, tmp_path, text):
    packed = book_writing.write_book(resource, [Line(1, {"note": text, "last_name": text})])
    rows = read_back(packed, tmp_path / "a.xlsx")
    assert rows[1][column(resource, "note")] == clean(in_cells(text))
    assert sheets(packed).worksheets[0].cell(2, column(resource, "note") + 1).data_type == "s"


@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_is_read_back_letter_by_letter(tmp_path_factory, text):
    resource = KINDS["clients"](project=None, today=TODAY, by="cli")
    packed = book_writing.write_book(resource, [Line(1, {"last_name": "x", "note": text})])
    assert sheets(packed).worksheets[0].cell(2, column(resource, "note") + 1).data_type == "s"
    rows = read_back(packed, tmp_path_factory.mktemp("books") / "a.xlsx")
    assert rows[1][column(resource, "note")] == clean(in_cells(text))


def test_text_longer_than_a_cell_is_left_out_and_the_guide_says_so(resource):
    book = sheets(book_writing.write_book(resource, [Line(1, {"last_name": "x", "note": "a" * 32_768})]))
    assert book.worksheets[0].cell(2, column(resource, "note") + 1).value is None
    assert book.worksheets[1]["A3"].value == (
        "Rivi 2, Huom.: teksti on pidempi kuin soluun mahtuu, joten se jätettiin pois."
    )


def test_day_before_the_calendars_of_spreadsheets_is_written_in_words(resource, tmp_path):
    packed = book_writing.write_book(resource, [Line(1, {"last_name": "x", "born_on": dt.date(1900, 2, 28)})])
    assert read_back(packed, tmp_path / "a.xlsx")[1][column(resource, "born_on")] == "28.2.1900"
