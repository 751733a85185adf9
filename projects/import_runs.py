"""A book is taken in, or back, in the background: asked for once, done once, in the name of whoever asked."""

import datetime as dt
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from projects.import_access import batch_for, taker_for
from staff import import_undoing, imports
from staff.choices import BatchState, ImportDeed
from staff.import_progress import told_beside
from staff.models import ImportBatch, ImportTask, User
from staff.verdicts import ImportRefused

# The job of projects.tasks, by name: it calls back into this module.
JOB, LOCK = "projects.tasks.run_import", "imports"
# So long a book waits for another to be taken in, by the command line or by a worker believed dead.
PATIENCE = "10min"
STATES = {ImportDeed.APPLY: BatchState.STAGED, ImportDeed.UNDO: BatchState.APPLIED}

# What tells how many rows are done.
Tell = Callable[[int], None]


def ask(*, batch: ImportBatch, deed: ImportDeed, by: User) -> ImportTask:
    """Have a book taken in or back in the background. Who asks again meanwhile is given the same task.

    A task whose job was lost is queued anew. Refused (ImportRefused) when the book was taken in, or back, already.
    """
    with transaction.atomic():
        state = ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk)
        if state != STATES[deed]:
            raise ImportRefused(_("This was done already; nothing was done twice."))
        task, _is_new = batch.tasks.get_or_create(
            ended_at=None,
            defaults={
                "deed": deed,
                "asked_at": timezone.now(),
                "asked_by": by,
                "all_rows": batch.rows.filter(skipped="").count(),
            },
        )
        if not is_queued(task):
            app.configure_task(JOB, lock=LOCK).defer(task=task.pk)
    return task


def is_queued(task: ImportTask) -> bool:
    """Whether the task's job waits or runs; it is lost when it failed too often."""
    waiting = ProcrastinateJob.objects.filter(task_name=JOB, args__task=task.pk)
    return bool(waiting.filter(status__in=["todo", "doing"]).exists())


def run(*, task: int, today: dt.date) -> None:
    """Do what was asked, once: a task that has ended isn't done again, one that was cut short begins anew.

    What refuses it ends the task with a sentence and leaves nothing written. Raises what the database does when it
    is gone, and what nobody foresaw.
    """
    found = ImportTask.objects.select_related("batch", "asked_by").filter(pk=task, ended_at=None).first()
    if found is None:
        return
    ImportTask.objects.filter(pk=task).update(started_at=timezone.now(), done_rows=0)
    with translation.override(found.asked_by.interface_language):
        try:
            with told_beside(found) as tell:
                _do(found, today, tell)
        except ImportRefused as refusal:
            _fail(found, str(refusal))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            _fail(found, _("Something went wrong that nobody foresaw. Nothing was changed."))
            raise


def twin_of(batch: ImportBatch) -> ImportBatch | None:
    """The same sheet of the same file, if it is in the register by another import; the latest one."""
    same = ImportBatch.objects.filter(
        sha256=batch.sha256,
        sheet=batch.sheet,
        kind=batch.kind,
        project_code=batch.project_code,
        state=BatchState.APPLIED,
    )
    return same.exclude(pk=batch.pk).order_by("-applied_at").first()


def discard(*, batch: ImportBatch) -> None:
    """Throw a book and its rows away. Refused (ImportRefused) when it was taken in, or is being taken in."""
    with transaction.atomic():
        found = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if found.state != BatchState.STAGED or found.tasks.filter(ended_at=None).exists():
            raise ImportRefused(_("This book is being taken in, or was: it can't be thrown away."))
        found.delete()


def _do(task: ImportTask, today: dt.date, tell: Tell) -> None:
    """The work and the task's end, in one transaction."""
    with transaction.atomic():
        imports.hold(patience=PATIENCE)
        # Another worker may have done it while this one waited.
        if ImportTask.objects.filter(pk=task.pk, ended_at=None).exists():
            batch = _batch(task, today)
            if task.deed == ImportDeed.APPLY:
                _take_in(task, batch, today, tell)
            else:
                import_undoing.undo(batch=batch, moment=timezone.now(), by=task.asked_by)
            _end(task)


def _batch(task: ImportTask, today: dt.date) -> ImportBatch:
    """The book, if whoever asked still may; who changes it just now is waited for."""
    try:
        batch_for(task.asked_by, task.batch_id, today)
    except Http404 as no_longer:
        raise ImportRefused(
            _("Your right to import into this project has ended. Ask the project manager.")
        ) from no_longer
    return ImportBatch.objects.select_for_update(no_key=True).get(pk=task.batch_id)


def _take_in(task: ImportTask, batch: ImportBatch, today: dt.date, tell: Tell) -> None:
    if batch.judged_at is None or batch.judged_at > task.asked_at:
        raise ImportRefused(
            _("The book was changed after the preview was seen. Look at the preview once more.")
        )
    twin = twin_of(batch)
    if twin and twin.applied_at and twin.applied_at > batch.judged_at:
        raise ImportRefused(
            _("The same file was just taken in, so this one wasn't: nothing was taken in twice.")
        )
    imports.apply(batch=batch, taker=taker_for(batch, task.asked_by, today), tell=tell, by=task.asked_by)


def _end(task: ImportTask, failure: str = "") -> None:
    task.ended_at, task.failure = timezone.now(), failure
    task.save(update_fields=["ended_at", "failure"])


def _fail(task: ImportTask, failure: str) -> None:
    """The register may have changed under the preview: it is counted anew before the book is asked for again."""
    with transaction.atomic():
        ImportBatch.objects.filter(pk=task.batch_id, state=BatchState.STAGED).update(judged_at=None)
        _end(task, failure)
