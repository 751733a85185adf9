"""The database's processes are killed while sessions are logged: what was acknowledged is there, exactly once."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from random import Random
from threading import Thread

import psycopg
import pytest

from tests.long.servers import Server

pytestmark = pytest.mark.long

KILLS = 20
WRITERS = 2
PATIENCE_SECONDS = 60
# From the first session after a start to the kill.
SHORTEST, LONGEST = 0.02, 1.0
SETTINGS = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")

Keys = set[str]


@pytest.fixture(scope="module")
def prepared(open_folder):
    server = Server(open_folder / "var")
    server.start()
    server.manage("migrate", "--verbosity=0")
    server.call("tests.long.session_writer.prepare")
    yield server
    server.stop()


@pytest.fixture
def durable(prepared):
    prepared.restart(forgets=False)
    return prepared


@pytest.fixture
def forgetful(prepared):
    prepared.restart(forgets=True)
    return prepared


@contextmanager
def writing(server: Server, *, writers: int = WRITERS) -> Iterator[SimpleQueue[str]]:
    """Processes log sessions meanwhile; the keys of those acknowledged come through the queue."""
    acknowledged: SimpleQueue[str] = SimpleQueue()
    processes = [server.begin_call("tests.long.session_writer.write") for _each in range(writers)]

    def listen(process) -> None:
        for line in process.stdout:
            acknowledged.put(line.strip())

    listeners = [Thread(target=listen, args=[process], daemon=True) for process in processes]
    for listener in listeners:
        listener.start()
    try:
        yield acknowledged
    finally:
        for process in processes:
            process.kill()
            process.wait()
        for process, listener in zip(processes, listeners, strict=True):
            listener.join()
            process.stdout.close()


def taken(acknowledged: SimpleQueue[str], *, until: float = 0) -> Keys:
    """The keys that have come, or come until a moment."""
    keys = set()
    while True:
        try:
            keys.add(acknowledged.get(timeout=max(0, until - time.monotonic())))
        except Empty:
            return keys


def first_new(acknowledged: SimpleQueue[str], known: Keys) -> Keys:
    """The keys up to the first that isn't known yet: somebody is writing again."""
    keys: Keys = set()
    while keys <= known:
        keys.add(acknowledged.get(timeout=PATIENCE_SECONDS))
    return keys


def stored(connection: psycopg.Connection) -> list[str]:
    return [str(key) for (key,) in connection.execute("SELECT submission FROM coaching_coachingsession")]


def lost(connection: psycopg.Connection, acknowledged: Keys) -> Keys:
    return acknowledged - set(stored(connection))


def doubled(connection: psycopg.Connection) -> Keys:
    return {key for key, times in Counter(stored(connection)).items() if times > 1}


def halved(connection: psycopg.Connection) -> Keys:
    """Sessions without exactly one attendance and one event of history that tells of their making."""
    found = connection.execute(
        """
        SELECT submission FROM coaching_coachingsession AS session
        WHERE 1 <> (SELECT count(*) FROM coaching_attendance WHERE session_id = session.id)
           OR 1 <> (SELECT count(*) FROM coaching_coachingsessionevent WHERE pgh_obj_id = session.id)
        """
    )
    return {str(key) for (key,) in found}


def test_kill_of_the_database_loses_no_acknowledged_session_and_doubles_none(durable):
    chance = Random(2022)
    acknowledged: Keys = set()
    known: Keys = set()
    with durable.connect() as connection:
        assert [connection.execute(f"SHOW {name}").fetchone()[0] for name in SETTINGS] == ["on"] * 4
    with writing(durable) as said:
        for _kill in range(KILLS):
            acknowledged |= first_new(said, known)
            acknowledged |= taken(said, until=time.monotonic() + chance.uniform(SHORTEST, LONGEST))
            durable.kill()
            durable.start()
            acknowledged |= taken(said)
            with durable.connect() as connection:
                known = set(stored(connection))
                assert (lost(connection, acknowledged), doubled(connection)) == (set(), set())
                assert halved(connection) == set()
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged, none lost")
    assert len(acknowledged) >= KILLS


def test_check_notices_a_session_deleted_and_one_doubled_by_hand(durable):
    with writing(durable, writers=1) as said:
        acknowledged = first_new(said, set())
    (key, *_rest) = acknowledged
    with durable.connect() as connection, connection.transaction(force_rollback=True):
        # Neither history nor foreign keys stand in the way of this hand.
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(
            "ALTER TABLE coaching_coachingsession DROP CONSTRAINT coaching_session_submission_once"
        )
        connection.execute(
            "CREATE TEMP TABLE twin AS SELECT * FROM coaching_coachingsession WHERE submission = %s", [key]
        )
        connection.execute("UPDATE twin SET id = -1")
        connection.execute("INSERT INTO coaching_coachingsession SELECT * FROM twin")
        assert (lost(connection, acknowledged), doubled(connection), halved(connection)) == (
            set(),
            {key},
            {key},
        )
        connection.execute("DELETE FROM coaching_coachingsession WHERE submission = %s", [key])
        assert (lost(connection, acknowledged), doubled(connection)) == ({key}, set())


def test_kill_of_a_forgetful_database_loses_acknowledged_sessions(forgetful):
    """The first test would find this, were synchronous_commit off in earnest; here the log writer is held up for it."""
    with writing(forgetful, writers=1) as said:
        first_new(said, set())
        forgetful.hold_up_writers_to_disk()
        with forgetful.connect() as connection:
            known = set(stored(connection))
        acknowledged = first_new(said, known)
        forgetful.kill()
    forgetful.start()
    with forgetful.connect() as connection:
        assert lost(connection, acknowledged) >= acknowledged - known
