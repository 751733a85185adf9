import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
import python_calamine

from ohjaamo import sheets
from ohjaamo.sheets import Sheet

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "  =1", "'=1"]


def read(packed: bytes) -> dict[str, list[list[object]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(packed))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def lines_of(rows: list[list[sheets.Cell]]) -> list[list[str]]:
    text = b"".join(sheets.csv_lines(rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_xlsx_given_numbers_days_and_texts_keeps_what_each_is():
    rows = [["Nimi", "Luku", "Euroa", "Päivä"], ["Simo", 7, Decimal("1234.50"), dt.date(2022, 4, 30)]]
    assert read(sheets.xlsx([Sheet("Taulukko", rows)])) == {
        "Taulukko": [["Nimi", "Luku", "Euroa", "Päivä"], ["Simo", 7.0, 1234.5, dt.date(2022, 4, 30)]]
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_xlsx_given_what_looks_like_a_formula_writes_words(text):
    packed = sheets.xlsx([Sheet("A", [["otsikko"], [text]])])
    assert read(packed)["A"][1] == [text]


def test_xlsx_given_titles_alike_or_forbidden_numbers_and_mends_them():
    packed = sheets.xlsx([Sheet("Kemi", [["a"]]), Sheet("kemi", [["b"]]), Sheet("a/b", [["c"]])])
    assert list(read(packed)) == ["Kemi", "kemi 2", "a b"]


def test_xlsx_given_a_day_before_the_calendars_writes_it_in_words():
    packed = sheets.xlsx([Sheet("A", [["päivä"], [dt.date(1899, 5, 1)]])])
    assert read(packed)["A"][1] == ["1.5.1899"]


def test_xlsx_given_a_text_too_long_for_a_cell_cuts_it_visibly():
    packed = sheets.xlsx([Sheet("A", [["otsikko"], ["x" * 40_000]])])
    assert read(packed)["A"][1] == ["x" * 32_766 + "…"]


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_csv_lines_given_what_looks_like_a_formula_put_an_apostrophe_before(text):
    assert lines_of([["otsikko"], [text]])[1] == [f"'{text}"]


def test_csv_lines_given_numbers_and_days_write_them_as_finns_do():
    row = [None, -7, Decimal("-1234.50"), dt.date(2022, 4, 30), 'a;b\n"c"']
    assert lines_of([row]) == [["", "-7", "-1234,50", "30.4.2022", 'a;b\n"c"']]


def test_csv_lines_given_many_rows_come_piece_by_piece():
    pieces = list(sheets.csv_lines([i] for i in range(1200)))
    assert len(pieces) == 4
    assert b"".join(pieces).decode("utf-8-sig").split() == [str(i) for i in range(1200)]
