"""What there is in a book and how it was read, named for the person who brought it: nothing is dropped in silence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ohjaamo.books import Row
from ohjaamo.formats import EN_DASH
from staff.choices import SkipReason
from staff.models import ImportBatch
from staff.verdicts import without_code

FIRST_ROWS, SHOWN_CELLS, SAMPLES, SKIPPED_SHOWN = 8, 12, 3, 20
CELL_LETTERS, ROW_LETTERS = 40, 120
FINNISH_LETTER = re.compile("[äöåÄÖÅ]")


@dataclass(frozen=True)
class Skipped:
    """Rows that aren't read for one reason: which they are, and what stands in the first of them."""

    why: str
    label: str
    count: int
    rows: str
    texts: Sequence[tuple[int, str]]

    @property
    def untold(self) -> int:
        """How many rows have something in them that isn't shown here."""
        return self.count - len(self.texts) if self.texts else 0


@dataclass(frozen=True)
class Account:
    """Every row of the sheet is read or skipped; another reader counts the filled ones once more."""

    read: int
    skipped: int
    reasons: Sequence[Skipped]
    filled: int | None
    # None where nobody else can count: an .xls.
    counted: int | None
    hidden_sheets: str
    hidden_columns: str
    empty_columns: str
    merged: str
    merged_untold: int

    @property
    def rows(self) -> int:
        return self.read + self.skipped

    @property
    def agrees(self) -> bool:
        return self.counted == self.filled


@dataclass(frozen=True)
class Opening:
    """One of the first rows of the sheet, among which the titles are."""

    number: int
    cells: Sequence[str]
    is_titles: bool


def account(batch: ImportBatch, rows: Sequence[Row]) -> Account:
    """What was read and what wasn't, and why."""
    reading, skipped = batch.reading, batch.counts["skipped_rows"]
    merged = reading.get("merged", [])
    return Account(
        read=batch.counts["read"],
        skipped=len(skipped),
        reasons=_reasons(skipped, rows),
        filled=reading.get("filled_rows"),
        counted=reading.get("counted_rows"),
        hidden_sheets=", ".join(reading.get("hidden_sheets", ())),
        hidden_columns=", ".join(map(letters, reading.get("hidden_columns", ()))),
        empty_columns=", ".join(map(letters, reading.get("empty_columns", ()))),
        merged=", ".join(merged),
        merged_untold=reading.get("merged_count", 0) - len(merged),
    )


def first_rows(batch: ImportBatch, rows: Sequence[Row]) -> list[Opening]:
    """The first rows, and the one with the titles if it comes later."""
    return [
        Opening(
            row.number,
            [_shown(cell.text, CELL_LETTERS) for cell in row.cells[:SHOWN_CELLS]],
            row.number == batch.header_row,
        )
        for place, row in enumerate(rows)
        if place < FIRST_ROWS or row.number == batch.header_row
    ]


def samples(batch: ImportBatch, rows: Sequence[Row]) -> list[list[str]]:
    """Column by column the first different values below the titles; of an identity code only the birth date."""
    skipped = {each["row"] for each in batch.counts["skipped_rows"]}
    # A dictionary keeps its order: a value is written out once, however many rows have it.
    found: list[dict[str, str]] = [{"": ""} for _column in batch.mapping]
    for row in rows:
        if row.number <= batch.header_row or row.number in skipped:
            continue
        for column, cell in zip(found, row.cells, strict=False):
            if len(column) <= SAMPLES and cell.text not in column:
                column[cell.text] = _shown(cell.text, CELL_LETTERS)
    return [[text for text in column.values() if text] for column in found]


def letters_in(rows: Sequence[Row]) -> str:
    """A row by whose letters one sees whether they were read right; nothing when no row has any of them."""
    texts = (_text(row) for row in rows if any(FINNISH_LETTER.search(cell.text) for cell in row.cells))
    return next(texts, "")


def letters(column: int) -> str:
    """What a spreadsheet calls its n-th column: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, those that follow each other put together: 1–3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join(EN_DASH.join(map(str, run)) for run in runs)


def _reasons(skipped: Sequence[dict[str, Any]], rows: Sequence[Row]) -> list[Skipped]:
    filled = {row.number: row for row in rows}
    labels = {**{str(why): str(why.label) for why in SkipReason}, "blank": _("blank")}
    found = []
    for why, label in labels.items():
        if numbers := [each["row"] for each in skipped if each["why"] == why]:
            first = [number for number in numbers if number in filled][:SKIPPED_SHOWN]
            told = [(number, _text(filled[number])) for number in first]
            found.append(Skipped(why, label, len(numbers), ranges(numbers), told))
    return found


def _text(row: Row) -> str:
    return _shown(" · ".join(cell.text for cell in row.cells if cell.text), ROW_LETTERS)


def _shown(text: str, longest: int) -> str:
    return Truncator(without_code(" ".join(text.split()))).chars(longest)
