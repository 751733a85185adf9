"""How the sheet is read, what isn't read and why, and what each column means."""

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff.models import ImportBatch, RememberedLayout
from staff.permissions import Role
from tests.factories.books import xlsx
from tests.factories.imports import staged_batch
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

ROWS = [
    ["Rekisteri 2019"],
    ["Nro", "Sukunimi", "Etunimi", "Hetu", "Alkoi", "Kengännumero"],
    ["7", "Abdi", "Halima", "010190-900P", "1.3.2020", "38"],
    ["8", "Virta", "Aino", "131167-902M", "1.4.2020", "40"],
    ["9", "Joki", "Piilo", "", "1.5.2020", "41"],
    ["Yhteensä", None, None, None, None, "3"],
]
MEANINGS = ["client_number", "last_name", "first_names", "personal_identity_code", "starts_on", ""]


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def browser(signed_in, secretary):
    return signed_in(secretary)


@pytest.fixture
def begun(tmp_path, browser, project):
    """A book as the page of choice begins it."""

    def begin(path) -> ImportBatch:
        file = SimpleUploadedFile(path.name, path.read_bytes())
        response = browser.post("/imports/new/", {"project": project.pk, "file": file, "cells": ""})
        return ImportBatch.objects.get(pk=response["Location"].split("/")[2])

    return begin


