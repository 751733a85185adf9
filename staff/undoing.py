"""Taking an act back: every row is put as it stood before, by the history the act has written.

An act is one context of the history: one request, or one batch. All of it goes back or none of it: a row that somebody
has changed since, or on which something has been built, refuses the whole.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pghistory.core
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from pghistory.models import Context
from psycopg import sql

from staff import auditing
from staff.models import User

LASTS = dt.timedelta(minutes=10)
SALT = "staff.undoing"


@dataclass(frozen=True)
class Change:
    """What an act did to one row: how it stood before and after; None where there was no row."""

    model: type[Model]
    key: int
    before: Any
    after: Any
    is_touched_since: bool


@dataclass(frozen=True)
class Offer:
    """An act its writer may still take back, and the page she goes to then."""

    context: UUID
    back: str


def offer(*, back: str) -> str:
    """A ticket for taking back what is being written now; good for ten minutes, for its writer.

    `back` is the address to go to afterwards. Empty when nothing is being written in anybody's name.
    """
    context = auditing.context_id()
    return signing.dumps([str(context), back], salt=SALT) if context else ""


def offered(*, ticket: str, by: User) -> Offer:
    """The act a ticket stands for. Refused (ValidationError) to anybody but its writer, and after ten minutes."""
    try:
        context, back = signing.loads(ticket, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired as expired:
        raise ValidationError(_("Ten minutes have passed: this can't be undone any more.")) from expired
    except signing.BadSignature as forged:
        raise ValidationError(_("This can't be undone.")) from forged
    found = Context.objects.filter(pk=context).first()
    if found is None or found.metadata.get("actor") != f"user:{by.pk}":
        raise ValidationError(_("Only the person who wrote this can undo it."))
    return Offer(UUID(context), back)


def take_back(*, context: UUID, by: auditing.Actor) -> int:
    """Take an act back; answers how many rows it put as they were.

    Refused (ValidationError) when a row has been changed since (taken back already, too) or something hangs on it.
    """
    with auditing.act(by=by):
        hold([context])
        found = list(changes([context]))
        if not found or any(change.is_touched_since for change in found):
            raise ValidationError(_("This has been changed or undone since. Nothing was undone."))
        try:
            with transaction.atomic():
                put_back(found)
                connection.check_constraints()
        except IntegrityError as built_on:
            raise ValidationError(
                _("Something has been built on this since. Nothing was undone.")
            ) from built_on
    return len(found)


def hold(contexts: Sequence[UUID]) -> None:
    """Lock the rows first: whoever is changing one of them is waited for, and seen."""
    for events in _event_models():
        keys = events.objects.filter(pgh_context_id__in=contexts).values("pgh_obj_id")
        rows = events.pgh_tracked_model._base_manager.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update().values_list("pk"))


def _event_models() -> list[Any]:
    models: list[Any] = pghistory.core.event_models()
    return sorted(models, key=lambda events: str(events._meta.label))


def changes(contexts: Sequence[UUID]) -> Iterator[Change]:
    """What an act did, row by row; or several acts that are taken for one."""
    for events in _event_models():
        rows: dict[int, list[Any]] = {}
        for event in events.objects.filter(pgh_context_id__in=contexts).order_by("pgh_id"):
            rows.setdefault(event.pgh_obj_id, []).append(event)
        for key, written in rows.items():
            of_row = events.objects.filter(pgh_obj_id=key)
            yield Change(
                model=events.pgh_tracked_model,
                key=key,
                before=_before(of_row, written[0]),
                after=None if written[-1].pgh_label == "delete" else written[-1],
                is_touched_since=of_row.filter(pgh_id__gt=written[-1].pgh_id).exists(),
            )


def _before(of_row: Any, first: Any) -> Any:
    """How the row stood before its first event: a deletion holds that itself."""
    if first.pgh_label == "delete":
        return first
    return of_row.filter(pgh_id__lt=first.pgh_id).exclude(pgh_label="delete").order_by("-pgh_id").first()


def put_back(found: Sequence[Change]) -> None:
    """Put the rows as they stood; to be called inside an act, the rows held. The database judges at its end."""
    # What the act made goes first, so that what it had shortened has room again.
    for change in found:
        if change.before is None and change.after is not None:
            _delete(change.model, change.key)
    for change in found:
        if change.before is not None and change.after is not None:
            rows = change.model._base_manager.filter(pk=change.key)
            rows.update(**_columns(change.model, change.before))
    for change in found:
        if change.before is not None and change.after is None:
            change.model._base_manager.bulk_create([change.model(**_columns(change.model, change.before))])


def _delete(model: Any, key: int) -> None:
    """Just the row: what points at it stays, and refuses at the end."""
    statement = sql.SQL("DELETE FROM {} WHERE {} = %s").format(
        sql.Identifier(model._meta.db_table), sql.Identifier(model._meta.pk.column)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(), [key])


def _columns(model: type[Model], event: Any) -> dict[str, Any]:
    """The row's columns as the event holds them; what history leaves out stays as it is."""
    kept = {field.attname for field in event._meta.concrete_fields}
    return {
        field.attname: getattr(event, field.attname)
        for field in model._meta.concrete_fields
        if field.attname in kept
    }
