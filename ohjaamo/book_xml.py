"""What a workbook's own XML says, read beside calamine by a reader of its own. Needs no Django.

Which sheets there are, what stands where in one of them, and what of it a person doesn't see.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import IO
from xml.sax.handler import ContentHandler

from defusedxml import sax

from ohjaamo.book_limits import MAX_CELL_LETTERS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Refused

CHUNK = 1 << 16


@dataclass
class Census:
    """What stands where: rows and columns counted from 1. Formula and error cells aren't in `filled`."""

    filled: Counter[int] = field(default_factory=Counter)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    cells: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)

    def add(self, row: int, column: int, text: str, *, is_formula: bool, is_error: bool) -> None:
        """Count one cell; refused when it lies beyond what we read."""
        if not (is_formula or is_error or text):
            return
        self.cells += 1
        if row > MAX_ROWS:
            raise Refused("too_many_rows", limit=MAX_ROWS)
        if column > MAX_COLUMNS or self.cells > MAX_CELLS:
            raise Refused("too_complex")
        if is_formula:
            self.formulas.add((row, column))
        elif is_error:
            self.errors[row, column] = text
        else:
            self.filled[row] += 1

    def hide_rows(self, first: int, count: int) -> None:
        """These rows aren't shown, by hand or by a filter."""
        self.hidden_rows.update(range(max(first, 1), min(first + count, MAX_ROWS + 1)))

    def hide_columns(self, first: int, count: int) -> None:
        """These columns aren't shown."""
        self.hidden_columns.update(range(max(first, 1), min(first + count, MAX_COLUMNS + 1)))

    def merge(self, cells: str) -> None:
        """These cells are shown as one; refused when there are too many such places."""
        self.merged.append(cells)
        if len(self.merged) > MAX_ROWS:
            raise Refused("too_complex")

    def rows(self) -> set[int]:
        """The rows that hold anything."""
        filled = {row for row, cells in self.filled.items() if cells}
        return filled | {row for row, column in (*self.formulas, *self.errors)}

    def columns(self) -> set[int]:
        """The columns of formula and error cells."""
        return {column for row, column in (*self.formulas, *self.errors)}


@dataclass
class Contents:
    """The sheets of a workbook in order, and the one to be read with its census (None: nobody counts)."""

    sheets: list[str]
    hidden: list[str]
    sheet: str
    census: Census | None


class Letters(list[str]):
    """The text of an element as it comes in pieces; refused when no cell could hold it."""

    length = 0

    def put(self, piece: str) -> None:
        self.length += len(piece)
        if self.length > MAX_CELL_LETTERS:
            raise Refused("too_complex")
        self.append(piece)


def parse(part: IO[bytes], handler: ContentHandler) -> None:
    """Stream a part through the handler; document types and entities are forbidden."""
    parser = sax.make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    while chunk := part.read(CHUNK):
        parser.feed(chunk)
    parser.close()


def local(name: str) -> str:
    """The name without its namespace prefix."""
    return name.rpartition(":")[2]


def column_letters(number: int) -> str:
    """How a spreadsheet names a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
