"""A book is staged row by row with its cells as they are: nothing is dropped, and what isn't the table's is named."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ohjaamo.books import Book, Cell, Row, read_book
from staff import auditing, headers
from staff.choices import SkipReason
from staff.headers import Heading
from staff.models import ImportBatch, ImportFile, ImportRow
from staff.rows import copy_in, next_keys
from staff.verdicts import ImportRefused

TOTAL = re.compile(r"\b(yhteensä|yht|summa|kaikkiaan|total|sum)\b", re.IGNORECASE)
NUMBER = re.compile(r"[-−]?[0-9\s]+(,[0-9]+)?\s*%?")
ROWS_A_STATEMENT = 2000
# Of merged cells so many places are kept to be shown; the others are counted.
SHOWN = 50


class Layout(Protocol):
    """What staging needs to know of a kind of book: what its columns are called and which it can't do without."""

    kind: str
    dated: str
    needs: Iterable[Sequence[str]]

    @property
    def titles(self) -> headers.Titles: ...


def stage(
    *,
    path: Path,
    file_name: str = "",
    taker: Layout,
    project_code: str = "",
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    is_guided: bool = False,
    by: auditing.Actor,
) -> ImportBatch:
    """Keep a book's rows as they are, to be judged and applied.

    `is_guided`: a person looks at the columns next, so that titles we don't know are no reason to refuse.
    Refused (BookError) when the file can't be read, and (ImportRefused) when its titles can't, or it holds no row.
    """
    book = read_book(path, sheet=sheet)
    content = path.read_bytes()
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            kind=taker.kind,
            project_code=project_code,
            file_name=(file_name or path.name)[:255],
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            header_row=1,
            staged_at=timezone.now(),
            staged_by=None if isinstance(by, str) else by,
        )
        ImportFile.objects.create(batch=batch, content=content)
        _keep(batch, book, taker, mapping or {}, is_guided=is_guided)
    return batch


