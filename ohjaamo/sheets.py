"""Tables on their way out, as a spreadsheet or as lines of text, in constant memory however long they are.

What looks like a formula stays the words it is. Numbers and days stay numbers and days.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from ohjaamo.formats import day as in_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
# What the title of a sheet holds at most, and what may not be in it.
LONGEST_TITLE, FORBIDDEN = 31, str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
# What a cell holds at most; the library drops a longer text without a word.
LONGEST_CELL = 32_767
# The calendars of spreadsheets are wrong before this day; earlier ones are written as words.
FIRST_SURE_DAY = dt.date(1900, 3, 1)
FIRST_WIDE, WIDE = 44, 18
# A spreadsheet that opens a text file takes these for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LINES_TOGETHER = 500

Cell = str | int | Decimal | dt.date | None


@dataclass(frozen=True)
class Sheet:
    """A table with its title; the first of its rows are the titles of the columns."""

    title: str
    rows: Iterable[Sequence[Cell]]


def write_xlsx(sheets: Iterable[Sheet], file: BinaryIO) -> None:
    """Write an .xlsx, row after row, into a file; the longest cells are cut, with … at their end.

    Sheets whose titles are alike get a number. A truth is no cell: say it in words.
    """
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "cents": book.add_format({"num_format": "#,##0.00"}),
            "day": book.add_format({"num_format": "d.m.yyyy", "align": "left"}),
        }
        titles: set[str] = set()
        for sheet in sheets:
            title = _free(sheet.title, titles)
            titles.add(title.casefold())
            _write(book.add_worksheet(title), sheet.rows, formats)


def xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The .xlsx of a few short tables, as bytes."""
    packed = io.BytesIO()
    write_xlsx(sheets, packed)
    return packed.getvalue()


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A text file that Finnish spreadsheets open right: UTF-8 with its mark, semicolons, decimal commas.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield "\ufeff".encode()
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    for number, row in enumerate(rows, start=1):
        writer.writerow([_as_text(cell) for cell in row])
        if number % LINES_TOGETHER == 0:
            yield _taken(lines)
    yield _taken(lines)


def answer(packed: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    """A table as a file, which no cache keeps."""
    return HttpResponse(packed, content_type=content_type, headers=file_headers(name))


def file_headers(name: str) -> dict[str, str]:
    """The headers of an answer that is a file to be kept under a name, and in no cache."""
    return {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
        "Cache-Control": "no-store",
    }


def _free(title: str, taken: set[str]) -> str:
    plain = title.translate(FORBIDDEN).strip()[:LONGEST_TITLE] or "1"
    number, free = 1, plain
    while free.casefold() in taken:
        number += 1
        free = f"{plain[: LONGEST_TITLE - len(str(number)) - 1]} {number}"
    return free


def _write(sheet: Any, rows: Iterable[Sequence[Cell]], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, FIRST_WIDE)
    sheet.set_column(1, 100, WIDE)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, int | Decimal):
                style = formats["cents"] if isinstance(cell, Decimal) else None
                sheet.write_number(number, place, cell, style)
            elif isinstance(cell, dt.date) and cell >= FIRST_SURE_DAY:
                sheet.write_datetime(number, place, dt.datetime.combine(cell, dt.time()), formats["day"])
            elif cell:
                text = in_words(cell) if isinstance(cell, dt.date) else _cut(cell)
                sheet.write_string(number, place, text, formats["head"] if not number else None)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return in_words(cell)
    if isinstance(cell, int | Decimal):
        return str(cell).replace(".", ",")
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell


def _taken(lines: io.StringIO) -> bytes:
    text = lines.getvalue()
    lines.seek(0)
    lines.truncate()
    return text.encode()
