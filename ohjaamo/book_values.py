"""What calamine reads from a workbook, as the plain cells a spreadsheet shows. Needs no Django."""

import datetime
import math

import python_calamine as calamine

from ohjaamo.book_limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Refused
from ohjaamo.book_text import clean
from ohjaamo.book_xml import Census, Contents, column_letters

Value = str | bool | int | float | datetime.date | datetime.time | datetime.timedelta
RawCell = str | tuple[str, str]
RawRows = list[tuple[int, list[RawCell]]]


def xls_contents(book: calamine.CalamineWorkbook, wanted: str | None) -> Contents:
    """The sheets of an .xls and the one to be read, as calamine knows them: nobody counts its rows again."""
    sheets = [found for found in book.sheets_metadata if found.typ == calamine.SheetTypeEnum.WorkSheet]
    names = [found.name for found in sheets]
    hidden = [found.name for found in sheets if found.visible != calamine.SheetVisibleEnum.Visible]
    if wanted and wanted not in names:
        raise Refused("unknown_sheet", sheet=wanted)
    for name in [wanted] if wanted else [name for name in names if name not in hidden]:
        if rows_of(book.get_sheet_by_name(name), None):
            return Contents(names, hidden, name, None)
    raise Refused("empty")


def xls_facts(sheet: calamine.CalamineSheet) -> Census:
    """What calamine knows of an .xls besides its values: the merged places."""
    facts = Census()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        facts.merge(f"{column_letters(left + 1)}{top + 1}:{column_letters(right + 1)}{bottom + 1}")
    return facts


def rows_of(sheet: calamine.CalamineSheet, census: Census | None) -> RawRows:
    """The rows that hold anything, numbered as the spreadsheet shows them; refused when the XML holds others."""
    last_row, last_column = sheet.end or (-1, -1)
    # A formula without a stored value is nothing to calamine; its cell is still there.
    height = max([last_row + 1, *(census.rows() if census else ())])
    width = max([last_column + 1, *(census.columns() if census else ())])
    if height > MAX_ROWS:
        raise Refused("too_many_rows", limit=MAX_ROWS)
    if width > MAX_COLUMNS or width * (len(census.rows()) if census else height) > MAX_CELLS:
        raise Refused("too_complex")
    values = sheet.to_python(skip_empty_area=False)
    rows = []
    for number in range(1, height + 1):
        found = values[number - 1] if number <= len(values) else []
        cells = cells_of(number, found + [""] * (width - len(found)), census)
        if any(cells):
            rows.append((number, cells))
    return rows


def cells_of(number: int, values: list[Value], census: Census | None) -> list[RawCell]:
    """One row's cells; refused when another count of them stands in the XML."""
    cells: list[RawCell] = []
    plain = 0
    for column, value in enumerate(values, start=1):
        place = (number, column)
        cell = cell_of(value)
        if census and place in census.formulas:
            text, flags = cell if isinstance(cell, tuple) else (cell, "")
            cell = (text, flags + "f")
        elif census and place in census.errors:
            cell = census.errors[place]
        elif cell:
            plain += 1
        cells.append(cell)
    if census and plain != census.filled[number]:
        raise Refused("miscounted", row=number)
    return cells


def cell_of(value: Value) -> RawCell:
    """A value as the spreadsheet shows it: whole numbers without .0, decimals with a comma, days as days.

    What is no number (too large, or none at all) becomes U+FFFD, so that the row can be refused.
    """
    match value:
        case str():
            return clean(value)
        case bool():
            return str(value).upper()
        case float():
            if not math.isfinite(value):
                return "\ufffd"
            is_whole = value.is_integer() and abs(value) < 1e15
            return str(int(value)) if is_whole else repr(value).replace(".", ",")
        case datetime.date() if (value.year, value.month) < (1900, 3):
            # Excel counts a 29.2.1900 that never was, others don't: no day before it is certain.
            return f"{value.day}.{value.month}.{value.year}?"
        case datetime.datetime():
            return value.isoformat(" ", "minutes")
        case datetime.date():
            return value.isoformat(), "d"
        case _:
            return str(value)
