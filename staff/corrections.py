"""Rows of a staged book set right by hand: cells corrected, rows left out and taken back.

What such a row comes to is found out at once by trying it alone. As that may matter to other rows, the whole book
counts as not judged until it is judged again.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from staff import auditing, imports
from staff.choices import BatchState, RowStatus
from staff.imports import Taker
from staff.models import ImportBatch, ImportRow
from staff.readings import Reading
from staff.taking import Line, Taking
from staff.verdicts import ImportRefused

LINE = attrgetter(*Line._fields)


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row: what the column means, its place if the book has it, and the text that stands there.

    Two rows with an equal fault are alike: what sets one right sets the other right.
    """

    field: str
    place: int | None
    message: str
    text: str = ""


def faults_of(row: ImportRow, reading: Reading) -> list[Fault]:
    """Why the row can't be taken in, as it was last tried; nothing when it can."""
    found = []
    for message in row.messages:
        if message["kind"] == "refused":
            place = _place_of(message, reading)
            text = "" if place is None else reading.typed(place, row.cells, row.edits).text
            found.append(Fault(message["field"], place, message["message"], text))
    return found


def bad_rows(batch: ImportBatch) -> list[ImportRow]:
    """The rows that can't be taken in, in the order of the book."""
    return list(batch.rows.filter(skipped="", status=RowStatus.REFUSED).order_by("number"))


def alike(row: ImportRow, place: int) -> list[ImportRow]:
    """The row, and those with an equal fault in the column at this place."""
    reading = Reading(row.batch)
    faults = {fault for fault in faults_of(row, reading) if fault.place == place}
    others = [each for each in bad_rows(row.batch) if each.number != row.number]
    return [row, *(each for each in others if faults.intersection(faults_of(each, reading)))]


def correct(
    *, rows: Collection[ImportRow], texts: Mapping[int, str], taker: Taker, by: auditing.Actor
) -> None:
    """Keep what was typed over cells of these rows of one book, by the places of their columns, and try the rows anew.

    Refused (ImportRefused) when the book was taken in meanwhile, and while another is being taken in.
    """
    typed = {str(place): text for place, text in texts.items()}
    with changing(rows):
        for row in rows:
            # Whoever corrects a row that was left out means to take it in.
            row.edits, row.is_left_out = row.edits | typed, False
        _try(rows, taker, by)


def leave_out(*, rows: Collection[ImportRow]) -> None:
    """Don't take these rows of one book in; why they couldn't be stays known. Refused as `correct` is."""
    with changing(rows):
        for row in rows:
            row.is_left_out, row.status = True, RowStatus.LEFT_OUT
            row.save(update_fields=["is_left_out", "status"])


def take_back(*, rows: Collection[ImportRow], taker: Taker, by: auditing.Actor) -> None:
    """Take rows of one book that were left out among the others again, and try them. Refused as `correct` is."""
    correct(rows=rows, texts={}, taker=taker, by=by)


@contextmanager
def changing(rows: Collection[ImportRow]) -> Iterator[None]:
    """What is said of these rows is kept, or nothing of it, and the book counts as not judged."""
    batches = ImportBatch.objects.filter(pk__in={row.batch_id for row in rows})
    with transaction.atomic():
        imports.hold()
        if batches.exclude(state=BatchState.STAGED).exists():
            raise ImportRefused(_("This book was already taken in."))
        yield
        batches.update(judged_at=None)


def _try(rows: Collection[ImportRow], taker: Taker, by: auditing.Actor) -> None:
    """Find out what would come of the rows alone, and keep that with them."""
    with transaction.atomic():
        with auditing.act(by=by):
            taker.begin()
            taking = Taking(taker, Reading(next(iter(rows)).batch))
            lines = [Line._make(LINE(row)) for row in _with_those_meant(rows)]
            verdicts = {verdict.number: verdict for verdict in taking.take_all(lines)}
        transaction.set_rollback(True)
    for row in rows:
        verdict = verdicts[row.number]
        row.status, row.messages, row.changes = verdict.status, verdict.messages, verdict.changes
        row.save(update_fields=["edits", "is_left_out", "status", "messages", "changes"])


def _with_those_meant(rows: Collection[ImportRow]) -> list[ImportRow]:
    """The rows in order, with those of which somebody said that they are about the same person."""
    found = {row.number: row for row in rows}
    while missing := {row.answer.get("same_as_row", 0) for row in found.values()} - {0, *found}:
        named = next(iter(rows)).batch.rows.filter(number__in=missing, skipped="", is_left_out=False)
        if not named:
            break
        found |= {row.number: row for row in named}
    return [found[number] for number in sorted(found)]


def _place_of(message: Mapping[str, Any], reading: Reading) -> int | None:
    """The column that a message is about; or that in which it has its place, as the birth date has in a code."""
    if message["field"] in reading.places:
        return reading.places[message["field"]]
    titled = (place for name, place in reading.places.items() if reading.titles[name] == message["column"])
    return next(titled, None) if message["column"] else None
