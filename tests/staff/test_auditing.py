"""In whose name something is written: acts, how they nest and end, and that history stands against SQL."""

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from projects.models import Municipality
from staff import auditing
from staff.auditing import ActorMismatch
from tests.factories.projects import MunicipalityFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TABLE = Municipality._meta.db_table
EVENTS = Municipality.events.rel.related_model._meta.db_table


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def write(name: str = "Tornio") -> Municipality:
    return Municipality.objects.create(code="851", name_fi=name)


def rename(name: str) -> None:
    Municipality.objects.update(name_fi=name)


def metadata() -> list[dict]:
    """The context of every event of municipalities, oldest first."""
    events = Municipality.events.rel.related_model.objects.select_related("pgh_context").order_by("pgh_id")
    return [event.pgh_context.metadata for event in events]


def assert_no_actor() -> None:
    with pytest.raises(ProgrammingError, match="without an actor"), transaction.atomic():
        rename("Nimetön")


def test_act_inside_one_of_the_same_actor_joins_it():
    user = UserFactory()
    with auditing.act(by=user):
        write()
        with auditing.act(by=user):
            rename("Torneå")
        rename("Tornio")
    assert metadata() == [{"actor": f"user:{user.pk}"}] * 3
    assert_no_actor()


def test_act_inside_a_batch_belongs_to_the_batch():
    with auditing.act(by="cli", batch=7), auditing.act(by="cli"):
        write()
    with auditing.act(by="cli"):
        rename("Torneå")
    assert metadata() == [{"actor": "cli", "batch": 7}, {"actor": "cli"}]


def test_batch_inside_itself_joins_it():
    with auditing.act(by="cli", batch=7), auditing.act(by="cli", batch=7):
        write()
    assert metadata() == [{"actor": "cli", "batch": 7}]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ({"by": "cli"}, {"by": "worker"}),
        ({"by": "cli", "batch": 7}, {"by": "worker", "batch": 7}),
        ({"by": "cli"}, {"by": "cli", "batch": 7}),
        ({"by": "cli", "batch": 7}, {"by": "cli", "batch": 8}),
    ],
)
def test_act_of_another_actor_or_batch_inside_an_act_is_refused(outer, inner):
    with auditing.act(**outer):
        with pytest.raises(ActorMismatch), auditing.act(**inner):
            write()
        write()
    assert metadata() == [{"actor": outer["by"], **({"batch": 7} if "batch" in outer else {})}]


def test_act_of_another_user_inside_an_act_is_refused():
    one, other = UserFactory(), UserFactory()
    with auditing.act(by=one), pytest.raises(ActorMismatch), auditing.act(by=other):
        write()
    assert metadata() == []


@pytest.mark.parametrize("actor", ["root", "", "user:1", None])
def test_act_of_nobody_known_is_refused(actor):
    with pytest.raises(ValueError, match="actor"), auditing.act(by=actor):
        write()


def test_act_of_an_unsaved_user_is_refused():
    with pytest.raises(ValueError, match="actor"), auditing.act(by=UserFactory.build()):
        write()


@pytest.mark.parametrize("actor", auditing.SYSTEM_ACTORS)
def test_act_of_each_system_actor_carries_its_name(actor):
    with auditing.act(by=actor):
        write()
    assert metadata() == [{"actor": actor}]


def test_write_after_an_act_in_an_outer_transaction_has_no_actor_again():
    with transaction.atomic():
        with auditing.act(by="cli"):
            write()
        assert_no_actor()


def test_write_after_an_act_that_failed_has_no_actor_again():
    with transaction.atomic():
        with auditing.act(by="cli"):
            write()
        with pytest.raises(IntegrityError), auditing.act(by="cli"):
            rename("")
        assert_no_actor()
    assert auditing.current() == {}


def test_current_says_whose_act_is_open():
    assert auditing.current() == {}
    with auditing.act(by="cli", batch=7):
        assert auditing.current() == {"actor": "cli", "batch": 7}
    assert auditing.current() == {}