def read_again(*, batch: ImportBatch, taker: Layout, sheet: str, encoding: str = "") -> None:
    """Read another sheet of the book, or the same in other letters; what was corrected or answered is forgotten.

    Refused (BookError) when it can't be read, and (ImportRefused) when it holds no row: then all stays as it was.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book"
        path.write_bytes(batch.file.content)
        book = read_book(path, sheet=sheet or None, encoding=encoding or None)
    with transaction.atomic():
        batch.rows.all().delete()
        batch.words, batch.days = {}, {}
        _keep(batch, book, taker, {}, is_guided=True)


def arrange(
    *,
    batch: ImportBatch,
    taker: Layout,
    header_row: int | None = None,
    meanings: Sequence[str] | None = None,
    guesses: Mapping[int, str] | None = None,
) -> None:
    """Say which row holds the titles and what they mean; what isn't said is guessed. Corrections and answers stay.

    `meanings` go column by column; without them the titles decide, and `guesses` of what stands in the columns, by
    their places. Rows that a person takes although they are hidden or a total stand in the batch's reading ("taken").
    Refused (ImportRefused) when there is no such row, a meaning isn't ours or stands twice, or no row is below.
    """
    # With the key of the batch: without it each row would be asked for it once more.
    staged = list(batch.rows.only("batch", "number", "cells", "skipped").order_by("number"))
    rows = [Row(row.number, _cells(row.cells)) for row in staged]
    number = header_row or headers.guess(rows, taker.titles, taker.dated)
    titled = next((row for row in rows if row.number == number), None)
    if titled is None:
        raise ImportRefused(_("There is nothing on row %(row)s.") % {"row": number})
    if meanings is None:
        heading = headers.at(titled, taker.titles, {}, taker.dated).with_guesses(guesses or {})
    else:
        heading = headers.chosen_by_place(titled, meanings, taker.titles, taker.dated)
    with transaction.atomic():
        sieve = _lay_out(batch, rows, heading, taker)
        _skip_anew(staged, rows, sieve)


def rows_of(batch: ImportBatch) -> list[Row]:
    """Every row of the sheet that holds anything, as it was read."""
    kept = batch.rows.order_by("number").values_list("number", "cells")
    return [Row(number, _cells(cells)) for number, cells in kept]


@dataclass(frozen=True)
class Sieve:
    """Tells the rows of the table from those that aren't."""

    heading: Heading
    hidden: Collection[int]
    taken: Collection[str]

    def why_skipped(self, row: Row) -> SkipReason | str:
        if row.number < self.heading.number:
            return SkipReason.TITLE
        if headers.repeats(row, self.heading):
            return SkipReason.HEADING
        if row.number in self.hidden and SkipReason.HIDDEN not in self.taken:
            return SkipReason.HIDDEN
        is_skipped_total = SkipReason.TOTAL not in self.taken and _is_total(row)
        return SkipReason.TOTAL if is_skipped_total else ""

    def skipped(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """The rows that aren't the table's with what they are, blank ones too: with the others all of the sheet's."""
        numbers = {row.number for row in rows}
        skipped = [(number, "blank") for number in range(1, rows[-1].number) if number not in numbers]
        skipped += [(row.number, str(why)) for row in rows if (why := self.why_skipped(row))]
        return [{"row": number, "why": why} for number, why in sorted(skipped)]


def _cells(raw: Iterable[str | list[str]]) -> tuple[Cell, ...]:
    return tuple(map(Cell.from_raw, raw))


def _keep(
    batch: ImportBatch, book: Book, taker: Layout, mapping: Mapping[str, str], *, is_guided: bool
) -> None:
    rows = book.sheet.rows
    if is_guided:
        number = headers.guess(rows, taker.titles, taker.dated)
        titled = next(row for row in rows if row.number == number)
        heading = headers.at(titled, taker.titles, mapping, taker.dated)
    else:
        heading = headers.find(rows, taker.titles, mapping, taker.dated)
        headers.require(heading, taker.titles, taker.needs, taker.dated)
    batch.sheet, batch.reading = book.sheet.name, _reading(book)
    sieve = _lay_out(batch, rows, heading, taker)
    keys = next_keys(ImportRow, len(rows))
    new = [
        ImportRow(
            pk=key,
            batch=batch,
            number=row.number,
            skipped=sieve.why_skipped(row),
            cells=[cell.raw for cell in row.cells],
        )
        for key, row in zip(keys, rows, strict=True)
    ]
    copy_in(ImportRow, new)


def _skip_anew(staged: Sequence[ImportRow], rows: Sequence[Row], sieve: Sieve) -> None:
    changed = []
    for kept, row in zip(staged, rows, strict=True):
        if kept.skipped != (why := sieve.why_skipped(row)):
            kept.skipped = why
            changed.append(kept)
    ImportRow.objects.bulk_update(changed, ["skipped"], batch_size=ROWS_A_STATEMENT)


def _reading(book: Book) -> dict[str, Any]:
    sheet = book.sheet
    return {
        "kind": book.kind,
        "encoding": book.encoding,
        "separator": book.separator,
        "sheets": list(book.sheet_names),
        "hidden_sheets": list(book.hidden_sheets),
        "knows_formulas": book.knows_formulas,
        "hidden_rows": list(sheet.hidden_rows),
        "hidden_columns": list(sheet.hidden_columns),
        "empty_columns": list(sheet.empty_columns),
        "merged": list(sheet.merged[:SHOWN]),
        "merged_count": len(sheet.merged),
        "filled_rows": len(sheet.rows),
        # By another reader, None where there is none.
        "counted_rows": sheet.counted_rows,
        # Why rows would be skipped that a person takes all the same.
        "taken": [],
    }


def _lay_out(
    batch: ImportBatch,
    rows: Sequence[Row],
    heading: Heading,
    taker: Layout,
) -> Sieve:
    """Keep which columns there are and what isn't read. Refused (ImportRefused) when no row is left."""
    hidden = frozenset(batch.reading.get("hidden_rows", ()))
    sieve = Sieve(heading, hidden, batch.reading.get("taken", ()))
    skipped = sieve.skipped(rows)
    if len(skipped) == rows[-1].number and any(each["why"] == SkipReason.HIDDEN for each in skipped):
        # Everything is hidden: whoever brings such a book means what is hidden.
        batch.reading["taken"] = sorted({*sieve.taken, SkipReason.HIDDEN})
        sieve = Sieve(heading, hidden, batch.reading["taken"])
        skipped = sieve.skipped(rows)
    read = rows[-1].number - len(skipped)
    if not read:
        raise ImportRefused(_("There is no row under the titles of the columns."))
    before, batch.mapping = batch.mapping, _mapping(heading)
    batch.days = {name: order for name, order in batch.days.items() if _is_same(name, before, batch.mapping)}
    batch.kind, batch.header_row, batch.judged_at = taker.kind, heading.number, None
    batch.counts = {"read": read, "skipped_rows": skipped, "warnings": _unread(heading)}
    batch.save()
    return sieve


def _mapping(heading: Heading) -> list[dict[str, Any]]:
    return [
        {
            "title": column.title,
            "field": column.field,
            "why": column.why,
            "is_guessed": column.is_guessed,
        }
        for column in heading.columns
    ]


def _is_same(name: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the same column still means this: what was said of its days holds for no other."""
    return [column["field"] == name for column in before] == [column["field"] == name for column in after]


def _is_total(row: Row) -> bool:
    """A row that says "Yhteensä" and holds, besides, numbers only: it sums the others up."""
    first, *others = [cell for cell in row.cells if cell.text or cell.is_formula]
    return bool(TOTAL.search(first.text)) and all(
        cell.is_formula or NUMBER.fullmatch(cell.text) for cell in others
    )


def _unread(heading: Heading) -> list[dict[str, Any]]:
    return [
        {"row": heading.number, "column": column.title, "message": column.why}
        for column in heading.columns
        if column.why
    ]
