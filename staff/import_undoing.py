"""An import taken back, row by row by the history it wrote; what somebody has touched since stays and is named."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _
from pghistory.models import Context

from staff import auditing, imports, undoing
from staff.choices import BatchState
from staff.models import ImportBatch
from staff.undoing import Change
from staff.verdicts import ImportRefused

# So long an import may be taken back; then the staged rows are forgotten, too.
LASTS = dt.timedelta(days=30)


@dataclass(frozen=True)
class Undone:
    """How many rows are as they were before the import, and those that stay as they are."""

    count: int
    left: Sequence[Change]


def undo(*, batch: ImportBatch, moment: dt.datetime, by: auditing.Actor) -> Undone:
    """Take an import back, in one transaction.

    A row that somebody has changed since stays, and so does one that something else now hangs on. Refused
    (ImportRefused) unless it was applied, after thirty days, and while another book is being taken in.
    """
    with auditing.act(by=by):
        imports.hold()
        current = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        _refuse(current, moment)
        contexts = list(Context.objects.filter(metadata__batch=batch.pk).values_list("pk", flat=True))
        undoing.hold(contexts)
        found = list(undoing.changes(contexts))
        left = _left(found, contexts)
        undoing.put_back(_without(found, left))
        connection.check_constraints()
        current.state, current.undone_at = BatchState.UNDONE, moment
        current.undone_by = None if isinstance(by, str) else by
        current.counts |= {"left": [_kept(change) for change in left]}
        current.save(update_fields=["state", "undone_at", "undone_by", "counts"])
    return Undone(len(found) - len(left), left)


def _refuse(batch: ImportBatch, moment: dt.datetime) -> None:
    if batch.state == BatchState.UNDONE:
        raise ImportRefused(_("This import has been undone already."))
    if batch.state != BatchState.APPLIED or batch.applied_at is None:
        raise ImportRefused(_("This book hasn't been taken in."))
    if moment - batch.applied_at > LASTS:
        raise ImportRefused(_("Thirty days have passed: this import can't be undone any more."))


def _kept(change: Change) -> dict[str, Any]:
    """What the batch keeps of a row that stays: no name, which might be forgotten one day."""
    why = "touched" if change.is_touched_since else "needed"
    return {"model": change.model._meta.label_lower, "key": change.key, "why": why}


def _left(found: Sequence[Change], contexts: Sequence[UUID]) -> list[Change]:
    """What was touched since, and whatever the import made that a row points at which stays."""
    left = [change for change in found if change.is_touched_since]
    while hung_on := _hung_on(_without(found, left), contexts):
        left += hung_on
    return left


def _without(found: Sequence[Change], left: Sequence[Change]) -> list[Change]:
    stays = {(change.model, change.key) for change in left}
    return [change for change in found if (change.model, change.key) not in stays]


def _hung_on(going: Sequence[Change], contexts: Sequence[UUID]) -> list[Change]:
    """Those of the rows to be deleted at which another points that stays."""
    made: dict[type[Model], dict[int, Change]] = defaultdict(dict)
    for change in going:
        if change.before is None:
            made[change.model][change.key] = change
    hung_on: dict[tuple[type[Model], int], Change] = {}
    changed = {(change.model, change.key): change.before for change in going if change.before is not None}
    for model, rows in made.items():
        written = auditing.events_of(model).filter(pgh_context_id__in=contexts).values("pgh_obj_id")
        for relation in model._meta.related_objects:
            pointing: Any = relation.related_model
            field: Any = relation.field
            # History points at rows without holding them.
            if not (pointing._meta.can_migrate(connection) and field.db_constraint):
                continue
            column = field.attname
            hanging = pointing._base_manager.filter(**{f"{column}__in": written})
            for key, target in hanging.values_list("pk", column):
                stood = changed.get((pointing, key))
                goes = key in made.get(pointing, {}) or (
                    stood is not None and getattr(stood, column) != target
                )
                if target in rows and not goes:
                    hung_on[model, target] = rows[target]
    return list(hung_on.values())
