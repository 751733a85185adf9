"""The one door to spreadsheets in: an .xls, .xlsx, .ods or .csv becomes numbered rows of plain cells."""

import datetime
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ohjaamo.book_encodings import ENCODINGS as ENCODINGS
from ohjaamo.book_limits import WALL_SECONDS

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
CHILD = ("-m", "ohjaamo.book_reader")

MESSAGES: Mapping[str, Promise] = {
    "not_found": _("There is no file at %(path)s."),
    "unreadable": _("The file can't be opened: this program may not read it."),
    "not_a_spreadsheet": _(
        "The file is not a spreadsheet. Save it in your spreadsheet program as .xlsx, .ods or .csv and try again."
    ),
    "encrypted": _("The file is protected with a password. Save it without the password and try again."),
    "empty": _("The file is empty: no cell in it holds anything."),
    "too_large": _("The file is larger than %(limit)s MB. Split it into smaller files."),
    "too_large_unpacked": _("The file would unpack to more than %(limit)s MB, so it was not opened."),
    "too_many_rows": _("The sheet has more than %(limit)s rows. Split it into smaller files."),
    "too_complex": _(
        "The file is too complex to be read safely. Copy the table alone into a new file and try again."
    ),
    "damaged": _("The file is damaged. Open it in your spreadsheet program, save it again and try again."),
    "miscounted": _(
        "Row %(row)s could not be read whole, so nothing was read. Save the file again as .xlsx and try again."
    ),
    "recounted": _(
        "The rows were counted twice, as %(first)s and as %(second)s, so nothing was read. Save the file again as "
        ".xlsx and try again."
    ),
    "unknown_sheet": _("There is no sheet named “%(sheet)s” in the file."),
    "encoding": _(
        "The letters of the file can't be read for certain. Save it as .xlsx, or as .csv in UTF-8."
    ),
    "open_quotes": _(
        "A quotation mark on line %(line)s doesn't close where it should. Correct the line and try again."
    ),
}


class BookError(Exception):
    """The file was not read. `code` is a key of MESSAGES; the text is a sentence for the person who chose the file."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return str(MESSAGES[self.code]) % self.details


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the text it shows, or the day it holds. A formula has the value the file stored, if any."""

    value: str | datetime.date = ""
    is_formula: bool = False

    @property
    def text(self) -> str:
        """What the cell shows; a day in the Finnish way."""
        if isinstance(self.value, datetime.date):
            return f"{self.value.day}.{self.value.month}.{self.value.year}"
        return self.value

    @property
    def raw(self) -> str | list[str]:
        """The cell as JSON can keep it; `from_raw` gives it back."""
        flags = "f" if self.is_formula else ""
        if isinstance(self.value, datetime.date):
            return [self.value.isoformat(), "d" + flags]
        return [self.value, flags] if flags else self.value

    @classmethod
    def from_raw(cls, raw: str | list[str]) -> "Cell":
        """The cell that `raw` describes."""
        if isinstance(raw, str):
            return cls(raw)
        text, flags = raw
        value = datetime.date.fromisoformat(text) if "d" in flags else text
        return cls(value, is_formula="f" in flags)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something, under the number the spreadsheet shows beside it; all rows are equally long."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's rows; blank ones are left out, the others keep their numbers.

    The rest tells what a person might miss. Rows that are hidden, by hand or by a filter, are read like the others (an
    .xls doesn't tell which). Of merged cells ("A1:C1") the first holds the value. Columns count from 1; the empty ones
    are those inside the table that hold nothing. `counted_rows` is a second, independent count of the rows; an .xls has
    none.
    """

    name: str
    rows: tuple[Row, ...]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()
    empty_columns: tuple[int, ...] = ()
    counted_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A book that was read whole: how it was understood, the names of all its sheets, and the one that was read.

    The encoding is one of ENCODINGS, and "" when the book is no text.
    """

    kind: str
    encoding: str
    separator: str
    sheet_names: tuple[str, ...]
    knows_formulas: bool
    sheet: Sheet
    hidden_sheets: tuple[str, ...] = ()


def read_book(path: Path | str, *, sheet: str | None = None, encoding: str | None = None) -> Book:
    """Read one sheet: the named one, or else the first visible one that holds anything.

    Every row that holds anything comes back, or BookError says in one sentence why the file can't be read. What kind of
    file it is is decided by what it holds, not by its name. How a text file's letters are to be read may be chosen (one
    of ENCODINGS); else it is guessed. It is opened in a child process, which alone may die of it.
    """
    if not os.path.isfile(path):
        raise BookError("not_found", path=str(path))
    asked = {"path": str(Path(path).resolve()), "sheet": sheet, "encoding": encoding}
    with tempfile.TemporaryFile() as answer:
        _ask_child(json.dumps(asked), answer)
        answer.seek(0)
        return _told(answer)


def _ask_child(question: str, answer: IO[bytes]) -> None:
    """Have the child answer into a file; a child that died or took too long is told as a file too complex."""
    try:
        done = subprocess.run(
            [sys.executable, *CHILD],
            cwd=ROOT,
            # No secret of ours stands in the environment of a process that opens strangers' files.
            env={"PATH": os.defpath, "PYTHONUTF8": "1"},
            input=question.encode(),
            stdout=answer,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BookError("too_complex") from error
    if done.returncode:
        logger.warning("The reader of books ended with code %s.", done.returncode)
        raise BookError("too_complex")


def _told(answer: IO[bytes]) -> Book:
    """The book the child tells of, read line by line: only what is kept takes room in this process."""
    head = json.loads(answer.readline())
    if code := head.get("refused"):
        raise BookError(code, **head["details"])
    facts = head["sheet"]
    cells = [Cell.from_raw(json.loads(answer.readline())) for _place in range(head["cells"])]
    sheet = Sheet(
        name=facts["name"],
        rows=tuple(_row(json.loads(line), cells, facts["width"]) for line in answer),
        hidden_rows=tuple(facts["hidden_rows"]),
        hidden_columns=tuple(facts["hidden_columns"]),
        merged=tuple(facts["merged"]),
        empty_columns=tuple(facts["empty_columns"]),
        counted_rows=facts["counted_rows"],
    )
    return Book(
        kind=head["kind"],
        encoding=head["encoding"],
        separator=head["separator"],
        sheet_names=tuple(head["sheet_names"]),
        knows_formulas=head["knows_formulas"],
        sheet=sheet,
        hidden_sheets=tuple(head["hidden_sheets"]),
    )


def _row(told: tuple[int, list[int]], cells: Sequence[Cell], width: int) -> Row:
    """One row, as wide as the table; the first of the cells is the blank one."""
    number, places = told
    found = [cells[place] for place in places[:width]]
    return Row(number, (*found, *[cells[0]] * (width - len(found))))
