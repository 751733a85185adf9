"""`import_book` is killed at any moment: of its book there is nothing or all, and the next run brings the rest."""

import json
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import pytest

from ohjaamo.database import NAME
from tests.golden import BOOKS, CODE
from tests.long.registers import PATIENCE_SECONDS, Register, copy, is_at_work, register
from tests.long.servers import Server

pytestmark = pytest.mark.long

KILLS = 24
IMPORT = ("import_book", str(BOOKS / "asiakkaat_2019.xls"), "--kind=clients", f"--project={CODE}", "--json")
BEFORE = "before_the_import"
GLANCE_SECONDS = 0.01


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
