"""Books come in: the rows that were staged are judged, and applied in one transaction.

What a kind of book holds and how its rows are taken is the business of a taker, from the floor that knows.
"""

import datetime as dt
import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any, Protocol

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from staff import auditing, headers
from staff.choices import BatchState, RowStatus
from staff.models import ImportBatch, ImportFile, ImportRow
from staff.readings import Reading
from staff.taking import ROWS_TOGETHER, Line, RowTaker, Taking
from staff.verdicts import ImportRefused, Verdict

# What PostgreSQL calls the lock that lets one import be applied at a time: two at once could each take the same row.
LOCK = 0x6F686A61
# So long somebody waits for another's book.
PATIENCE = "5s"
ROWS_A_STATEMENT = 2000
# Columns of a staged row that are kept encrypted.
MESSAGES: Any = ImportRow._meta.get_field("messages")
CHANGES: Any = ImportRow._meta.get_field("changes")
# A row of which nothing else is said than before isn't touched. Of one that is left out stays known what was wrong.
KEEP = """
    UPDATE staff_importrow AS kept SET status = said.status, changes = said.changes,
        messages = CASE said.status WHEN 'left_out' THEN kept.messages ELSE said.messages END
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[]) AS said (number, status, messages, changes)
    WHERE kept.batch_id = %s AND kept.number = said.number
      AND (kept.status, kept.messages, kept.changes) IS DISTINCT FROM (said.status, said.messages, said.changes)
"""

# Hears how many rows are done.
Tell = Callable[[int], None]


class Taker(RowTaker, Protocol):
    """Knows one kind of book: what its columns are called, which it can't do without, how one row is taken."""

    kind: str
    dated: str
    models: Iterable[str]
    needs: Iterable[Sequence[str]]

    @property
    def titles(self) -> headers.Titles: ...

    def begin(self) -> None:
        """Read the register as it is now; called once, inside the transaction."""

    def end(self) -> None:
        """Forget the register as it was read: the rows are taken."""


@dataclass
class Tally:
    """What came of the rows: of each its status, what was said and what changes, as it is kept; and counts of all."""

    # A line for each row: a hundred thousand would fill the memory, and what is tried is rolled back.
    file: IO[str]
    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> None:
        """Keep what came of one more row."""
        status = str(verdict.status)
        messages = MESSAGES.get_prep_value(verdict.messages)
        changes = CHANGES.get_prep_value(verdict.changes)
        print(verdict.number, status, messages, changes, sep="\t", file=self.file)
        self.created.update(verdict.created)
        self.updated.update(verdict.updated)
        self.statuses[status] += 1
        self.said.update(message["kind"] for message in verdict.messages)

    def parts(self) -> Iterator[list[list[str]]]:
        """What is kept of the rows, of some thousands at a time."""
        self.file.seek(0)
        lines = (line.rstrip("\n").split("\t") for line in self.file)
        while part := list(islice(lines, ROWS_A_STATEMENT)):
            yield part


@contextmanager
def _new_tally() -> Iterator[Tally]:
    # No more than tokens goes into the file.
    with TemporaryFile("w+", encoding="ascii") as file:
        yield Tally(file)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """What rows leave behind is needed to the end: looking through it again and again takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_no_search_for_garbage()
def judge(*, batch: ImportBatch, taker: Taker, by: auditing.Actor) -> dict[str, Any]:
    """What applying the batch would do: every row is tried and rolled back, and what would come of it is kept."""
    with _new_tally() as tally:
        with transaction.atomic():
            # In no batch: what is rolled back needs none, and a request in which it is judged has none.
            with auditing.act(by=by):
                _take_all(batch, taker, tally, _nobody)
            transaction.set_rollback(True)
        with transaction.atomic():
            _keep(batch, taker, tally, judged_at=timezone.now())
    batch.refresh_from_db()
    return report(batch)


@_no_search_for_garbage()
def apply(
    *, batch: ImportBatch, taker: Taker, tell: Tell | None = None, by: auditing.Actor
) -> dict[str, Any]:
    """Take the batch in, in one transaction; a row's fault stops that row alone. `tell` hears how many rows are done.

    Refused (ImportRefused) when it was applied already, and while another import is being applied.
    """
    with _new_tally() as tally, transaction.atomic():
        with auditing.act(by=by, batch=batch.pk):
            _take_all(batch, taker, tally, tell or _nobody)
        now = timezone.now()
        _keep(batch, taker, tally, state=BatchState.APPLIED, judged_at=now, applied_at=now)
    batch.refresh_from_db()
    return report(batch)


def report(batch: ImportBatch) -> dict[str, Any]:
    """What came of a batch: counts, and row by row what was recognised, differs, was warned of, refused or asked."""
    counts = batch.counts
    said: dict[str, list[dict[str, Any]]] = {name: [] for name, _facts in SAID.values()}
    said["warnings"] += counts["warnings"]
    rows = batch.rows.filter(skipped="", is_left_out=False).order_by("number")
    for number, messages in rows.values_list("number", "messages").iterator():
        for message in messages:
            # What somebody ticked isn't among them: only pages know of ticks.
            if message["kind"] in SAID:
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
    """Forget the rows of books older than a moment, their words, and the books; how many rows. What came in stays."""
    is_old = Q(batch__applied_at__lt=before) | Q(batch__applied_at__isnull=True, batch__staged_at__lt=before)
    with transaction.atomic():
        ImportFile.objects.filter(is_old).delete()
        aged = ImportBatch.objects.filter(pk__in=ImportRow.objects.filter(is_old).values("batch"))
        aged.update(words={}, days={})
        purged, _models = ImportRow.objects.filter(is_old).delete()
    return purged


def hold(*, patience: str = PATIENCE) -> None:
    """Nobody else takes a book in, or back, before the end of the transaction.

    Refused (ImportRefused) when somebody else does so for longer than one has patience.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
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


def _take_all(batch: ImportBatch, taker: Taker, tally: Tally, tell: Tell) -> None:
    _begin(batch)
    taker.begin()
    taking = Taking(taker, Reading(batch))
    rows = batch.rows.filter(skipped="").order_by("number")
    lines = map(Line._make, rows.values_list(*Line._fields).iterator())
    for done, verdict in enumerate(taking.take_all(lines), start=1):
        tally.add(verdict)
        if done % ROWS_TOGETHER == 0:
            tell(done)
    tell(sum(tally.statuses.values()))
    taker.end()


def _begin(batch: ImportBatch) -> None:
    hold()
    if ImportBatch.objects.get(pk=batch.pk).state != BatchState.STAGED:
        raise ImportRefused(_("This book was already taken in."))


def _keep(batch: ImportBatch, taker: Taker, tally: Tally, **facts: Any) -> None:
    """Keep what came of the rows, and these facts of the batch; `batch` itself is as it was, should this fail."""
    nothing = dict.fromkeys(taker.models, 0)
    counts = batch.counts | {
        "created": nothing | dict(tally.created),
        "updated": nothing | dict(tally.updated),
        "statuses": dict(tally.statuses),
        "said": dict(tally.said),
    }
    with connection.cursor() as cursor:
        for part in tally.parts():
            numbers, *texts = map(list, zip(*part, strict=True))
            cursor.execute(KEEP, [list(map(int, numbers)), *texts, batch.pk])
    ImportBatch.objects.filter(pk=batch.pk).update(counts=counts, **facts)
