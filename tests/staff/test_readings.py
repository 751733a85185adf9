"""A row's cells as corrected by hand, then as was said of their columns."""

import datetime as dt

import pytest
from django.utils import timezone

from staff.headers import TO_NOTE
from staff.models import ImportBatch, ImportRow
from staff.readings import Reading, texts

COLUMNS = ("name", "born_on", "status:2019-04-30", "status:2019-08-31", TO_NOTE)


@pytest.fixture
def batch():
    return ImportBatch(
        kind="clients",
        sha256="0" * 64,
        size=1,
        header_row=1,
        staged_at=timezone.now(),
        mapping=[{"title": f"Otsikko {name}", "field": name, "why": ""} for name in COLUMNS],
    )


def read(batch, *raw, **edits):
    places = {place.removeprefix("at_"): text for place, text in edits.items()}
    return {name: cell.value for name, cell in Reading(batch).cells(raw, places).items()}


def test_cells_beyond_the_end_of_a_row_are_empty(batch):
    assert read(batch, "Aino") == {
        "name": "Aino",
        "born_on": "",
        "status:2019-04-30": "",
        "status:2019-08-31": "",
    }


def test_corrected_cell_is_cleaned_as_those_of_a_file_are(batch):
    assert read(batch, "Aino", at_0=" Ai\u200bno\u0000 ")["name"] == "Aino\ufffd"


def test_words_said_once_hold_for_all_columns_with_days(batch):
    batch.words = {"status": {"duunissa": "work"}, "name": {}}
    cells = read(batch, "duunissa", "", "Duunissa.", "työtön")
    assert list(cells.values()) == ["duunissa", "", "work", "työtön"]


def test_days_said_once_hold_for_their_column_and_leave_certain_ones(batch):
    batch.days = {"born_on": {"order": "mdy"}}
    assert read(batch, "1/2/1990", "1/2/1990")["name"] == "1/2/1990"
    assert read(batch, "", "1/2/1990")["born_on"] == dt.date(1990, 1, 2)
    assert read(batch, "", "1.2.1990")["born_on"] == "1.2.1990"
    assert read(batch, "", ["1990-02-01", "d"])["born_on"] == dt.date(1990, 2, 1)


def test_columns_to_the_note_follow_under_their_titles(batch):
    assert read(batch, "", "", "", "", "kiltti")["note"] == f"Otsikko {TO_NOTE}: kiltti"


@pytest.mark.django_db
def test_texts_are_counted_by_column_without_days_formulas_and_rows_left_out(batch):
    batch.save()
    rows = [
        (["Aino", "1/2/1990"], {}),
        (["Aino", ["1990-02-01", "d"]], {"1": "3/4/1990"}),
        ([["1+1", "f"], ["1990-02-01", "d"]], {}),
        (["Olga"], {}),
    ]
    for number, (cells, edits) in enumerate(rows, start=2):
        ImportRow.objects.create(
            batch=batch, number=number, cells=cells, edits=edits, is_left_out=cells == ["Olga"]
        )
    found = texts(batch)
    assert (found["name"], found["born_on"]) == ({"Aino": 2}, {"1/2/1990": 1, "3/4/1990": 1})
