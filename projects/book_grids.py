"""Rows of a book as they stand in it: its own columns, what is wrong in which cell, and what could be meant there.

Identity codes are masked, but for the cell in which somebody who may see them corrects one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ohjaamo.books import Cell
from projects import import_words
from projects.book_resources import BookResource
from staff import corrections
from staff.corrections import Fault
from staff.headers import TO_NOTE
from staff.models import ImportBatch, ImportRow
from staff.readings import Reading
from staff.verdicts import without_code

MASK = "****"
BIRTH_DATE_DIGITS = 6


@dataclass(frozen=True)
class Offer:
    """A word that may be meant: as the cell then holds it, and as it is called."""

    word: str
    name: str


@dataclass(frozen=True)
class Trouble:
    """A fault as it is told: its key in the page, what could be meant, and how many rows have an equal one.

    Without a place, `missing` is the title of the column that the book would need.
    """

    key: str
    place: int | None
    message: str
    missing: str = ""
    offers: Sequence[Offer] = ()
    count: int = 1

    @property
    def others(self) -> int:
        return self.count - 1


@dataclass(frozen=True)
class GridCell:
    """One cell: what it shows, and while it may be corrected what stands in its field."""

    place: int
    title: str
    shown: str
    is_open: bool = False
    value: str = ""
    troubles: Sequence[Trouble] = ()


@dataclass(frozen=True)
class GridRow:
    """One row of the book under its number."""

    row: ImportRow
    cells: Sequence[GridCell]
    troubles: Sequence[Trouble] = field(default=())


class Grid:
    """The columns of a book that are read, in its order, and rows under them."""

    def __init__(self, batch: ImportBatch, taker: BookResource, *, sees_codes: bool) -> None:
        self.batch, self.taker = batch, taker
        self.reading = Reading(batch)
        self.sees_codes = sees_codes
        self.columns = [
            (place, column["title"], column["field"])
            for place, column in enumerate(batch.mapping)
            if column["field"]
        ]
        self._choices: dict[str, dict[str, str]] = {}

    @property
    def titles(self) -> list[str]:
        return [title for _place, title, _name in self.columns]

    def plain_rows(self, rows: Iterable[ImportRow]) -> list[GridRow]:
        """Rows to be read only."""
        return [
            GridRow(
                row,
                [
                    GridCell(place, title, self._shown(row, place, name))
                    for place, title, name in self.columns
                ],
            )
            for row in rows
        ]

    def bad_rows(
        self, rows: Sequence[ImportRow], among: Sequence[ImportRow], opened: int = 0
    ) -> list[GridRow]:
        """Rows to be corrected where they are wrong; of the one with the number `opened` every cell.

        `among` are all bad rows of the book: they tell how many have an equal fault.
        """
        counted = Counter(fault for row in among for fault in set(corrections.faults_of(row, self.reading)))
        return [self._bad_row(row, counted, is_open=row.number == opened) for row in rows]

    def standing(self, row: ImportRow) -> dict[int, str]:
        """What stands in the fields of a row's cells, by place; a code that may not be seen stands in none."""
        return {place: self._told(self._text(row, place), name) for place, _title, name in self.columns}

    def offers(self, row: ImportRow, place: int) -> list[Offer]:
        """The words likest to what stands in a cell, of those that its column may hold; of a formula, its value."""
        cell = self.reading.typed(place, row.cells, row.edits)
        name = next(name for at, _title, name in self.columns if at == place)
        if cell.is_formula:
            return [Offer(told, told)] if (told := self._told(cell.text, name)) else []
        choices = {} if name == TO_NOTE or self._is_read(name, cell) else self._choices_of(name)
        return [self._offer(name, code, choices[code]) for code in import_words.likest(cell.text, choices)]

    def masked(self, text: str, name: str) -> str:
        """What a cell of a column may show. A code in its own column is masked whatever its form: that may be wrong."""
        masked = without_code(text)
        if text and masked == text and self._is_code(name):
            return f"{text[:BIRTH_DATE_DIGITS]}{MASK}"
        return masked

    def _bad_row(self, row: ImportRow, counted: Counter[Fault], *, is_open: bool) -> GridRow:
        troubles = [
            self._trouble(row, number, fault, counted[fault])
            for number, fault in enumerate(corrections.faults_of(row, self.reading), start=1)
        ]
        standing = self.standing(row)
        cells = []
        for place, title, name in self.columns:
            here = [trouble for trouble in troubles if trouble.place == place]
            shown = self._shown(row, place, name)
            cells.append(GridCell(place, title, shown, is_open or bool(here), standing[place], here))
        return GridRow(row, cells, troubles)

    def _trouble(self, row: ImportRow, number: int, fault: Fault, count: int) -> Trouble:
        key = f"why-{row.number}-{number}"
        if fault.place is None:
            is_column = fault.field in self.taker.titles
            missing = self.taker.field_of(fault.field).title if is_column else ""
            return Trouble(key, None, fault.message, missing)
        offers = self.offers(row, fault.place)
        return Trouble(key, fault.place, fault.message, offers=offers, count=count)

    def _offer(self, name: str, code: str, word: str) -> Offer:
        """The word itself where its column is read by it, else its code."""
        called = f"{word} ({code})" if code.isdecimal() else word
        is_word = self._is_read(name, Cell(word))
        if is_word and self.taker.read(name, Cell(word)) == self.taker.read(name, Cell(code)):
            return Offer(word, called)
        return Offer(code, called)

    def _is_read(self, name: str, cell: Cell) -> bool:
        try:
            self.taker.read(name, cell)
        except ValueError:
            return False
        return True

    def _choices_of(self, name: str) -> dict[str, str]:
        choices = self.taker.field_of(name).choices
        if name not in self._choices:
            self._choices[name] = dict(choices()) if choices else {}
        return self._choices[name]

    def _text(self, row: ImportRow, place: int) -> str:
        return " ".join(self.reading.typed(place, row.cells, row.edits).text.split())

    def _shown(self, row: ImportRow, place: int, name: str) -> str:
        return self.masked(self._text(row, place), name)

    def _told(self, text: str, name: str) -> str:
        """A text as it may be corrected: nothing of it where a code would be seen that may not be."""
        return text if self.sees_codes or self.masked(text, name) == text else ""

    def _is_code(self, name: str) -> bool:
        return name not in ("", TO_NOTE) and self.taker.field_of(name).is_identity_code
