"""Books come in: staged row by row with their cells as they were, judged, and applied in one transaction.

What a kind of book holds and how its rows are taken is the business of a taker, from the floor that knows.
"""

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ohjaamo.books import Cell, Row, read_book
from staff import auditing, headers
from staff.choices import BatchState, RowStatus
from staff.headers import Heading
from staff.models import ImportBatch, ImportRow
from staff.verdicts import ImportRefused, RowStops, Verdict

TOTAL = re.compile(r"\b(yhteensä|yht|summa|kaikkiaan|total|sum)\b", re.IGNORECASE)
NUMBER = re.compile(r"[-−]?[0-9\s]+(,[0-9]+)?\s*%?")
# What PostgreSQL calls the lock that lets one import be applied at a time: two at once could each take the same row.
LOCK = 0x6F686A61


class Taker(Protocol):
    """Knows one kind of book: what its columns are called, which it can't do without, how one row is taken."""

    kind: str
    models: Sequence[str]
    needs: Sequence[Sequence[str]]

    @property
    def titles(self) -> headers.Titles: ...

    def begin(self) -> None:
        """Read the register as it is now; called once, inside the transaction."""

    def take(self, cells: dict[str, Cell], verdict: Verdict) -> None:
        """Take one row in, in the name of whoever applies the batch, or say in the verdict why not."""


def stage(
    *,
    path: Path,
    file_name: str = "",
    taker: Taker,
    project_code: str = "",
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    by: auditing.Actor,
) -> ImportBatch:
    """Keep a book's rows as they are, to be judged and applied.

    Refused (BookError) when the file can't be read, and (ImportRefused) when its titles can't, or it holds no row.
    """
    book = read_book(path, sheet=sheet)
    heading = headers.find(book.sheet.rows, taker.titles, mapping or {})
    headers.require(heading, taker.titles, taker.needs)
    rows, skipped = _sorted_out(book.sheet.rows, heading)
    if not rows:
        raise ImportRefused(_("There is no row under the titles of the columns."))
    content = path.read_bytes()
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            kind=taker.kind,
            project_code=project_code,
            file_name=(file_name or path.name)[:255],
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            sheet=book.sheet.name,
            header_row=heading.number,
            mapping=[{"title": column.title, "field": column.field} for column in heading.columns],
            counts={"read": len(rows), "skipped_rows": skipped, "warnings": _unread(heading)},
            staged_at=timezone.now(),
            staged_by=None if isinstance(by, str) else by,
        )
        ImportRow.objects.bulk_create(_staged(batch, row) for row in rows)
    return batch


def judge(*, batch: ImportBatch, taker: Taker, by: auditing.Actor) -> dict[str, Any]:
    """What applying the batch would do: every row is tried and rolled back, and what would come of it is kept."""
    with transaction.atomic():
        verdicts = _take_all(batch, taker, by)
        transaction.set_rollback(True)
    with transaction.atomic():
        _keep(batch, taker, verdicts)
    batch.refresh_from_db()
    return report(batch)


def apply(*, batch: ImportBatch, taker: Taker, by: auditing.Actor) -> dict[str, Any]:
    """Take the batch in, in one transaction; a row's fault stops that row alone.

    Refused (ImportRefused) when it was applied already, and while another import is being applied.
    """
    with transaction.atomic():
        verdicts = _take_all(batch, taker, by)
        _keep(batch, taker, verdicts, state=BatchState.APPLIED, applied_at=timezone.now())
    batch.refresh_from_db()
    return report(batch)


def report(batch: ImportBatch) -> dict[str, Any]:
    """What came of a batch: counts, and row by row what was recognised, differs, was warned of, refused or asked."""
    counts = batch.counts
    said: dict[str, list[dict[str, Any]]] = {kind: [] for kind in LISTS.values()}
    said["warnings"] += counts["warnings"]
    for number, messages in batch.rows.order_by("number").values_list("number", "messages"):
        for message in messages:
            facts = {name: fact for name, fact in message.items() if name != "kind"}
            said[LISTS[message["kind"]]].append({"row": number, **facts})
    return {
        "batch": batch.pk,
        "rows": counts["read"] + len(counts["skipped_rows"]),
        "read": counts["read"],
        "skipped": len(counts["skipped_rows"]),
        "skipped_rows": counts["skipped_rows"],
        "created": counts["created"],
        "updated": counts["updated"],
        "unchanged": counts["statuses"].get(RowStatus.UNCHANGED, 0),
        **said,
    }