def test_request_names_its_actor_for_what_it_writes():
    user = UserFactory()
    with auditing.request_of(by=user, url="/clients/1/"):
        write()
        with auditing.act(by=user):
            rename("Torneå")
    assert metadata() == [{"actor": f"user:{user.pk}", "url": "/clients/1/"}] * 2


def test_request_of_one_lets_no_act_of_another():
    with (
        auditing.request_of(by=UserFactory(), url="/"),
        pytest.raises(ActorMismatch),
        auditing.act(by=UserFactory()),
    ):
        write()


def test_facts_of_a_request_reach_the_database_as_values():
    url = "/a'b\"; DROP TABLE x; --%s"
    with auditing.request_of(by="cli", url=url):
        write()
    assert metadata() == [{"actor": "cli", "url": url}]


# What the role of web and worker must not do, whoever wrote the SQL.
FORBIDDEN = [
    f"TRUNCATE {TABLE}",
    f"TRUNCATE {EVENTS}",
    f"ALTER TABLE {TABLE} ADD COLUMN x int",
    f"ALTER TABLE {TABLE} DISABLE TRIGGER ALL",
    f"ALTER TABLE {EVENTS} DISABLE TRIGGER ALL",
    f"DROP TABLE {EVENTS}",
    "DROP TRIGGER clients_project_keeps_enrolments ON projects_project",
    "DROP TRIGGER staff_context_only_grows ON pghistory_context",
    "DROP FUNCTION _pgh_attach_context() CASCADE",
    "CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
    "SET session_replication_role = replica",
    f"UPDATE {EVENTS} SET name_fi = 'x'",
    f"DELETE FROM {EVENTS}",
    "UPDATE pghistory_context SET metadata = '{}'",
    'UPDATE pghistory_context SET metadata = metadata || \'{"actor": "worker"}\'',
    "DELETE FROM pghistory_context",
    "UPDATE staff_accessentry SET reason = 'x'",
    "DELETE FROM staff_accessentry",
    "DELETE FROM django_migrations",
]


def become_app() -> None:
    execute("SET LOCAL ROLE ohjaamo_app")


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_role_of_the_app_may_not(statement):
    MunicipalityFactory()
    become_app()
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), auditing.act(by="cli"):
        execute(statement)
    assert refused.value.__cause__.sqlstate == "42501"


def test_role_of_the_app_may_write_in_an_act_only():
    become_app()
    assert_no_actor()
    with auditing.act(by="cli"):
        write()
        rename("Torneå")
        Municipality.objects.all().delete()
    assert metadata() == [{"actor": "cli"}] * 3


@pytest.mark.parametrize("statement", [f"UPDATE {EVENTS} SET name_fi = 'x'", f"DELETE FROM {EVENTS}"])
def test_event_stands_against_the_owner_too(statement):
    MunicipalityFactory()
    with pytest.raises(ProgrammingError, match="Cannot update or delete rows"), auditing.act(by="cli"):
        execute(statement)


@pytest.mark.parametrize("role", ["ohjaamo", "ohjaamo_app"])
def test_setting_of_the_trigger_library_switches_nothing_off(role):
    execute("SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger")
    execute(f"SET LOCAL ROLE {role}")
    assert_no_actor()
    with auditing.act(by="cli"):
        write()
    assert metadata() == [{"actor": "cli"}]


def test_context_may_grow_but_not_change():
    with auditing.act(by="cli"):
        write()
    execute("UPDATE pghistory_context SET metadata = metadata || %s", '{"url": "/"}')
    assert metadata() == [{"actor": "cli", "url": "/"}]
    for change in ("metadata = metadata - 'actor'", "id = gen_random_uuid()"):
        with pytest.raises(ProgrammingError, match="never rewritten"), transaction.atomic():
            execute(f"UPDATE pghistory_context SET {change}")


def test_protection_laid_twice_or_over_nothing_is_no_fault():
    auditing.protect(connection)
    execute("ALTER TABLE pghistory_context RENAME TO elsewhere")
    auditing.protect(connection)
