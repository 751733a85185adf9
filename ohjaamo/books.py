"""The one door to spreadsheets in: an .xls, .xlsx, .ods or .csv becomes numbered rows of plain cells."""

import datetime
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ohjaamo.book_limits import WALL_SECONDS

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
CHILD = ("-m", "ohjaamo.book_reader")

MESSAGES: Mapping[str, Promise] = {
    "not_found": _("There is no file at %(path)s."),
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
        text, flags = (raw, "") if isinstance(raw, str) else raw
        value = datetime.date.fromisoformat(text) if "d" in flags else text
        return cls(value, is_formula="f" in flags)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something, under the number the spreadsheet shows beside it; all rows are equally long."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's rows; blank ones are left out, the others keep their numbers."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A book that was read whole: how it was understood, the names of all its sheets, and the one that was read."""

    kind: str
    encoding: str
    separator: str
    sheet_names: tuple[str, ...]
    knows_formulas: bool
    sheet: Sheet


def read_book(path: Path | str, *, sheet: str | None = None) -> Book:
    """Read one sheet: the named one, or else the first visible one that holds anything.

    Every row that holds anything comes back, or BookError says in one sentence why the file can't be read. What kind of
    file it is is decided by what it holds, not by its name. It is opened in a child process, which alone may die of it.
    """
    path = Path(path)
    if not path.is_file():
        raise BookError("not_found", path=str(path))
    answer = _ask_child([str(path.resolve()), *([sheet] if sheet else [])])
    if code := answer.get("refused"):
        raise BookError(code, **answer["details"])
    width = max(len(cells) for number, cells in answer["rows"])
    rows = tuple(
        Row(number, tuple(Cell.from_raw(raw) for raw in cells + [""] * (width - len(cells))))
        for number, cells in answer["rows"]
    )
    return Book(
        kind=answer["kind"],
        encoding=answer["encoding"],
        separator=answer["separator"],
        sheet_names=tuple(answer["sheets"]),
        knows_formulas=answer["knows_formulas"],
        sheet=Sheet(answer["sheet"], rows),
    )


def _ask_child(arguments: list[str]) -> dict[str, Any]:
    """What the child answers; a child that died or took too long is told as a file too complex."""
    command = [sys.executable, *CHILD, *arguments]
    # No secret of ours stands in the environment of a process that opens strangers' files.
    environment = {"PATH": os.defpath, "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise BookError("too_complex") from error
        if done.returncode:
            logger.warning("The reader of books ended with code %s.", done.returncode)
            raise BookError("too_complex")
        output.seek(0)
        answer: dict[str, Any] = json.load(output)
        return answer
