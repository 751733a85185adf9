"""The door to books that come in: who sees a batch, and in whose name its rows are tried."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import Http404

from projects import book_kinds, import_values
from projects.book_resources import BookResource
from projects.memberships import allowed_to
from projects.models import Project
from staff import imports
from staff.choices import BatchState
from staff.models import ImportBatch, User
from staff.permissions import Permission


def batches_of(user: Any, today: dt.date) -> Any:
    """The books of the projects into which she imports, newest first; of kinds that aren't open to her none."""
    allowed = allowed_to(user, today)
    found = ImportBatch.objects.filter(
        project_code__in=_codes(allowed.projects_where(Permission.IMPORT_BOOKS))
    )
    for kind, resource in book_kinds.KINDS.items():
        if resource.permission is not None:
            open_in = _codes(allowed.projects_where(resource.permission))
            found = found.exclude(Q(kind=kind) & ~Q(project_code__in=open_in))
    return found.order_by("-pk")


def batch_for(user: Any, pk: int, today: dt.date) -> ImportBatch:
    """A book of a project into which she imports; else Http404."""
    batch: ImportBatch | None = batches_of(user, today).filter(pk=pk).first()
    if batch is None:
        raise Http404
    return batch


def open_batch_for(user: Any, pk: int, today: dt.date) -> ImportBatch:
    """The same, while it is still being prepared; Http404 once that was asked for or its rows were forgotten."""
    batch = batch_for(user, pk, today)
    is_asked = batch.tasks.filter(ended_at=None).exists()
    if batch.state != BatchState.STAGED or is_asked or not batch.rows.exists():
        raise Http404
    return batch


def taker_for(batch: ImportBatch, user: User, today: dt.date) -> BookResource:
    """The taker of the book's rows, in her name."""
    return book_kinds.resource_for(kind=batch.kind, project_code=batch.project_code, today=today, by=user)


def judge(batch: ImportBatch, user: User, today: dt.date) -> ImportBatch:
    """The batch with every row tried, anew only when something was changed since; remembered words hold for it.

    Refused (ImportRefused) while another book is being taken in.
    """
    if batch.judged_at is None:
        taker = taker_for(batch, user, today)
        import_values.recall(batch, taker)
        imports.judge(batch=batch, taker=taker, by=user)
    return batch


def _codes(projects: Any) -> Any:
    return Project.objects.filter(pk__in=projects).values("code")
