"""The rows that weren't taken in, given back as a book of the same shape with one more column: why.

Corrected there, it can be taken in as any other book.
"""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from projects.book_columns import in_cells
from projects.book_grids import Grid
from projects.book_writing import FIRST_SURE_DAY, LONGEST_CELL
from staff import headers
from staff.choices import RowStatus
from staff.models import ImportBatch, ImportRow

RETURNED = (RowStatus.REFUSED, RowStatus.QUESTION, RowStatus.LEFT_OUT)


def rows_to_return(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows that can't be taken in, wait for an answer or were left out, in the order of the book."""
    return batch.rows.filter(skipped="", status__in=RETURNED).order_by("number")


def returned(*, grid: Grid) -> bytes:
    """The book as an .xlsx, its cells as corrected so far; identity codes are masked for whoever may not see them."""
    # A book that comes for the second time has the column that says why already.
    columns = [
        (place, column["title"], column["field"])
        for place, column in enumerate(grid.batch.mapping)
        if not headers.tells_why_not(column["title"])
    ]
    titles = [*(title for _place, title, _name in columns), _why_title()]
    lines = [
        [*(_value(grid, row, place, name) for place, _title, name in columns), _why(row)]
        for row in rows_to_return(grid.batch)
    ]
    return _packed(titles, lines)


def _value(grid: Grid, row: ImportRow, place: int, name: str) -> str | dt.date:
    cell = grid.reading.typed(place, row.cells, row.edits)
    if isinstance(cell.value, dt.date) and cell.value >= FIRST_SURE_DAY:
        return cell.value
    return cell.text if grid.sees_codes else grid.masked(cell.text, name)


def _why_title() -> str:
    finnish, english = headers.WHY_NOT
    return english if get_language() == "en" else finnish


def _why(row: ImportRow) -> str:
    """Sentence by sentence, with the column that each is about."""
    said = [message for message in row.messages if message["kind"] == "refused"]
    told = [": ".join(filter(None, [message["column"], message["message"]])) for message in said]
    if row.status == RowStatus.QUESTION:
        told.append(_("It wasn't said whether the row is about a client whom we have already."))
    if row.status == RowStatus.LEFT_OUT:
        told.insert(0, _("The row was left out."))
    return " ".join(told)


def _packed(titles: Sequence[str], lines: Sequence[Sequence[str | dt.date]]) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Not imported"))
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d.m.yyyy"})
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title[:LONGEST_CELL], bold)
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                _write(sheet, number, column, value, day)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return packed.getvalue()


def _write(sheet: Any, line: int, column: int, value: str | dt.date, day: Any) -> None:
    """A day as a day; anything else as text, so that no zero is lost in front and nothing is a formula."""
    if isinstance(value, dt.date):
        sheet.write_datetime(line, column, value, day)
    elif value:
        sheet.write_string(line, column, in_cells(value)[:LONGEST_CELL])