def purge(*, before: dt.datetime) -> int:
    """Forget the rows of books older than a moment, cells and messages; how many. What they brought in stays."""
    is_old = Q(batch__applied_at__lt=before) | Q(batch__applied_at__isnull=True, batch__staged_at__lt=before)
    purged, _models = ImportRow.objects.filter(is_old).delete()
    return purged


LISTS = {
    "matched": "matched",
    "difference": "differences",
    "warning": "warnings",
    "refused": "refused",
    "question": "questions",
}


def _sorted_out(rows: Sequence[Row], heading: Heading) -> tuple[list[Row], list[dict[str, Any]]]:
    """The rows of the table, and the others with what they are; together every row of the sheet."""
    numbers = {row.number for row in rows}
    skipped = [(number, "blank") for number in range(1, rows[-1].number) if number not in numbers]
    taken = []
    for row in rows:
        if row.number < heading.number:
            skipped.append((row.number, "title"))
        elif headers.repeats(row, heading):
            skipped.append((row.number, "heading"))
        elif _is_total(row):
            skipped.append((row.number, "total"))
        else:
            taken.append(row)
    return taken, [{"row": number, "why": why} for number, why in sorted(skipped)]


def _staged(batch: ImportBatch, row: Row) -> ImportRow:
    return ImportRow(batch=batch, number=row.number, cells=json.dumps([cell.raw for cell in row.cells]))


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


def _take_all(batch: ImportBatch, taker: Taker, by: auditing.Actor) -> list[Verdict]:
    columns = [(place, column["field"]) for place, column in enumerate(batch.mapping) if column["field"]]
    titles = {column["field"]: column["title"] for column in batch.mapping if column["field"]}
    with auditing.act(by=by, batch=batch.pk):
        _begin(batch)
        taker.begin()
        verdicts = []
        for number, raw in batch.rows.order_by("number").values_list("number", "cells"):
            cells = json.loads(raw)
            verdict = Verdict(number, titles)
            _take(taker, {name: Cell.from_raw(cells[place]) for place, name in columns}, verdict)
            verdicts.append(verdict)
        return verdicts


def hold() -> None:
    """Nobody else takes a book in, or back, before the end of the transaction. Refused (ImportRefused) at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        (is_ours,) = cursor.fetchone()
    if not is_ours:
        raise ImportRefused(_("Another book is being taken in just now. Try again in a minute."))


def _begin(batch: ImportBatch) -> None:
    hold()
    if ImportBatch.objects.get(pk=batch.pk).state != BatchState.STAGED:
        raise ImportRefused(_("This book was already taken in."))


def _take(taker: Taker, cells: dict[str, Cell], verdict: Verdict) -> None:
    try:
        with transaction.atomic():
            taker.take(cells, verdict)
    except RowStops:
        verdict.undo()
    except ValidationError as error:
        verdict.undo()
        verdict.refuse_with(error)


def _keep(batch: ImportBatch, taker: Taker, verdicts: Sequence[Verdict], **facts: Any) -> None:
    """Keep what came of the rows, and these facts of the batch; `batch` itself is as it was, should this fail."""
    rows = {row.number: row for row in batch.rows.all()}
    for verdict in verdicts:
        rows[verdict.number].status, rows[verdict.number].messages = verdict.status, verdict.messages
    # One INSERT that meets the rows already there; bulk_update builds a CASE for each and takes several times as long.
    ImportRow.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["batch", "number"],
        update_fields=["status", "messages"],
    )
    nothing = dict.fromkeys(taker.models, 0)
    created = sum((verdict.created for verdict in verdicts), Counter[str]())
    updated = sum((verdict.updated for verdict in verdicts), Counter[str]())
    counts = batch.counts | {
        "created": nothing | dict(created),
        "updated": nothing | dict(updated),
        "statuses": dict(Counter(str(verdict.status) for verdict in verdicts)),
    }
    ImportBatch.objects.filter(pk=batch.pk).update(counts=counts, **facts)
