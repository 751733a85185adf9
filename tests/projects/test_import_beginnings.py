import datetime as dt

import openpyxl
import pytest

from projects import import_beginnings
from projects.book_kinds import resource_for
from staff import imports
from staff.models import ImportBatch, RememberedLayout
from staff.permissions import Role
from staff.verdicts import ImportRefused

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 9, 1)
CLIENTS = [
    ["Nro", "Sukunimi", "Etunimi", "Tavoittaa", "Alkoi", "Kengät"],
    ["7", "Abdi", "Halima", "0400 111 222", "1.3.2020", "38"],
    ["8", "Virta", "Aino", "040 7654321", "13.4.2020", "40"],
]
STATUSES = [
    ["Nro", "Nimi", "Tilanne 30.4.2019", "31.8.2019"],
    ["7", "Abdi Halima", "Työssä", "poissa"],
    ["8", "Virta Aino", "", "Työtön"],
]
ATTENDANCE = [["Nimi", "30.4.2019", "31.8.2019"], ["Abdi Halima", "x", "x"], ["Virta Aino", "", "x"]]
# Nothing but its first two titles says so; what stands below does.
ACTIVITIES = [
    ["As.nro", "Asiakas", "Mitä tekee nyt", "alkaen", "saakka", "Missä"],
    ["19", "Abbas Noor", "Työssä", "16.1.2019", "19.2.2021", "Ravintola Jäänmurtaja"],
    ["32", "Reyes Grace", "Työkokeilussa", "18.1.2019", "", "Kemin aikuislukio"],
    ["14", "Jaamac Faadumo", "Työtön työnhakija", "19.1.2019", "19.5.2021", ""],
]


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def begun(tmp_path, project, secretary):
    def begin(rows, **sheets):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for name, others in sheets.items():
            sheet = book.create_sheet(name)
            for row in others:
                sheet.append(row)
        path = tmp_path / "kirja.xlsx"
        book.save(path)
        facts = {"path": path, "file_name": "kirja.xlsx", "project": project}
        return import_beginnings.begin(**facts, today=TODAY, by=secretary)

    return begin


@pytest.fixture
def settled(secretary):
    def settle(batch, meanings):
        taker = resource_for(kind=batch.kind, project_code=batch.project_code, today=TODAY, by=secretary)
        import_beginnings.settle(batch=batch, taker=taker, meanings=meanings, by=secretary)
        return taker

    return settle


@pytest.fixture
def read_anew(secretary):
    def read(batch, **said):
        now = {"kind": batch.kind, "sheet": batch.sheet, "encoding": "", "header_row": batch.header_row}
        import_beginnings.read_anew(batch=batch, **(now | {"taken": []} | said), today=TODAY, by=secretary)
        batch.refresh_from_db()
        return batch

    return read


def fields(batch) -> list[str]:
    return [column["field"] for column in batch.mapping]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (CLIENTS, "clients"),
        (ACTIVITIES, "activities"),
        ([["Asiakasnro", "Pvm", "Tulos", "Kpl"], ["7", "1.2.2020", "CV:t", 1]], "outcomes"),
        (STATUSES, "statuses"),
        (ATTENDANCE, "attendance_lists"),
        ([["Nro", "Sukunimi", "Alkoi", "30.4.2019"], ["7", "Abdi", "1.3.2020", "Työssä"]], "clients"),
    ],
)
def test_begin_guesses_the_kind_of_the_book(begun, rows, kind):
    assert begun(rows).kind == kind


def test_begin_guesses_columns_by_titles_and_by_what_stands_in_them(begun):
    batch = begun(CLIENTS)
    assert fields(batch) == ["client_number", "last_name", "first_names", "phone", "starts_on", ""]
    assert [column["is_guessed"] for column in batch.mapping] == [False, False, False, True, False, False]
    assert (batch.reading["is_remembered"], batch.header_row) == (False, 1)


def test_begin_of_a_wide_book_reads_each_day(begun):
    assert fields(begun(STATUSES))[2:] == ["status:2019-04-30", "status:2019-08-31"]


