"""`import_book` is killed at any moment: of its book there is nothing or all, and the next run brings the rest."""

import json
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import psycopg
import pytest
from psycopg import sql

from ohjaamo.database import NAME
from staff.imports import LOCK
from tests.golden import BOOKS, CODE
from tests.long.servers import Server

pytestmark = pytest.mark.long

KILLS = 24
IMPORT = ("import_book", str(BOOKS / "asiakkaat_2019.xls"), "--kind=clients", f"--project={CODE}", "--json")
BEFORE = "before_the_import"
PATIENCE_SECONDS = 60
GLANCE_SECONDS = 0.01

# How many rows each table holds.
Register = dict[str, int]


@dataclass(frozen=True)
class Undisturbed:
    """What the register holds before the import, after it and after a second one; how long the first took."""

    registers: tuple[Register, Register, Register]
    reports: tuple[dict, dict]
    seconds: float
    seconds_at_work: float


@pytest.fixture(scope="module")
def server(open_folder):
    server = Server(open_folder / "var")
    # The database lives on here; only the process that imports is killed.
    server.forgets = True
    server.start()
    server.manage("migrate", "--verbosity=0")
    server.call("tests.golden.make_project")
    copy(server, NAME, BEFORE)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def undisturbed(server) -> Undisturbed:
    copy(server, BEFORE, NAME)
    before = register(server)
    begun = time.monotonic()
    process = server.begin(*IMPORT)
    assert is_seen_at_work(server, process)
    at_work = time.monotonic()
    first = json.loads(process.communicate(timeout=PATIENCE_SECONDS)[0])
    ended = time.monotonic()
    after = register(server)
    again = json.loads(server.manage(*IMPORT))
    return Undisturbed((before, after, register(server)), (first, again), ended - begun, ended - at_work)


def copy(server: Server, source: str, name: str) -> None:
    """Make a database anew as a copy of another, as soon as nobody is in either."""
    wait_until_left(server)
    with server.connect("postgres") as connection:
        names = {"name": sql.Identifier(name), "source": sql.Identifier(source)}
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {name}").format(**names))
        connection.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {source}").format(**names))


def register(server: Server) -> Register:
    """How many rows each table holds, once the killed process's last statement is over in the server too."""
    wait_until_left(server)
    with server.connect() as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        count = sql.SQL("SELECT count(*) FROM {}")
        return {
            name: connection.execute(count.format(sql.Identifier(name))).fetchone()[0] for (name,) in tables
        }


def wait_until_left(server: Server) -> None:
    text = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname <> 'postgres'"
    deadline = time.monotonic() + PATIENCE_SECONDS
    with server.connect("postgres") as connection:
        while connection.execute(text).fetchone()[0]:
            assert time.monotonic() < deadline, "Somebody stays in the database."


def is_at_work(connection: psycopg.Connection) -> bool:
    """Whether an import is taking its rows in: it holds the lock that lets one do so at a time."""
    text = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
    return bool(connection.execute(text, [LOCK]).fetchone()[0])


def is_seen_at_work(server: Server, process: subprocess.Popen) -> bool:
    """Wait until the process takes its rows in; False when it ended unseen."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with server.connect("postgres") as connection:
        while not is_at_work(connection):
            assert time.monotonic() < deadline, "The import never begins to take rows in."
            with suppress(subprocess.TimeoutExpired):
                process.wait(GLANCE_SECONDS)
                return False
        return True


def kill_after(server: Server, process: subprocess.Popen, seconds: float) -> bool:
    """SIGKILL once the time is over; whether it struck the import at its rows."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    with server.connect("postgres") as connection:
        was_at_work = is_at_work(connection)
        process.kill()
    process.wait()
    process.stdout.close()
    return was_at_work


def import_killed(server: Server, undisturbed: Undisturbed, kill: int, chance: Random) -> bool:
    """Every other kill comes anywhere between start and end, the others while rows are taken in."""
    process = server.begin(*IMPORT)
    if kill % 2:
        return kill_after(server, process, chance.uniform(0, undisturbed.seconds))
    is_seen_at_work(server, process)
    return kill_after(server, process, chance.uniform(0, undisturbed.seconds_at_work))


def test_second_undisturbed_import_adds_the_book_alone(undisturbed):
    _before, once, twice = undisturbed.registers
    first, again = undisturbed.reports
    grown = {name for name in once if twice[name] != once[name]}
    assert grown == {"staff_importbatch", "staff_importrow"}
    assert first["created"]["clients"] == again["unchanged"] == first["read"]


def test_import_killed_at_any_moment_left_nothing_or_all_and_the_next_one_completes_it(server, undisturbed):
    chance = Random(2022)
    struck, left = 0, [0, 0]
    for kill in range(KILLS):
        copy(server, BEFORE, NAME)
        struck += import_killed(server, undisturbed, kill, chance)
        found = register(server)
        assert found in undisturbed.registers[:2]
        imports = undisturbed.registers.index(found)
        left[imports] += 1
        report = json.loads(server.manage(*IMPORT))
        assert report["created"] == undisturbed.reports[imports]["created"]
        assert register(server) == undisturbed.registers[imports + 1]
    print(
        f"{KILLS} kills, {struck} while rows were taken in: nothing left {left[0]} times, all {left[1]} times"
    )
    assert struck >= KILLS // 4
