"""Taking an act back: every row is put as it stood before, by the history the act has written.

An act is one context of the history: one request, or one batch. All of it goes back or none of it: a row that somebody
has changed since, or on which something has been built, refuses the whole.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pghistory.core
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Min, Model, OuterRef, Subquery
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
    """What an act did, row by row; or several acts that are taken for one. A few questions for each kind of row."""
    for events in _event_models():
        yield from _changes_of(events, contexts)


def _changes_of(events: Any, contexts: Sequence[UUID]) -> Iterator[Change]:
    written = events.objects.filter(pgh_context_id__in=contexts)
    first: dict[int, Any] = {}
    last: dict[int, Any] = {}
    for event in written.order_by("pgh_id"):
        first.setdefault(event.pgh_obj_id, event)
        last[event.pgh_obj_id] = event
    if not first:
        return
    of_rows = events.objects.filter(pgh_obj_id__in=written.values("pgh_obj_id"))
    newest = dict(of_rows.order_by().values_list("pgh_obj_id").annotate(Max("pgh_id")))
    stood = _stood(of_rows, written)
    for key, event in last.items():
        yield Change(
            model=events.pgh_tracked_model,
            key=key,
            # A deletion holds itself how the row stood.
            before=first[key] if first[key].pgh_label == "delete" else stood.get(key),
            after=None if event.pgh_label == "delete" else event,
            is_touched_since=newest[key] > event.pgh_id,
        )


def _stood(of_rows: Any, written: Any) -> dict[int, Any]:
    """How those rows stood that the act found and changed: the last that was written before it."""
    same = written.filter(pgh_obj_id=OuterRef("pgh_obj_id")).order_by().values("pgh_obj_id")
    begun = Subquery(same.annotate(first=Min("pgh_id")).values("first"))
    found = written.filter(pgh_label="update").values("pgh_obj_id")
    earlier = of_rows.filter(pgh_obj_id__in=found, pgh_id__lt=begun).exclude(pgh_label="delete")
    latest = earlier.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return {event.pgh_obj_id: event for event in latest}


def put_back(found: Sequence[Change]) -> None:
    """Put the rows as they stood; to be called inside an act, the rows held. The database judges at its end."""
    # What the act made goes first, so that what it had shortened has room again.
    for model, made in _by_model(found, lambda each: each.before is None and each.after is not None):
        _delete(model, [each.key for each in made])
    for model, changed in _by_model(found, lambda each: each.before is not None and each.after is not None):
        _restore(model, [each.before for each in changed])
    for model, gone in _by_model(found, lambda each: each.before is not None and each.after is None):
        model._base_manager.bulk_create(model(**_columns(model, each.before)) for each in gone)


def _by_model(
    found: Sequence[Change], is_meant: Callable[[Change], bool]
) -> Iterator[tuple[Any, list[Change]]]:
    by_model: dict[Any, list[Change]] = defaultdict(list)
    for change in filter(is_meant, found):
        by_model[change.model].append(change)
    yield from by_model.items()


def _delete(model: Any, keys: list[int]) -> None:
    """Just the rows: what points at them stays, and refuses at the end."""
    statement = sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(
        sql.Identifier(model._meta.db_table), sql.Identifier(model._meta.pk.column)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(), [keys])


def _restore(model: Any, stood: Sequence[Any]) -> None:
    """The rows' columns from the history itself; what history leaves out stays as it is."""
    history = stood[0]._meta
    kept = {field.column for field in history.concrete_fields}
    columns = [field.column for field in model._meta.concrete_fields if field.column in kept]
    statement = sql.SQL(
        "UPDATE {} AS found SET {} FROM {} AS stood WHERE {} AND stood.pgh_id = ANY(%s)"
    ).format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.SQL("{0} = stood.{0}").format(sql.Identifier(name)) for name in columns),
        sql.Identifier(history.db_table),
        sql.SQL("found.{} = stood.pgh_obj_id").format(sql.Identifier(model._meta.pk.column)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(), [[event.pgh_id for event in stood]])


def _columns(model: type[Model], event: Any) -> dict[str, Any]:
    """The row's columns as the event holds them."""
    kept = {field.attname for field in event._meta.concrete_fields}
    return {
        field.attname: getattr(event, field.attname)
        for field in model._meta.concrete_fields
        if field.attname in kept
    }
