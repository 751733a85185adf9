"""Every table of ours is under history, its writes have an actor, and what history holds stays as it was."""

import pgtrigger
import pytest
from django.db import ProgrammingError, connection
from django.db.models import Model

from tests.house.rooms import event_models, our_models

pytestmark = pytest.mark.django_db

# Tables outside history, each with its reason.
UNCOVERED = {
    "clients.Export": "is itself a record of what somebody asked for",
    "coaching.CalendarFeed": "holds the digest of a secret address; opening a new one leaves nothing worth a history",
    "reports.PublishedFigure": "is sealed: a row never changes and never goes",
    "reports.PublishedMember": "is sealed: a row never changes and never goes",
    "staff.AccessEntry": "is itself a record of what somebody did",
    "staff.Device": "holds the digest of a secret key, as a session does",
    "staff.Draft": "isn't said yet; only its writer sees it",
    "staff.ImportBatch": "is itself a record, and the context of the history it makes",
    "staff.ImportFile": "the staged book; what came of it is under history",
    "staff.ImportRow": "staged cells; what came of them is under history",
    "staff.ImportTask": "only tells how far a book is; what it writes is under history",
    "staff.RememberedLayout": "an offer for the next book; what a book meant is kept with its batch",
    "staff.RememberedWord": "an offer for the next book; what a book meant is kept with its batch",
    "staff.Submission": "only tells that a form was taken; what came of it is under history",
}
# Columns that history leaves out: a secret, what sign-in writes by itself, what is sealed and much.
UNKEPT = {
    "reports.Publication": {"content", "pdf", "book"},
    "staff.User": {"password", "last_login"},
}
COVERED = [model for model in our_models() if model._meta.label not in UNCOVERED]


def label(model: type[Model]) -> str:
    return model._meta.label


def triggers_of(model: type[Model]) -> set[str]:
    return {trigger.name for owner, trigger in pgtrigger.registered() if owner is model}


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def writes_of(model: type[Model]) -> dict[str, str]:
    """A write of each kind that touches no row."""
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    columns = ", ".join(quoted(field.column) for field in model._meta.concrete_fields if not field.generated)
    return {
        "insert": f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE false",
        "update": f"UPDATE {table} SET {key} = {key} WHERE false",
        "delete": f"DELETE FROM {table} WHERE false",
    }


def test_models_of_every_app_are_under_history_or_listed():
    tracked = {event.pgh_tracked_model for event in event_models()}
    assert {label(model) for model in our_models() if model not in tracked} == set(UNCOVERED)


@pytest.mark.parametrize("model", COVERED, ids=label)
def test_triggers_of_a_covered_model_are_complete(model):
    assert {"actor_required", "insert_insert", "update_update", "delete_delete"} <= triggers_of(model)


@pytest.mark.parametrize("verb", ["insert", "update", "delete"])
@pytest.mark.parametrize("model", COVERED, ids=label)
def test_write_to_a_covered_table_without_an_actor_fails(model, verb):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="without an actor"):
        cursor.execute(writes_of(model)[verb])


@pytest.mark.parametrize("model", COVERED, ids=label)
def test_history_of_a_covered_model_keeps_every_column(model):
    event = next(event for event in event_models() if event.pgh_tracked_model is model)
    kept = {field.name for field in event._meta.concrete_fields}
    columns = {field.name for field in model._meta.concrete_fields if not field.generated}
    assert columns - kept == UNKEPT.get(label(model), set())


@pytest.mark.parametrize("verb", ["UPDATE {} SET pgh_label = 'changed'", "DELETE FROM {}"])
@pytest.mark.parametrize("event", event_models(), ids=label)
def test_row_of_history_refuses_change_and_removal(event, verb):
    table = quoted(event._meta.db_table)
    with connection.cursor() as cursor:
        for field in event._meta.concrete_fields:
            if not field.null and not field.primary_key:
                cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {quoted(field.column)} DROP NOT NULL")
        cursor.execute(f"INSERT INTO {table} DEFAULT VALUES")
        with pytest.raises(ProgrammingError, match="Cannot update or delete rows"):
            cursor.execute(verb.format(table))


def test_writes_to_a_table_outside_history_pass_without_an_actor():
    outside = next(model for model in our_models() if label(model) == "staff.Draft")
    with connection.cursor() as cursor:
        for write in writes_of(outside).values():
            cursor.execute(write)
            assert cursor.rowcount == 0
