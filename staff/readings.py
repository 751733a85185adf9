"""How the cells of a staged row are read: as corrected by hand, then as was said of a column's words and days."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ohjaamo.book_text import clean
from ohjaamo.books import Cell
from ohjaamo.reference import plain
from staff import day_orders
from staff.headers import NOTE, TO_NOTE
from staff.models import ImportBatch


class Reading:
    """The columns of a batch by what they mean."""

    def __init__(self, batch: ImportBatch) -> None:
        columns = list(enumerate(batch.mapping))
        self.places = {
            column["field"]: place
            for place, column in columns
            if column["field"] and column["field"] != TO_NOTE
        }
        self.to_note = [(place, column["title"]) for place, column in columns if column["field"] == TO_NOTE]
        self.titles = {column["field"]: column["title"] for _place, column in columns if column["field"]}
        self.said = {name: (batch.words.get(family(name)), batch.days.get(name)) for name in self.places}

    def cells(self, raw: Sequence[Any], edits: Mapping[str, str]) -> dict[str, Cell]:
        """The row's cells by what their columns mean; columns that go to the note follow what stands in it."""
        cells = {name: self._read(name, self.typed(place, raw, edits)) for name, place in self.places.items()}
        lines = [
            f"{title}: {cell.text}"
            for place, title in self.to_note
            if (cell := self.typed(place, raw, edits)).text
        ]
        if lines:
            standing = cells.get(NOTE, Cell())
            text = "\n".join([*filter(None, [standing.text]), *lines])
            cells[NOTE] = Cell(text, is_formula=standing.is_formula)
        return cells

    def typed(self, place: int, raw: Sequence[Any], edits: Mapping[str, str]) -> Cell:
        """A cell as it stands in the book, or as somebody corrected it; one beyond the row's end is empty."""
        if edits and str(place) in edits:
            return Cell(clean(edits[str(place)]))
        return Cell.from_raw(raw[place]) if place < len(raw) else Cell()

    def _read(self, name: str, cell: Cell) -> Cell:
        if cell.is_formula or isinstance(cell.value, dt.date):
            return cell
        words, days = self.said[name]
        if words and (word := plain(cell.text)) in words:
            return Cell(words[word])
        if days and (day := day_orders.read(cell.text, days)):
            return Cell(day)
        return cell


def family(name: str) -> str:
    """What the columns that have days ("status:2019-04-30") share, their words too; any other column is its own."""
    return name.partition(":")[0]


def texts(batch: ImportBatch) -> dict[str, Counter[str]]:
    """How often each text stands in each column that is read, as corrected, in the rows that aren't left out.

    Neither formulas nor the days that a spreadsheet itself knows are texts.
    """
    reading = Reading(batch)
    found: dict[str, Counter[str]] = {name: Counter() for name in reading.places}
    for raw, edits in batch.rows.filter(skipped="", is_left_out=False).values_list("cells", "edits"):
        for name, place in reading.places.items():
            cell = reading.typed(place, raw, edits)
            if isinstance(cell.value, str) and cell.value and not cell.is_formula:
                found[name][cell.value] += 1
    return found
