"""How a sheet is laid out: rows that aren't the table's named, columns said by a person, another sheet read."""

import datetime as dt

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff import staging
from staff.headers import TO_NOTE
from staff.models import ImportBatch
from staff.verdicts import ImportRefused

pytestmark = pytest.mark.django_db


class People:
    """A kind of book with a day in some titles and a note; nobody takes its rows."""

    kind = "people"
    dated = "seen"
    needs = (("last_name",),)
    titles = {
        "first_name": ("Etunimi",),
        "last_name": ("Sukunimi",),
        "amount": ("Kpl",),
        "started_on": ("Alkoi",),
        "note": ("Huom.",),
    }


ROWS = [
    ["Rekisteri 2019"],
    ["Etunimi", "Sukunimi", "Kpl"],
    ["Aino", "Virta", 3],
    ["Olga", "Sokolov", 4],
    ["Sahra", "Nuur", 5],
    ["Yhteensä", None, 12],
]


def staged(tmp_path, rows=ROWS, *, hidden=(), **facts):
    """A book whose rows with these numbers are hidden."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for number in hidden:
        book.active.row_dimensions[number].hidden = True
    other = book.create_sheet("Toinen")
    for row in [["Sukunimi", "Etunimi"], ["Abdi", "Halima"]]:
        other.append(row)
    path = tmp_path / "kirja.xlsx"
    book.save(path)
    return staging.stage(path=path, taker=People(), is_guided=True, by="cli", **facts)


def skipped(batch) -> list[tuple[int, str]]:
    return [(each["row"], each["why"]) for each in batch.counts["skipped_rows"]]


def read(batch) -> list[int]:
    return list(batch.rows.filter(skipped="").values_list("number", flat=True))


def fields(batch) -> list[str]:
    return [column["field"] for column in batch.mapping]


def test_stage_skips_hidden_rows_and_names_them(tmp_path):
    batch = staged(tmp_path, hidden=[4])
    assert skipped(batch) == [(1, "title"), (2, "heading"), (4, "hidden"), (6, "total")]
    assert (read(batch), batch.counts["read"], batch.reading["hidden_rows"]) == ([3, 5], 2, [4])


def test_stage_of_a_book_with_every_row_hidden_takes_them(tmp_path):
    batch = staged(tmp_path, hidden=[3, 4, 5])
    assert (read(batch), batch.reading["taken"]) == ([3, 4, 5], ["hidden"])


def test_stage_keeps_what_a_second_count_found(tmp_path):
    reading = staged(tmp_path).reading
    assert (reading["filled_rows"], reading["counted_rows"], reading["sheets"]) == (6, 6, ["Sheet", "Toinen"])


@pytest.mark.parametrize(
    ("taken", "rows"),
    [(["hidden"], [3, 4, 5]), (["total"], [3, 5, 6]), (["hidden", "total"], [3, 4, 5, 6]), ([], [3, 5])],
)
def test_arrange_takes_the_skipped_rows_that_a_person_takes(tmp_path, taken, rows):
    batch = staged(tmp_path, hidden=[4])
    batch.reading["taken"] = taken
    staging.arrange(batch=batch, taker=People(), header_row=2)
    batch.refresh_from_db()
    assert (read(batch), batch.counts["read"]) == (rows, len(rows))


def test_arrange_with_meanings_reads_each_column_as_said(tmp_path):
    batch = staged(tmp_path)
    staging.arrange(batch=batch, taker=People(), header_row=2, meanings=["last_name", "", TO_NOTE])
    batch.refresh_from_db()
    assert (fields(batch), batch.counts["warnings"]) == (["last_name", "", TO_NOTE], [])


def test_arrange_with_meanings_tells_columns_of_one_title_apart(tmp_path):
    rows = [["Nimi", "Nimi"], ["Aino", "Virta"]]
    batch = staged(tmp_path, rows)
    staging.arrange(batch=batch, taker=People(), header_row=1, meanings=["first_name", "last_name"])
    assert fields(batch) == ["first_name", "last_name"]


@pytest.mark.parametrize(
    ("meanings", "why"),
    [
        (["last_name", "last_name"], "Kaksi saraketta"),
        (["shoes"], "shoes"),
        (["seen:2019-02-31"], "2019-02-31"),
        (["met:2019-04-30"], "met"),
    ],
)
def test_arrange_with_a_meaning_that_isnt_ours_or_stands_twice_is_refused(tmp_path, meanings, why):
    batch = staged(tmp_path)
    with pytest.raises(ImportRefused, match=why):
        staging.arrange(batch=batch, taker=People(), header_row=2, meanings=meanings)
    batch.refresh_from_db()
    assert fields(batch) == ["first_name", "last_name", "amount"]


def test_arrange_with_a_note_where_the_kind_has_none_is_refused(tmp_path):
    taker = People()
    taker.titles = {"last_name": ("Sukunimi",), "first_name": ("Etunimi",)}
    batch = staged(tmp_path)
    with pytest.raises(ImportRefused, match=TO_NOTE):
        staging.arrange(batch=batch, taker=taker, header_row=2, meanings=["last_name", "", TO_NOTE])


def test_arrange_with_guesses_marks_them(tmp_path):
    batch = staged(tmp_path, [["Etunimi", "Sukunimi", "Mukana"], ["Aino", "Virta", "1.2.2020"]])
    staging.arrange(batch=batch, taker=People(), header_row=1, guesses={2: "started_on"})
    assert [column["is_guessed"] for column in batch.mapping] == [False, False, True]
    assert fields(batch) == ["first_name", "last_name", "started_on"]


def test_arrange_with_another_row_of_titles_counts_anew(tmp_path):
    batch = staged(tmp_path)
    staging.arrange(batch=batch, taker=People(), header_row=3)
    assert (skipped(batch)[:3], read(batch)) == ([(1, "title"), (2, "title"), (3, "heading")], [4, 5])


@pytest.mark.parametrize("row", [6, 7, 99])
def test_arrange_with_a_row_that_has_nothing_below_or_isnt_there_is_refused(tmp_path, row):
    batch = staged(tmp_path)
    with pytest.raises(ImportRefused):
        staging.arrange(batch=batch, taker=People(), header_row=row)
    assert ImportBatch.objects.get().header_row == 2


def test_arrange_keeps_corrections_and_forgets_what_was_judged(tmp_path):
    batch = staged(tmp_path)
    row = batch.rows.get(number=3)
    row.edits = {"1": "Joki"}
    row.save()
    ImportBatch.objects.update(judged_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC))
    staging.arrange(batch=batch, taker=People(), header_row=2, meanings=["", "last_name", ""])
    batch.refresh_from_db()
    assert (batch.judged_at, batch.rows.get(number=3).edits) == (None, {"1": "Joki"})


def test_arrange_forgets_the_order_of_days_of_a_column_that_means_something_else_now(tmp_path):
    batch = staged(
        tmp_path, [["Etunimi", "Sukunimi", "Alkoi", "Huom."], ["Aino", "Virta", "1/2/2020", "3/4/2020"]]
    )
    batch.days = {"started_on": {"order": "mdy"}}
    staging.arrange(batch=batch, taker=People(), header_row=1)
    assert batch.days == {"started_on": {"order": "mdy"}}
    staging.arrange(batch=batch, taker=People(), header_row=1, meanings=["", "last_name", "", "started_on"])
    assert batch.days == {}


def test_read_again_reads_another_sheet_and_forgets_what_was_said(tmp_path):
    batch = staged(tmp_path)
    batch.words, batch.days = {"amount": {"kolme": "3"}}, {"started_on": {"order": "dmy"}}
    staging.read_again(batch=batch, taker=People(), sheet="Toinen")
    batch.refresh_from_db()
    assert (batch.sheet, fields(batch), read(batch)) == ("Toinen", ["last_name", "first_name"], [2])
    assert (batch.words, batch.days) == ({}, {})


def test_read_again_in_other_letters_reads_them_so(tmp_path):
    path = tmp_path / "k.csv"
    path.write_bytes("Etunimi;Sukunimi\nAino;Mäkelä\n".encode("latin-1"))
    batch = staging.stage(path=path, taker=People(), is_guided=True, by="cli")
    staging.read_again(batch=batch, taker=People(), sheet="", encoding="latin-1")
    assert (batch.reading["encoding"], batch.rows.get(number=2).cells) == ("latin-1", ["Aino", "Mäkelä"])


def test_arrange_of_many_rows_asks_the_database_as_often_as_of_few(tmp_path):
    asked = []
    for count in (1, 4):
        batch = staged(tmp_path, [*ROWS[:2], *([["Aino", f"Virta{number}"] for number in range(count)])])
        with CaptureQueriesContext(connection) as queries:
            staging.arrange(batch=batch, taker=People(), header_row=2)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_rows_of_gives_every_row_as_it_was_read(tmp_path):
    rows = staging.rows_of(staged(tmp_path))
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [cell.text for cell in rows[2].cells] == ["Aino", "Virta", "3"]