def test_begin_of_titles_said_before_reads_them_as_said(begun, settled):
    said = ["client_number", "last_name", "first_names", "", "starts_on", "note"]
    settled(begun(CLIENTS), said)
    batch = begun([*CLIENTS, ["9", "Joki", "Olga", "", "1.5.2020", "41"]])
    assert (fields(batch), batch.reading["is_remembered"]) == (said, True)


def test_begin_of_a_layout_with_a_meaning_that_is_gone_guesses(begun, settled):
    settled(begun(CLIENTS), ["client_number", "last_name", "first_names", "", "starts_on", ""])
    RememberedLayout.objects.update(meanings=["shoe_size"] * 6)
    batch = begun(CLIENTS)
    assert (fields(batch)[0], batch.reading["is_remembered"]) == ("client_number", False)


def test_begin_of_a_book_without_rows_is_refused_and_keeps_nothing(begun):
    with pytest.raises(ImportRefused):
        begun(CLIENTS[:1])
    assert ImportBatch.objects.count() == 0


def test_settle_without_a_column_that_every_row_needs_is_refused(begun, settled):
    batch = begun(CLIENTS)
    with pytest.raises(ImportRefused, match="Aloitus pvm"):
        settled(batch, ["client_number", "last_name", "first_names", "phone", "", ""])
    batch.refresh_from_db()
    assert (fields(batch)[4], RememberedLayout.objects.count()) == ("starts_on", 0)


def test_settle_of_a_wide_book_without_a_day_is_refused(begun, settled):
    with pytest.raises(ImportRefused, match="millekään päivälle"):
        settled(begun(STATUSES), ["client_number", "name", "", ""])


def test_settled_book_is_read_as_said_with_the_rest_in_the_note(begun, settled, secretary):
    batch = begun(CLIENTS)
    taker = settled(batch, ["client_number", "last_name", "first_names", "", "starts_on", "to_note"])
    report = imports.apply(batch=batch, taker=taker, by=secretary)
    assert (report["created"]["clients"], report["refused"]) == (2, [])


def test_read_anew_of_another_sheet_guesses_it_all_anew(begun, read_anew):
    batch = read_anew(begun(CLIENTS, Tilanteet=STATUSES), sheet="Tilanteet")
    assert (batch.sheet, batch.kind, fields(batch)[2]) == ("Tilanteet", "statuses", "status:2019-04-30")


def test_read_anew_of_another_row_of_titles_keeps_the_kind(begun, read_anew):
    batch = read_anew(begun(CLIENTS), header_row=2)
    assert (batch.header_row, batch.kind, batch.counts["read"]) == (2, "clients", 1)


def test_read_anew_as_another_kind_guesses_its_columns(begun, read_anew):
    batch = read_anew(begun(CLIENTS), kind="activities")
    assert (batch.kind, fields(batch)[:3]) == ("activities", ["client_number", "last_name", "first_names"])


def test_read_anew_with_rows_taken_keeps_what_the_columns_mean(begun, settled, read_anew):
    batch = begun([*CLIENTS, ["Yhteensä", None, None, None, None, "2"]])
    said = ["client_number", "last_name", "first_names", "to_note", "starts_on", ""]
    settled(batch, said)
    assert batch.counts["read"] == 2
    batch = read_anew(batch, taken=["total"])
    assert (fields(batch), batch.counts["read"]) == (said, 3)


def test_read_anew_of_a_row_that_isnt_there_is_refused_and_changes_nothing(begun, read_anew):
    batch = begun(CLIENTS)
    with pytest.raises(ImportRefused):
        read_anew(batch, header_row=99)
    assert ImportBatch.objects.get().header_row == 1


def test_taken_before_is_the_same_file_taken_into_the_same_project(begun, settled, secretary):
    batch = begun(CLIENTS)
    assert import_beginnings.taken_before(batch) is None
    taker = settled(batch, fields(batch))
    imports.apply(batch=batch, taker=taker, by=secretary)
    assert import_beginnings.taken_before(batch) is None
    again = begun(CLIENTS)
    again.sha256 = batch.sha256  # openpyxl writes the moment into each file
    assert import_beginnings.taken_before(again) == batch
    again.project_code = "other"
    assert import_beginnings.taken_before(again) is None
