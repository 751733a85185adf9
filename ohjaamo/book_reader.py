"""The child process that opens a spreadsheet: `python -m ohjaamo.book_reader FILE [SHEET]`. Needs no Django.

A hostile or broken file can exhaust memory or abort the whole process, so the reading is done in one that may die
(`ohjaamo/books.py` starts it). One JSON object goes to standard output: {"refused": code, "details": {…}}, or the book,
where a cell is its text, or [text, flags] with the flags d (a day, YYYY-MM-DD) and f (a formula).
"""

import datetime
import json
import resource
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any
from xml.sax import SAXException

import python_calamine as calamine
from defusedxml.common import DefusedXmlException

from ohjaamo import book_limits
from ohjaamo.book_limits import MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS, MAX_UNPACKED_BYTES, Refused
from ohjaamo.book_text import clean, read_csv
from ohjaamo.book_xml import Census, ods_census, xlsx_census

OLE2_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START = b"PK\x03\x04"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
BROKEN = (
    calamine.CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    SAXException,
    DefusedXmlException,
    NotImplementedError,
    KeyError,
    StopIteration,
    ValueError,
    EOFError,
)
Value = str | bool | int | float | datetime.date | datetime.time | datetime.timedelta
RawCell = str | list[str]


def read(path: Path, sheet: str | None) -> dict[str, Any]:
    """The book as one object ready for JSON; Refused when it can't be read whole and exactly."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise Refused("too_large", limit=MAX_FILE_BYTES // 1024**2)
    content = path.read_bytes()
    if not content.strip():
        raise Refused("empty")
    try:
        kind = kind_of(content, path)
        if kind == "csv":
            return read_text(content, sheet)
        return read_workbook(path, kind, sheet)
    except calamine.PasswordError as error:
        raise Refused("encrypted") from error
    except MemoryError as error:
        raise Refused("too_complex") from error
    except BROKEN as error:
        raise Refused("damaged") from error


def kind_of(content: bytes, path: Path) -> str:
    """xlsx, ods, xls or csv by what the file holds, whatever it is called; other kinds are refused."""
    if content.startswith(ZIP_START):
        with zipfile.ZipFile(path) as book:
            return kind_of_zip(book)
    if content.startswith(OLE2_START):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused("encrypted")
        if not any(name.encode("utf-16-le") in content for name in ("Workbook\0", "Book\0")):
            raise Refused("not_a_spreadsheet")
        return "xls"
    return "csv"


def kind_of_zip(book: zipfile.ZipFile) -> str:
    """xlsx or ods; the size it would unpack to is asked before anything is unpacked."""
    entries = book.infolist()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise Refused("too_large_unpacked", limit=MAX_UNPACKED_BYTES // 1024**2)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and book.read("mimetype").strip() == ODS_TYPE:
        if "META-INF/manifest.xml" in names and b"encryption-data" in book.read("META-INF/manifest.xml"):
            raise Refused("encrypted")
        return "ods"
    raise Refused("not_a_spreadsheet")


def read_text(content: bytes, sheet: str | None) -> dict[str, Any]:
    """A .csv: one sheet without a name."""
    if sheet:
        raise Refused("unknown_sheet", sheet=sheet)
    encoding, separator, rows = read_csv(content)
    if not rows:
        raise Refused("empty")
    answer = {"kind": "csv", "encoding": encoding, "separator": separator}
    return answer | {"sheets": [""], "sheet": "", "knows_formulas": True, "rows": rows}


def read_workbook(path: Path, kind: str, sheet: str | None) -> dict[str, Any]:
    """One sheet of a workbook: the named one, else the first visible one that holds anything."""
    # Given a path, calamine would go by the file's name.
    with path.open("rb") as file, calamine.CalamineWorkbook.from_filelike(file) as book:
        names = [
            found.name for found in book.sheets_metadata if found.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        hidden = {
            found.name for found in book.sheets_metadata if found.visible != calamine.SheetVisibleEnum.Visible
        }
        if sheet and sheet not in names:
            raise Refused("unknown_sheet", sheet=sheet)
        for name in [sheet] if sheet else [name for name in names if name not in hidden]:
            census = None if kind == "xls" else census_of(path, kind, name)
            rows = rows_of(book.get_sheet_by_name(name), census)
            if rows:
                answer = {"kind": kind, "encoding": "", "separator": "", "sheets": names}
                return answer | {"sheet": name, "knows_formulas": kind != "xls", "rows": rows}
    raise Refused("empty")


def census_of(path: Path, kind: str, name: str) -> Census:
    """What the sheet's own XML holds."""
    with zipfile.ZipFile(path) as book:
        return xlsx_census(book, name) if kind == "xlsx" else ods_census(book, name)


def rows_of(sheet: calamine.CalamineSheet, census: Census | None) -> list[tuple[int, list[RawCell]]]:
    """The rows that hold anything, numbered as the spreadsheet shows them; refused when the XML holds others."""
    if sheet.total_height > MAX_ROWS:
        raise Refused("too_many_rows", limit=MAX_ROWS)
    if sheet.total_width > MAX_COLUMNS:
        raise Refused("too_complex")
    values = sheet.to_python(skip_empty_area=False)
    # A formula without a stored value is nothing to calamine; its cell is still there.
    height = max([len(values), *census.rows()]) if census else len(values)
    width = max([sheet.total_width, *census.columns()]) if census else sheet.total_width
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
            text, flags = cell if isinstance(cell, list) else (cell, "")
            cell = [text, flags + "f"]
        elif census and place in census.errors:
            cell = census.errors[place]
        elif cell:
            plain += 1
        cells.append(cell)
    if census and plain != census.filled[number]:
        raise Refused("miscounted", row=number)
    return cells


def cell_of(value: Value) -> RawCell:
    """A value as the spreadsheet shows it: whole numbers without .0, decimals with a comma, days as days."""
    match value:
        case str():
            return clean(value)
        case bool():
            return str(value).upper()
        case float():
            is_whole = value.is_integer() and abs(value) < 1e15
            return str(int(value)) if is_whole else repr(value).replace(".", ",")
        case datetime.datetime():
            return value.isoformat(" ", "minutes")
        case datetime.date():
            return [value.isoformat(), "d"]
        case _:
            return str(value)


def bound() -> None:
    """Take as much memory, time and output as we allow and no more; leave no core file."""
    limits = {
        resource.RLIMIT_CPU: book_limits.CPU_SECONDS,
        resource.RLIMIT_FSIZE: book_limits.ANSWER_BYTES,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":  # elsewhere a process can't be kept to less than it has already mapped
        limits[resource.RLIMIT_AS] = book_limits.MEMORY_BYTES
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))


def main(path: str, sheet: str | None = None) -> None:
    bound()
    try:
        answer = read(Path(path), sheet)
    except Refused as refused:
        answer = {"refused": refused.code, "details": refused.details}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
