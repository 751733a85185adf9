"""Books come in: the rows that were staged are judged, and applied in one transaction.

What a kind of book holds and how its rows are taken is the business of a taker, from the floor that knows.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ohjaamo.books import Cell
from staff import auditing, headers
from staff.choices import BatchState, RowStatus
from staff.models import ImportBatch, ImportFile, ImportRow
from staff.readings import Reading
from staff.verdicts import Answer, ImportRefused, RowStops, Verdict

# What PostgreSQL calls the lock that lets one import be applied at a time: two at once could each take the same row.
LOCK = 0x6F686A61
# So long somebody waits for another's book.
PATIENCE = "5s"
# Progress is told each time so many rows are done.
ROWS_A_STEP = 50

Tell = Callable[[int], None]


class Taker(Protocol):
    """Knows one kind of book: what its columns are called, which it can't do without, how one row is taken."""

    kind: str
    dated: str
    models: Iterable[str]
    needs: Iterable[Sequence[str]]

    @property
    def titles(self) -> headers.Titles: ...

    def begin(self) -> None:
        """Read the register as it is now; called once, inside the transaction."""

    def take(self, cells: dict[str, Cell], verdict: Verdict) -> None:
        """Take one row in, in the name of whoever applies the batch, or say in the verdict why not."""


def judge(*, batch: ImportBatch, taker: Taker, by: auditing.Actor) -> dict[str, Any]:
    """What applying the batch would do: every row is tried and rolled back, and what would come of it is kept."""
    with transaction.atomic():
        verdicts = _take_all(batch, taker, by, _nobody)
        transaction.set_rollback(True)
    with transaction.atomic():
        _keep(batch, taker, verdicts, judged_at=timezone.now())
    batch.refresh_from_db()
    return report(batch)


def apply(
    *, batch: ImportBatch, taker: Taker, tell: Tell | None = None, by: auditing.Actor
) -> dict[str, Any]:
    """Take the batch in, in one transaction; a row's fault stops that row alone. `tell` hears how many rows are done.

    Refused (ImportRefused) when it was applied already, and while another import is being applied.
    """
    with transaction.atomic():
        verdicts = _take_all(batch, taker, by, tell or _nobody)
        now = timezone.now()
        _keep(batch, taker, verdicts, state=BatchState.APPLIED, judged_at=now, applied_at=now)
    batch.refresh_from_db()
    return report(batch)


def report(batch: ImportBatch) -> dict[str, Any]:
    """What came of a batch: counts, and row by row what was recognised, differs, was warned of, refused or asked."""
    counts = batch.counts
    said: dict[str, list[dict[str, Any]]] = {name: [] for name, _facts in SAID.values()}
    said["warnings"] += counts["warnings"]
    rows = batch.rows.filter(skipped="").order_by("number").values_list("number", "messages")
    for number, messages in rows:
        for message in messages:
            name, facts = SAID[message["kind"]]
            said[name].append({"row": number, **{fact: message[fact] for fact in facts}})
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
    """Forget the rows of books older than a moment, and the books; how many rows. What they brought in stays."""
    is_old = Q(batch__applied_at__lt=before) | Q(batch__applied_at__isnull=True, batch__staged_at__lt=before)
    with transaction.atomic():
        ImportFile.objects.filter(is_old).delete()
        purged, _models = ImportRow.objects.filter(is_old).delete()
    return purged


def hold() -> None:
    """Nobody else takes a book in, or back, before the end of the transaction.

    Refused (ImportRefused) when somebody else does so for longer than a few seconds.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    except OperationalError as error:
        raise ImportRefused(_("Another book is being taken in just now. Try again in a minute.")) from error


# What a report calls the messages of each kind, and what it tells of them.
SAID = {
    "matched": ("matched", ("client", "why")),
    "difference": ("differences", ("column", "ours", "book")),
    "warning": ("warnings", ("column", "message")),
    "refused": ("refused", ("column", "message")),
    "question": ("questions", ("candidates",)),
}


def _nobody(done: int) -> None:
    """Hears how far a book is when nobody waits for it."""


def _take_all(batch: ImportBatch, taker: Taker, by: auditing.Actor, tell: Tell) -> list[Verdict]:
    reading = Reading(batch)
    with auditing.act(by=by, batch=batch.pk):
        _begin(batch)
        taker.begin()
        verdicts = []
        for done, row in enumerate(batch.rows.filter(skipped="").order_by("number"), start=1):
            answer = Answer.from_raw(row.answer)
            verdict = Verdict(row.number, reading.titles, answer, is_left_out=row.is_left_out)
            if not row.is_left_out:
                _take(taker, reading.cells(row.cells, row.edits), verdict)
            verdicts.append(verdict)
            if done % ROWS_A_STEP == 0:
                tell(done)
        return verdicts


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
    rows = {row.number: row for row in batch.rows.filter(skipped="")}
    for verdict in verdicts:
        row = rows[verdict.number]
        row.status, row.messages, row.changes = verdict.status, verdict.messages, verdict.changes
    # One INSERT that meets the rows already there; bulk_update builds a CASE for each and takes several times as long.
    ImportRow.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["batch", "number"],
        update_fields=["status", "messages", "changes"],
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
