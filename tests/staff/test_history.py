"""Every write has an actor, however it comes, and leaves its trace."""

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import F

from projects.models import Municipality
from staff import auditing
from tests.factories.projects import MunicipalityFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TABLE = Municipality._meta.db_table
COPY = f"COPY {TABLE} (code, name_fi, name_sv) FROM STDIN"


def kemi() -> Municipality:
    return Municipality.objects.get(code="240")


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def orm_row() -> Municipality:
    return Municipality(code="851", name_fi="Tornio")


def orm_create() -> None:
    orm_row().save()


def orm_update() -> None:
    row = kemi()
    row.name_fi = "Tornio"
    row.save()


def orm_delete() -> None:
    kemi().delete()


def bulk_create() -> None:
    Municipality.objects.bulk_create([orm_row()])


def bulk_update() -> None:
    row = kemi()
    row.name_fi = "Tornio"
    Municipality.objects.bulk_update([row], ["name_fi"])


def queryset_update() -> None:
    Municipality.objects.update(name_fi="Tornio")


def queryset_delete() -> None:
    Municipality.objects.all().delete()


def sql_insert() -> None:
    execute(f"INSERT INTO {TABLE} (code, name_fi, name_sv) VALUES ('851', 'Tornio', '')")


def sql_update() -> None:
    execute(f"UPDATE {TABLE} SET name_fi = 'Tornio'")


def sql_delete() -> None:
    execute(f"DELETE FROM {TABLE}")


def sql_with_expression() -> None:
    execute(f"WITH gone AS (DELETE FROM {TABLE} RETURNING id) SELECT count(*) FROM gone")


def sql_function() -> None:
    execute("SELECT pg_temp.rename_all('Tornio')")


def copy_in() -> None:
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.write_row(("851", "Tornio", ""))


WRITES = [
    (orm_create, "insert"),
    (orm_update, "update"),
    (orm_delete, "delete"),
    (bulk_create, "insert"),
    (bulk_update, "update"),
    (queryset_update, "update"),
    (queryset_delete, "delete"),
    (sql_insert, "insert"),
    (sql_update, "update"),
    (sql_delete, "delete"),
    (sql_with_expression, "delete"),
    (sql_function, "update"),
    (copy_in, "insert"),
]
BY_NAME = pytest.mark.parametrize(
    ("write", "verb"), WRITES, ids=lambda value: getattr(value, "__name__", value)
)


@pytest.fixture(autouse=True)
def world():
    MunicipalityFactory(code="240", name_fi="Kemi")
    execute(
        f"CREATE FUNCTION pg_temp.rename_all(name text) RETURNS void LANGUAGE sql AS "
        f"$$ UPDATE {TABLE} SET name_fi = name $$"
    )


def events() -> list:
    """What history holds of municipalities, oldest first, without what the test began with."""
    event = Municipality.events.rel.related_model
    return list(event.objects.select_related("pgh_context").order_by("pgh_id"))[1:]


def facts(event) -> tuple[str, str, str]:
    return event.pgh_label, event.code, event.name_fi


@BY_NAME
def test_write_without_an_actor_fails_and_changes_nothing(write, verb):
    with (
        pytest.raises((ProgrammingError, psycopg.ProgrammingError), match="without an actor"),
        transaction.atomic(),
    ):
        write()
    assert list(Municipality.objects.values_list("code", "name_fi")) == [("240", "Kemi")]
    assert events() == []


@BY_NAME
def test_write_in_an_act_leaves_the_values_and_the_actor(write, verb):
    user = UserFactory()
    with auditing.act(by=user):
        write()
    left = {
        "insert": ("insert", "851", "Tornio"),
        "update": ("update", "240", "Tornio"),
        "delete": ("delete", "240", "Kemi"),
    }
    assert [facts(event) for event in events()] == [left[verb]]
    assert events()[0].pgh_context.metadata == {"actor": f"user:{user.pk}"}


def test_changes_of_a_row_can_be_read_back_old_and_new():
    row = kemi()
    for name, person in (("Kemi stad", UserFactory()), ("Kiemâ", UserFactory())):
        with auditing.act(by=person):
            Municipality.objects.filter(pk=row.pk).update(name_fi=name)
    history = list(auditing.history_of(row))
    assert [event.name_fi for event in history] == ["Kemi", "Kemi stad", "Kiemâ"]
    assert [event.pgh_context.metadata["actor"] == "cli" for event in history] == [True, False, False]
    with auditing.act(by="cli"):
        row.delete()
    gone = Municipality(pk=history[0].pgh_obj_id)
    labels = [event.pgh_label for event in auditing.history_of(gone)]
    assert labels == ["insert", "update", "update", "delete"]


def test_bulk_write_of_a_thousand_rows_leaves_a_thousand_events():
    codes = [f"{number:03}" for number in range(1000) if number != 240]
    rows = [Municipality(code=code, name_fi="Kunta") for code in codes]
    with auditing.act(by="cli"):
        Municipality.objects.bulk_create(rows)
        Municipality.objects.exclude(code="240").update(name_sv=F("code"))
    inserted, updated = events()[: len(rows)], events()[len(rows) :]
    assert sorted(event.code for event in inserted) == codes
    assert sorted((event.pgh_label, event.code, event.name_sv) for event in updated) == [
        ("update", code, code) for code in codes
    ]
    assert {event.pgh_context.metadata["actor"] for event in events()} == {"cli"}


def test_copied_rows_carry_the_batch_they_came_in():
    with auditing.act(by="cli", batch=7), connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for code in ("851", "005"):
            copy.write_row((code, "Kunta", ""))
    assert [event.pgh_context.metadata for event in events()] == [{"actor": "cli", "batch": 7}] * 2


def test_unchanged_save_leaves_no_event():
    with auditing.act(by="cli"):
        kemi().save()
        Municipality.objects.update(name_fi="Kemi")
    assert events() == []


def test_writes_of_one_act_share_one_context():
    with auditing.act(by="cli"):
        orm_create()
        copy_rows = Municipality.objects.filter(code="851")
        copy_rows.update(name_sv="Torneå")
    assert len({event.pgh_context_id for event in events()}) == 1


def test_act_that_fails_leaves_neither_row_nor_event():
    with pytest.raises(IntegrityError), auditing.act(by="cli"):
        Municipality.objects.bulk_create([orm_row(), orm_row()], batch_size=1)
    assert (Municipality.objects.count(), events()) == (1, [])


def test_names_of_users_are_in_history_but_no_secret():
    event = type(UserFactory()).events.rel.related_model
    names = {field.name for field in event._meta.get_fields()}
    assert {"email", "first_name", "is_active"} <= names
    assert not {"password", "last_login"} & names


def test_sign_in_alone_leaves_no_event_of_the_user(signed_in):
    user = UserFactory()
    signed_in(user)
    user.refresh_from_db()
    assert user.last_login is not None
    assert [event.pgh_label for event in auditing.history_of(user)] == ["insert"]


def test_migrate_command_acts_as_migration(monkeypatch):
    monkeypatch.setattr(migrate.Command, "handle", lambda self, *args, **options: sql_update())
    call_command("migrate", verbosity=0)
    assert [event.pgh_context.metadata for event in events()] == [{"actor": "migration"}]
    with pytest.raises(ProgrammingError, match="without an actor"):
        sql_delete()


def test_session_of_an_actor_covers_all_it_writes_and_ends():
    with auditing.session_of(connection, by="migration"):
        copy_in()
        sql_update()
    assert {event.pgh_context.metadata["actor"] for event in events()} == {"migration"}
    with pytest.raises(ProgrammingError, match="without an actor"):
        sql_delete()
