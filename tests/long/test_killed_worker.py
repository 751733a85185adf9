"""A worker is killed while it takes a book in: nothing is half done, and the next worker does it whole, once, soon."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from ohjaamo.database import NAME
from tests.long.registers import PATIENCE_SECONDS, Register, copy, is_at_work, register, wait_until_left
from tests.long.servers import Server

pytestmark = pytest.mark.long

KILLS = 5
WORKER = ("procrastinate", "worker", "--delete-jobs=successful")
ASKED = "asked_for"
GLANCE_SECONDS = 0.01


@pytest.fixture(scope="module")
def server(open_folder):
    server = Server(open_folder / "var")
    # The database lives on here; only workers are killed.
    server.forgets = True
    server.start()
    server.manage("migrate", "--verbosity=0")
    server.call("tests.long.import_asker.prepare")
    copy(server, NAME, ASKED)
    server.role = "ohjaamo_app"
    yield server
    server.stop()


def ours(server: Server) -> Register:
    """What the register holds; the queue's own notes differ with every worker."""
    return {name: count for name, count in register(server).items() if not name.startswith("procrastinate_")}


def ask(server: Server, text: str):
    with server.connect() as connection:
        return connection.execute(text).fetchone()[0]


def wait_for(server: Server, text: str) -> float:
    """Wait until the answer is yes; how long that took."""
    begun = time.monotonic()
    with server.connect() as connection:
        while not connection.execute(text).fetchone()[0]:
            assert time.monotonic() - begun < PATIENCE_SECONDS, text
            time.sleep(GLANCE_SECONDS)
    return time.monotonic() - begun


def wait_until_at_work(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with server.connect() as connection:
        while not is_at_work(connection):
            assert time.monotonic() < deadline, "No worker takes the book up."
            time.sleep(GLANCE_SECONDS)


@contextmanager
def worker(server: Server) -> Iterator[None]:
    """A worker that is killed at the end, whatever it is doing."""
    process = server.begin(*WORKER)
    try:
        yield
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def undisturbed(server) -> tuple[Register, Register, float]:
    """What the register holds before and after, and how long a worker is at the book's rows."""
    copy(server, ASKED, NAME)
    before = ours(server)
    with worker(server):
        wait_until_at_work(server)
        seconds = wait_for(server, "SELECT ended_at IS NOT NULL FROM staff_importtask")
    return before, ours(server), seconds


def test_worker_killed_at_its_rows_leaves_nothing_or_all_and_the_next_does_it_once_within_a_minute(
    server, undisturbed
):
    before, after, seconds = undisturbed
    assert before != after
    chance, waited = Random(2022), []
    for _kill in range(KILLS):
        copy(server, ASKED, NAME)
        with worker(server):
            wait_until_at_work(server)
            time.sleep(chance.uniform(0, seconds))
        assert ours(server) in (before, after)
        done = ask(server, "SELECT count(*) FROM staff_importtask WHERE ended_at IS NOT NULL")
        begun = ask(server, "SELECT started_at FROM staff_importtask")
        if not done:
            with worker(server):
                waited.append(wait_for(server, f"SELECT started_at > '{begun}' FROM staff_importtask"))
                wait_for(server, "SELECT ended_at IS NOT NULL FROM staff_importtask")
        assert ours(server) == after
        assert ask(server, "SELECT failure FROM staff_importtask") == ""
    print(f"{KILLS} kills, {len(waited)} before the end; taken up after {[round(each) for each in waited]} s")
    assert len(waited) >= KILLS // 2
    assert max(waited) <= 60


def test_progress_is_seen_before_the_book_is_in(server, undisturbed):
    copy(server, ASKED, NAME)
    with worker(server):
        wait_for(server, "SELECT done_rows > 0 AND ended_at IS NULL FROM staff_importtask")
        assert ask(server, "SELECT state FROM staff_importbatch") == "staged"
        wait_for(server, "SELECT ended_at IS NOT NULL FROM staff_importtask")
    wait_until_left(server)
