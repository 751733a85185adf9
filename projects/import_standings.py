"""Where a book stands once it was asked for: waiting, at work, done, refused, taken back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from projects import import_runs
from staff import import_undoing
from staff.choices import BatchState, ImportDeed
from staff.models import ImportBatch, ImportRow, ImportTask

# After so long a task that doesn't move is said not to.
PATIENCE = dt.timedelta(seconds=30)
QUARTERS = 4
# So many of the rows that an undoing left are named on the page.
LEFT_SHOWN = 50


@dataclass(frozen=True)
class Standing:
    """A book, and the task that was last asked for."""

    batch: ImportBatch
    task: ImportTask | None
    has_rows: bool
    # Nobody works on what was asked, though it was asked long ago.
    is_halted: bool

    @property
    def is_running(self) -> bool:
        return self.task is not None and self.task.ended_at is None

    @property
    def is_undoing(self) -> bool:
        return self.is_running and self.task is not None and self.task.deed == ImportDeed.UNDO

    @property
    def failure(self) -> str:
        return self.task.failure if self.task else ""

    @property
    def is_open(self) -> bool:
        """Whether it is still being prepared."""
        return self.batch.state == BatchState.STAGED and not self.is_running and self.has_rows

    @property
    def undo_until(self) -> dt.datetime | None:
        """Until when it can be taken back; None once it can't, or was."""
        if self.batch.state != BatchState.APPLIED or self.batch.applied_at is None:
            return None
        until = self.batch.applied_at + import_undoing.LASTS
        return until if until > timezone.now() else None

    @property
    def quarter(self) -> int:
        """How many quarters are done; what is read aloud isn't every row."""
        task = self.task
        return task.done_rows * QUARTERS // task.all_rows if task and task.all_rows else 0

    @property
    def seconds_left(self) -> int | None:
        """About how long it still takes, by how long it took so far; None while that can't be said."""
        task = self.task
        if task is None or task.started_at is None or not task.done_rows:
            return None
        gone = (timezone.now() - task.started_at).total_seconds()
        return max(1, ceil(gone * (task.all_rows - task.done_rows) / task.done_rows))

    @property
    def twin(self) -> ImportBatch | None:
        """The same file, taken in by another import."""
        return import_runs.twin_of(self.batch)


def standing(batch: ImportBatch) -> Standing:
    """Where a book stands now."""
    return _standing(batch, has_rows=batch.rows.exists())


def standings(batches: QuerySet[ImportBatch], count: int) -> list[Standing]:
    """Where the first of the books stand; those whose preparation was forgotten are left out."""
    kept = batches.annotate(has_rows=Exists(ImportRow.objects.filter(batch=OuterRef("pk"))))
    found = kept.filter(Q(has_rows=True) | ~Q(state=BatchState.STAGED)).prefetch_related("tasks__asked_by")
    return [_standing(batch, has_rows=batch.has_rows) for batch in found[:count]]


def left(batch: ImportBatch) -> Sequence[dict[str, Any]]:
    """What an undoing left, thing by thing: its name, whose it is by number, and why it stays."""
    rows = batch.counts.get("left", [])[:LEFT_SHOWN]
    found: dict[str, dict[int, Any]] = {}
    for label in {row["model"] for row in rows}:
        manager = apps.get_model(label)._base_manager
        related = ["client"] if _has_client(label) else []
        found[label] = manager.select_related(*related).in_bulk(
            [r["key"] for r in rows if r["model"] == label]
        )
    return [
        {
            "what": str(apps.get_model(row["model"])._meta.verbose_name),
            "client": _client(found[row["model"]].get(row["key"])),
            "why": row["why"],
        }
        for row in rows
    ]


def _standing(batch: ImportBatch, *, has_rows: bool) -> Standing:
    # They come newest first.
    task = next(iter(batch.tasks.all()), None)
    return Standing(batch, task, has_rows, _is_halted(task))


def _has_client(label: str) -> bool:
    return any(field.name == "client" for field in apps.get_model(label)._meta.get_fields())


def _client(row: Any) -> Any:
    """Whose a row is: its own client, or itself; None for what belongs to nobody."""
    return row if hasattr(row, "client_number") else getattr(row, "client", None)


def _is_halted(task: ImportTask | None) -> bool:
    if task is None or task.ended_at is not None or timezone.now() - task.asked_at < PATIENCE:
        return False
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - PATIENCE)
    return not alive.exists() or not import_runs.is_queued(task)
