"""The child process that opens a spreadsheet: `python -m ohjaamo.book_reader`. Needs no Django.

A hostile or broken file can exhaust memory or abort the whole process, so the reading is done in one that may die
(`ohjaamo/books.py` starts it). Standard input says {"path": …, "sheet": …, "encoding": …}. To standard output go lines
of JSON: {"refused": code, "details": {…}}; or the book, then its different cells, one a line, then its rows, where each
cell is the number of a line above. A cell is its text, or [text, flags] with the flags d (a day) and f (a formula).
"""

import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from xml.sax import SAXException

import python_calamine as calamine
from defusedxml.common import DefusedXmlException

from ohjaamo import book_limits
from ohjaamo.book_limits import (
    ANSWER_WEIGHT,
    LARGE_PART_BYTES,
    MAX_CELL_LETTERS,
    MAX_FILE_BYTES,
    MAX_PACKING,
    MAX_PARTS,
    MAX_UNPACKED_BYTES,
    WEIGHT_OF_CELL,
    WEIGHT_OF_PLACE,
    Refused,
)
from ohjaamo.book_ods import ods_contents
from ohjaamo.book_text import read_csv
from ohjaamo.book_values import RawCell, RawRows, rows_of, xls_contents, xls_facts
from ohjaamo.book_xlsx import xlsx_contents
from ohjaamo.book_xml import Census, Contents

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
    LookupError,
    StopIteration,
    ValueError,
    EOFError,
    OSError,
)


def read(path: Path, sheet: str | None, encoding: str | None) -> Iterator[object]:
    """The book as objects ready for JSON; Refused when it can't be read whole and exactly."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Refused("too_large", limit=MAX_FILE_BYTES // 1024**2)
        content = path.read_bytes()
        if not content.strip():
            raise Refused("empty")
        kind = kind_of(content, path)
        if kind == "csv":
            book, rows = read_text(content, sheet, encoding)
        else:
            book, rows = read_workbook(path, kind, sheet)
        return packed(book, rows)
    except PermissionError as error:
        raise Refused("unreadable") from error
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
    if len(entries) > MAX_PARTS or any(map(is_bloated, entries)):
        raise Refused("too_complex")
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


def is_bloated(entry: zipfile.ZipInfo) -> bool:
    """Whether a large part would unpack to so much more than it is packed that it can hardly be a table."""
    return entry.file_size > max(LARGE_PART_BYTES, MAX_PACKING * entry.compress_size)


def read_text(content: bytes, sheet: str | None, chosen: str | None) -> tuple[dict[str, Any], RawRows]:
    """A .csv: one sheet without a name."""
    if sheet:
        raise Refused("unknown_sheet", sheet=sheet)
    encoding, separator, rows = read_csv(content, chosen)
    if not rows:
        raise Refused("empty")
    book = {"kind": "csv", "encoding": encoding, "separator": separator, "knows_formulas": True}
    names = {"sheet_names": [""], "hidden_sheets": []}
    facts = {"name": "", "counted_rows": len(rows)} | facts_of(Census())
    return book | names | {"sheet": facts}, [(number, list(cells)) for number, cells in rows]


def read_workbook(path: Path, kind: str, wanted: str | None) -> tuple[dict[str, Any], RawRows]:
    """One sheet of a workbook: the wanted one, else the first visible one that holds anything."""
    # Its own XML is read first: calamine unpacks all there is before it says how much.
    contents = contents_of_zip(path, kind, wanted) if kind != "xls" else None
    # Given a path, calamine would go by the file's name.
    with path.open("rb") as file, calamine.CalamineWorkbook.from_filelike(file) as opened:
        contents = contents or xls_contents(opened, wanted)
        sheet = opened.get_sheet_by_name(contents.sheet)
        rows = rows_of(sheet, contents.census)
    if not rows:
        raise Refused("empty")
    book = {"kind": kind, "encoding": "", "separator": "", "knows_formulas": kind != "xls"}
    names = {"sheet_names": contents.sheets, "hidden_sheets": contents.hidden}
    counted = len(contents.census.rows()) if contents.census else None
    facts = facts_of(contents.census or xls_facts(sheet))
    return book | names | {"sheet": {"name": contents.sheet, "counted_rows": counted} | facts}, rows


def contents_of_zip(path: Path, kind: str, wanted: str | None) -> Contents:
    """What the own XML of an .xlsx or .ods says of its sheets."""
    with zipfile.ZipFile(path) as book:
        return xlsx_contents(book, wanted) if kind == "xlsx" else ods_contents(book, wanted)


def facts_of(census: Census) -> dict[str, Any]:
    """What of the sheet a person doesn't see in the table; hidden rows that hold nothing are no loss."""
    return {
        "hidden_rows": sorted(census.hidden_rows & census.rows()),
        "hidden_columns": sorted(census.hidden_columns),
        "merged": census.merged,
    }


def packed(book: dict[str, Any], rows: RawRows) -> Iterator[object]:
    """The book, its different cells and its rows, the cells by number; refused when the whole weighs too much."""
    width = max(len(cells) for number, cells in rows)
    numbers: dict[RawCell, int] = {"": 0}
    numbered = [
        (number, [numbers.setdefault(cell, len(numbers)) for cell in cells]) for number, cells in rows
    ]
    letters = sum(sys.getsizeof(cell if isinstance(cell, str) else cell[0]) for cell in numbers)
    weight = letters + WEIGHT_OF_CELL * len(numbers) + WEIGHT_OF_PLACE * width * len(rows)
    if weight > ANSWER_WEIGHT:
        raise Refused("too_complex")
    used = {column for _number, cells in numbered for column, cell in enumerate(cells, start=1) if cell}
    empty = sorted({*range(1, max(used))} - used)
    sheet = book["sheet"] | {"width": max(used), "empty_columns": empty}
    hidden = [column for column in sheet["hidden_columns"] if column <= max(used)]
    head = book | {"sheet": sheet | {"hidden_columns": hidden}, "cells": len(numbers)}
    if len(json.dumps(head)) > MAX_CELL_LETTERS:
        # Thousands of sheets, or names that no program gives them.
        raise Refused("too_complex")
    return chain([head], numbers, numbered)


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


def main() -> None:
    bound()
    asked = json.load(sys.stdin)
    try:
        answer = read(Path(asked["path"]), asked["sheet"], asked["encoding"])
    except Refused as refused:
        answer = iter([{"refused": refused.code, "details": refused.details}])
    for line in answer:
        # Letters as they are take the least room; what is no letter stays escaped.
        text = json.dumps(line, ensure_ascii=False) + "\n"
        sys.stdout.buffer.write(text.encode(errors="backslashreplace"))


if __name__ == "__main__":
    main()
