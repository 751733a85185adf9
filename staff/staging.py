"""A book is staged row by row with its cells as they are: nothing is dropped, and what isn't the table's is named."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
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
from staff.verdicts import ImportRefused

TOTAL = re.compile(r"\b(yhteensä|yht|summa|kaikkiaan|total|sum)\b", re.IGNORECASE)
NUMBER = re.compile(r"[-−]?[0-9\s]+(,[0-9]+)?\s*%?")
ROWS_A_STATEMENT = 2000


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

    Refused (BookError) when it can't be read, and (ImportRefused) when it holds no row.
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
    mapping: Mapping[str, str] | None = None,
) -> None:
    """Say which row holds the titles and what they mean; without a row it is guessed. Corrections and answers stay.

    Refused (ImportRefused) when there is no such row, `mapping` has a meaning that isn't ours, or no row is below.
    """
    rows = rows_of(batch)
    number = header_row or headers.guess(rows, taker.titles, taker.dated)
    titled = next((row for row in rows if row.number == number), None)
    if titled is None:
        raise ImportRefused(_("There is nothing on row %(row)s.") % {"row": number})
    heading = headers.at(titled, taker.titles, mapping or {}, taker.dated)
    with transaction.atomic():
        _lay_out(batch, rows, heading, taker)
        staged = list(batch.rows.all())
        for row in staged:
            row.skipped = _why_skipped(Row(row.number, _cells(row)), heading)
        ImportRow.objects.bulk_update(staged, ["skipped"], batch_size=ROWS_A_STATEMENT)


def rows_of(batch: ImportBatch) -> list[Row]:
    """Every row of the sheet that holds anything, as it was read."""
    return [Row(row.number, _cells(row)) for row in batch.rows.order_by("number")]


def _cells(row: ImportRow) -> tuple[Cell, ...]:
    return tuple(map(Cell.from_raw, row.cells))


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
        headers.require(heading, taker.titles, taker.needs)
    batch.sheet, batch.reading = book.sheet.name, _reading(book)
    _lay_out(batch, rows, heading, taker)
    ImportRow.objects.bulk_create(
        ImportRow(
            batch=batch,
            number=row.number,
            skipped=_why_skipped(row, heading),
            cells=[cell.raw for cell in row.cells],
        )
        for row in rows
    )


def _reading(book: Book) -> dict[str, Any]:
    return {
        "kind": book.kind,
        "encoding": book.encoding,
        "separator": book.separator,
        "sheets": list(book.sheet_names),
        "knows_formulas": book.knows_formulas,
    }


def _lay_out(batch: ImportBatch, rows: Sequence[Row], heading: Heading, taker: Layout) -> None:
    """Keep which columns there are and what isn't read. Refused (ImportRefused) when no row is left."""
    skipped = _skipped(rows, heading)
    read = rows[-1].number - len(skipped)
    if not read:
        raise ImportRefused(_("There is no row under the titles of the columns."))
    batch.kind, batch.header_row, batch.judged_at = taker.kind, heading.number, None
    batch.mapping = [
        {"title": column.title, "field": column.field, "why": column.why} for column in heading.columns
    ]
    batch.counts = {"read": read, "skipped_rows": skipped, "warnings": _unread(heading)}
    batch.save()


def _skipped(rows: Sequence[Row], heading: Heading) -> list[dict[str, Any]]:
    """The rows that aren't the table's with what they are, blank ones too: with the others every row of the sheet."""
    numbers = {row.number for row in rows}
    skipped = [(number, "blank") for number in range(1, rows[-1].number) if number not in numbers]
    skipped += [(row.number, str(why)) for row in rows if (why := _why_skipped(row, heading))]
    return [{"row": number, "why": why} for number, why in sorted(skipped)]


def _why_skipped(row: Row, heading: Heading) -> SkipReason | str:
    if row.number < heading.number:
        return SkipReason.TITLE
    if headers.repeats(row, heading):
        return SkipReason.HEADING
    return SkipReason.TOTAL if _is_total(row) else ""


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
