"""Who did what: history by database trigger, and the actor every write must have.

`audited` puts a model under history. `act` names the actor of a transaction; a write to an audited table outside
it fails in the database, whether it comes from the ORM, COPY or plain SQL.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any
from uuid import UUID, uuid4

import pghistory
import pghistory.runtime
import pgtrigger
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from pghistory.runtime import Context

# A user, or the name of a system actor.
Actor = Any
SYSTEM_ACTORS = ("cli", "migration", "worker", "sign-in")

ACTOR_REQUIRED = """
    IF COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor', '') = '' THEN
        RAISE EXCEPTION 'a write to % without an actor', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
"""

# Laid over the tables of the libraries after every migration, as their own steps would take it away again:
# no session switches our triggers off by pgtrigger's setting, who acted is never rewritten,
# and the role of web and worker may only add to history and to the log of openings.
PROTECTION = """
DO $$
DECLARE
    events regclass;
BEGIN
    IF to_regclass('pghistory_context') IS NULL OR to_regproc('_pgtrigger_should_ignore') IS NULL THEN
        RETURN;
    END IF;
    CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
        LANGUAGE sql AS 'SELECT false';
    CREATE OR REPLACE FUNCTION staff_context_only_grows() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.metadata @> OLD.metadata THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'who acted is never rewritten' USING ERRCODE = 'insufficient_privilege';
    END $body$;
    CREATE OR REPLACE TRIGGER staff_context_only_grows BEFORE UPDATE OR DELETE ON pghistory_context
        FOR EACH ROW EXECUTE FUNCTION staff_context_only_grows();
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ohjaamo_app') THEN
        FOR events IN SELECT tgrelid FROM pg_trigger WHERE tgname LIKE 'pgtrigger_append_only_%' LOOP
            EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM ohjaamo_app', events);
        END LOOP;
        IF to_regclass('staff_accessentry') IS NOT NULL THEN
            REVOKE UPDATE, DELETE ON staff_accessentry FROM ohjaamo_app;
        END IF;
        REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM ohjaamo_app;
    END IF;
END $$
"""

_act_is_open: ContextVar[bool] = ContextVar("act_is_open", default=False)


class ActorMismatch(Exception):
    """A write was to be done in another's name, or in another batch, than the transaction it would join."""


def audited(*, without: Sequence[str] = ()) -> Callable[[type[Model]], type[Model]]:
    """Puts a model under history: every insert, update and delete leaves a row, and none passes without an actor.

    Columns in `without` are left out of the history (secrets, and what changes without anybody's act).
    """

    def decorate(model: type[Model]) -> type[Model]:
        track = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(condition=pghistory.AnyChange(exclude_auto=True)),
            pghistory.DeleteEvent(),
            exclude=list(without),
        )
        return track(_actor_required(model))

    return decorate


def _actor_required(model: type[Model]) -> type[Model]:
    return pgtrigger.register(
        pgtrigger.Trigger(
            name="actor_required",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=ACTOR_REQUIRED,
        )
    )(model)


@contextmanager
def act(*, by: Actor, batch: int | None = None) -> Iterator[None]:
    """One transaction in the name of a user or a system actor, in an import batch or not.

    Inside another act of the same actor it joins that transaction. Raises ActorMismatch for another actor, and for
    a batch opened inside anything but itself; ValueError without an actor.
    """
    actor = actor_name(by)
    outer = current()
    if outer and outer.get("actor") != actor:
        raise ActorMismatch(f"{actor} can't write inside an act of {outer.get('actor')}.")
    if outer and batch is not None and outer.get("batch") != batch:
        raise ActorMismatch("A batch can't be opened inside another act.")
    facts = {"actor": actor} if batch is None else {"actor": actor, "batch": batch}
    # The context closes first: it writes its facts before every statement, the end of a savepoint too.
    with transaction.atomic(), pghistory.context(**facts):
        if _act_is_open.get():
            yield
            return
        opened = _act_is_open.set(True)
        try:
            _tell_database(pghistory.runtime._tracker.value)
            yield
            _tell_database(None)
        finally:
            _act_is_open.reset(opened)


@contextmanager
def request_of(*, by: Actor, url: str) -> Iterator[None]:
    """Names the actor of a web request for whatever it writes, rule or library; opens no transaction."""
    with pghistory.context(actor=actor_name(by), url=url):
        yield


@contextmanager
def session_of(database: BaseDatabaseWrapper, *, by: Actor) -> Iterator[None]:
    """Names the actor of a whole database session, for migrations: their SQL can't carry a context of its own."""
    _set(database, Context(uuid4(), {"actor": actor_name(by)}), is_local=False)
    try:
        yield
    finally:
        # A broken transaction or connection forgets by itself, and its own error is the one to be told.
        with suppress(DatabaseError, InterfaceError):
            _set(database, None, is_local=False)


def protect(database: BaseDatabaseWrapper) -> None:
    """Make history stand against SQL too (see PROTECTION). Does nothing to a database without history."""
    with database.cursor() as cursor:
        cursor.execute(PROTECTION)


def current() -> dict[str, Any]:
    """The facts of the act that is open now; empty outside any."""
    context = getattr(pghistory.runtime._tracker, "value", None)
    return dict(context.metadata) if context else {}


def context_id() -> UUID | None:
    """The key of the act or request that is open now, under which history keeps what it writes; None outside any."""
    context = getattr(pghistory.runtime._tracker, "value", None)
    return context.id if context else None


def history_of(row: Model) -> QuerySet[Any]:
    """Every recorded change of a row, oldest first, with its context."""
    return events_of(type(row)).filter(pgh_obj_id=row.pk).select_related("pgh_context").order_by("pgh_id")


def events_of(model: type[Model]) -> QuerySet[Any]:
    """Every recorded change of a model's rows."""
    event_model: Any = pghistory.core.event_models(tracks_model=model)[0]
    return event_model.objects.all()


def actor_name(by: Actor) -> str:
    """What history calls an actor. Refused (ValueError) for nobody, and for a name that is no system actor's."""
    if isinstance(by, str):
        if by not in SYSTEM_ACTORS:
            raise ValueError(f"{by!r} is no system actor.")
        return by
    if by is None or by.pk is None:
        raise ValueError("A write needs an actor: a saved user or a system actor.")
    return f"user:{by.pk}"


def _tell_database(context: Context | None) -> None:
    """COPY and function calls carry no context of their own, so the transaction is told at its start.

    At the end it is told to forget, so that nothing later in an outer transaction passes under this actor's name.
    """
    _set(connection, context, is_local=True)


def _set(database: BaseDatabaseWrapper, context: Context | None, *, is_local: bool) -> None:
    told = [str(context.id), json.dumps(context.metadata)] if context else ["", ""]
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, %s), set_config('pghistory.context_metadata', %s, %s)",
            [told[0], is_local, told[1], is_local],
        )