@pytest.fixture
def batch(tmp_path, begun):
    """One with a title, a hidden row, merged cells, a total, and a second sheet that is hidden."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Asiakkaat"
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[5].hidden = True
    sheet.merge_cells("A1:C1")
    other = book.create_sheet("Vanhat")
    other.sheet_state = "hidden"
    for row in [["Nro", "Nimi", "Toiminta", "Alkoi"], ["7", "Abdi Halima", "Työssä", "1.2.2019"]]:
        other.append(row)
    path = tmp_path / "kirja.xlsx"
    book.save(path)
    return begun(path)


def address(batch, page="columns") -> str:
    return f"/imports/{batch.pk}/{page}/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def said(*meanings: str) -> dict[str, str]:
    return {f"column-{place}": meaning for place, meaning in enumerate(meanings)}


def sheet_said(batch, **facts):
    return {"kind": batch.kind, "sheet": batch.sheet, "header_row": batch.header_row, **facts}


def fields(batch) -> list[str]:
    batch.refresh_from_db()
    return [column["field"] for column in batch.mapping]


def test_page_names_what_was_read_and_every_row_that_wasnt(browser, batch):
    page = text(browser.get(address(batch)))
    assert "Luettu 2 + ohitettu 4 = taulukossa 6 riviä." in page
    assert "Täytettyjen rivien toinen laskenta antaa saman määrän: 6." in page
    account = browser.get(address(batch)).context["account"]
    assert [(each.why, each.rows, list(each.texts)) for each in account.reasons] == [
        ("title", "1", [(1, "Rekisteri 2019")]),
        ("heading", "2", [(2, "Nro · Sukunimi · Etunimi · Hetu · Alkoi · Kengännumero")]),
        ("total", "6", [(6, "Yhteensä · 3")]),
        ("hidden", "5", [(5, "9 · Joki · Piilo · 1.5.2020 · 41")]),
    ]
    assert (account.merged, account.hidden_sheets) == ("A1:C1", "Vanhat")


def test_page_masks_identity_codes_wherever_they_stand(browser, batch):
    page = text(browser.get(address(batch)))
    assert ("010190-****" in page, "010190-900P" in page, "900P" in page) == (True, False, False)


def test_page_shows_three_values_of_each_column_and_what_it_is_guessed_to_mean(browser, batch):
    form = browser.get(address(batch)).context["columns_form"]
    assert [line.field.value() for line in form.lines] == MEANINGS
    assert [list(line.samples) for line in form.lines][1:3] == [["Abdi", "Virta"], ["Halima", "Aino"]]
    assert form.unread == ["Kengännumero"]


def test_page_marks_a_column_that_was_guessed_by_its_contents(browser, begun, tmp_path):
    rows = [
        ["Nro", "Nimi", "Alkoi", "Tavoittaa"],
        *([str(n), "Abdi", "1.3.2020", f"0400 {n}00 222"] for n in "78"),
    ]
    page = text(browser.get(address(begun(xlsx(tmp_path / "k.xlsx", rows)))))
    assert page.count("arvattu sisällöstä") == 1


def test_page_of_an_old_workbook_says_there_is_no_second_count(browser, batch):
    batch.reading["counted_rows"] = None
    batch.save()
    assert "ei saada toista laskentaa" in text(browser.get(address(batch)))


def test_page_whose_second_count_differs_says_so(browser, batch):
    batch.reading["counted_rows"] = 9
    batch.save()
    assert "Toisessa laskennassa täytettyjä rivejä on 9 eikä 6." in text(browser.get(address(batch)))


def test_columns_said_are_read_so_remembered_and_lead_on(browser, batch):
    response = browser.post(address(batch), said(*MEANINGS[:5], "to_note"))
    assert (response.status_code, response["Location"]) == (302, address(batch, "preview"))
    assert fields(batch) == [*MEANINGS[:5], "to_note"]
    assert (batch.judged_at is not None, RememberedLayout.objects.get().kind) == (True, "clients")


def test_layout_said_before_is_offered_for_the_next_book(browser, batch, begun, tmp_path):
    browser.post(address(batch), said(*MEANINGS[:5], "to_note"))
    again = begun(xlsx(tmp_path / "toinen.xlsx", ROWS[1:]))
    page = text(browser.get(address(again)))
    assert (fields(again)[5], "sarakkeet muistissa" in page) == ("to_note", True)


def test_two_columns_of_one_meaning_are_refused_at_the_second_and_nothing_is_lost(browser, batch):
    response = browser.post(address(batch), said(*MEANINGS[:5], "last_name"))
    form = response.context["columns_form"]
    assert (response.status_code, list(form.errors)) == (422, ["column-5"])
    assert "Sarakkeessa ”Sukunimi” on jo sama tieto." in text(response)
    assert [line.field.value() for line in form.lines][5] == "last_name"
    assert fields(batch)[5] == ""


def test_columns_without_one_that_every_row_needs_are_refused(browser, batch):
    response = browser.post(address(batch), said(*MEANINGS[:4], "", "note"))
    assert (response.status_code, "Taulukosta puuttuu sarake ”Aloitus pvm”" in text(response)) == (
        422,
        True,
    )
    assert [line.field.value() for line in response.context["columns_form"].lines][5] == "note"


def test_columns_with_a_meaning_that_isnt_ours_are_refused(browser, batch):
    response = browser.post(address(batch), said(*MEANINGS[:5], "shoe_size"))
    assert (response.status_code, fields(batch)[5]) == (422, "")


def test_wide_book_offers_each_day_for_its_own_column_alone(browser, begun, tmp_path):
    rows = [["Nro", "Nimi", "Tilanne 30.4.2019", "31.8.2019"], ["7", "Abdi", "Työssä", "Työtön"]]
    batch = begun(xlsx(tmp_path / "k.xlsx", rows))
    page = text(browser.get(address(batch)))
    assert (batch.kind, page.count('value="status:2019-04-30" selected')) == ("statuses", 1)
    assert page.count('value="status:2019-04-30"') == 1


@pytest.mark.parametrize(("tick", "read"), [("takes_hidden", 3), ("takes_totals", 3)])
def test_rows_skipped_as_hidden_or_total_are_taken_with_a_tick(browser, batch, tick, read):
    response = browser.post(address(batch, "sheet"), sheet_said(batch, **{tick: "on"}))
    batch.refresh_from_db()
    assert (response.status_code, batch.counts["read"]) == (302, read)
    assert f'name="{tick}"' in text(browser.get(address(batch)))


def test_another_sheet_is_read_with_its_own_kind_and_columns(browser, batch):
    assert "Vanhat (piilotettu)" in text(browser.get(address(batch)))
    response = browser.post(address(batch, "sheet"), sheet_said(batch, sheet="Vanhat"))
    assert (response.status_code, fields(batch)) == (302, ["client_number", "name", "activity", "starts_on"])
    assert (batch.sheet, batch.kind) == ("Vanhat", "activities")


def test_another_row_of_titles_is_read(browser, batch):
    browser.post(address(batch, "sheet"), sheet_said(batch, header_row=3))
    batch.refresh_from_db()
    assert (batch.header_row, batch.counts["read"]) == (3, 1)


def test_row_of_titles_with_nothing_below_is_refused_and_changes_nothing(browser, batch):
    response = browser.post(address(batch, "sheet"), sheet_said(batch, header_row=6))
    assert (response.status_code, "ei ole yhtään riviä" in text(response)) == (422, True)
    batch.refresh_from_db()
    assert batch.header_row == 2


@pytest.mark.parametrize(
    "facts", [{"sheet": "Muu"}, {"header_row": "99"}, {"kind": "shoes"}, {"header_row": "x"}]
)
def test_sheet_row_or_kind_that_isnt_there_is_refused(browser, batch, facts):
    response = browser.post(address(batch, "sheet"), sheet_said(batch) | facts)
    assert (response.status_code, fields(batch)[:6]) == (422, MEANINGS)


def test_letters_of_a_text_file_are_shown_and_can_be_changed(browser, begun, tmp_path):
    path = tmp_path / "k.csv"
    path.write_bytes("Nro;Sukunimi;Etunimi;Alkoi\n7;Mäkelä;Aino;1.3.2020\n".encode("cp1252"))
    batch = begun(path)
    page = text(browser.get(address(batch)))
    assert ("7 · Mäkelä · Aino" in page, batch.reading["encoding"]) == (True, "cp1252")
    browser.post(address(batch, "sheet"), sheet_said(batch, encoding="latin-1"))
    batch.refresh_from_db()
    assert batch.reading["encoding"] == "latin-1"
    response = browser.post(address(batch, "sheet"), sheet_said(batch, encoding="utf-8"))
    assert (response.status_code, "merkkejä" in text(response) or "kirjaimia" in text(response)) == (
        422,
        True,
    )


def test_columns_of_a_book_of_another_project_arent_found(browser, member_of):
    other = ProjectFactory()
    batch = staged_batch(other, by=member_of(Role.SECRETARY, project=other))
    assert browser.get(address(batch)).status_code == 404


def test_columns_of_a_book_taken_in_arent_open_any_more(browser, batch):
    ImportBatch.objects.filter(pk=batch.pk).update(state="applied", applied_at=batch.staged_at)
    assert [browser.get(address(batch)).status_code, browser.post(address(batch, "sheet")).status_code] == [
        404,
        404,
    ]


def test_page_of_few_rows_and_of_many_asks_the_database_as_often(browser, begun, tmp_path):
    asked = []
    for count in (1, 2, 3):
        rows = [ROWS[1], *([str(number), *ROWS[2][1:]] for number in range(count))]
        batch = begun(xlsx(tmp_path / f"{count}.xlsx", rows))
        with CaptureQueriesContext(connection) as queries:
            browser.get(address(batch))
        asked.append(len(queries))
    assert asked[0] == asked[1] == asked[2]
