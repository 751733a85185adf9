"""Real processes: what one says on its standard output is read until the last of them has gone."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from ohjaamo import processes
from ohjaamo.database import ROOT

LASTING = "import os, time; os.write(1, b'%d\\n' % os.getpid()); time.sleep(120)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {LASTING}"
# Runs the commands given as JSON, with the patience given in seconds.
RUNNER = (
    "import json, sys; from ohjaamo import processes\n"
    "processes.PATIENCE_SECONDS = float(sys.argv[2])\n"
    "commands = [[sys.executable, '-c', code] for code in json.loads(sys.argv[1])]\n"
    "sys.exit(processes.run_together(commands, {'OHJAAMO_ROLE': 'app'}))"
)
TOO_LONG = 30


@pytest.fixture
def run():
    """Runs scripts together in a process of their own; whatever of it still lives at the end is killed."""
    started: list[subprocess.Popen] = []

    def start(*codes: str, patience: float = 15) -> subprocess.Popen:
        command = [sys.executable, "-c", RUNNER, json.dumps(codes), str(patience)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        started.append(subprocess.Popen(command, cwd=ROOT, text=True, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def numbers_of(process: subprocess.Popen, count: int) -> list[int]:
    """The process numbers that the scripts tell, as soon as they run."""
    return [int(process.stdout.readline()) for _each in range(count)]


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("code", [0, 3])
def test_one_that_ends_ends_all_and_gives_its_code(run, code):
    process = run(LASTING, f"input(); raise SystemExit({code})")
    number = numbers_of(process, 1)[0]
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.wait(TOO_LONG) == code
    assert not is_alive(number)


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_all_and_is_no_fault(run, asked):
    process = run(LASTING, LASTING)
    numbers = numbers_of(process, 2)
    process.send_signal(asked)
    assert process.wait(TOO_LONG) == 0
    assert [is_alive(number) for number in numbers] == [False, False]
    assert process.stderr.read() == ""


def test_one_that_will_not_end_is_killed(run):
    process = run(STUBBORN, patience=0.1)
    number = numbers_of(process, 1)[0]
    process.terminate()
    assert process.wait(TOO_LONG) == 0
    assert not is_alive(number)


def test_all_end_when_one_can_not_be_started(run):
    # Its code holds a zero byte, which no system takes as an argument.
    process = run(LASTING, "\0")
    output, errors = process.communicate(timeout=TOO_LONG)
    assert process.returncode == 1
    assert "ValueError" in errors
    assert not any(is_alive(int(number)) for number in output.split())


def test_environment_given_reaches_the_commands_beside_their_own(run):
    process = run("import os; print(os.environ['OHJAAMO_ROLE'], 'PATH' in os.environ)")
    assert process.communicate(timeout=TOO_LONG) == ("app True\n", "")


if sys.platform == "linux":

    def test_commands_end_when_their_parent_is_killed(run):
        process = run(LASTING, LASTING)
        numbers_of(process, 2)
        process.kill()
        # The output ends when nobody holds it open any more.
        assert process.communicate(timeout=TOO_LONG) == ("", "")


def test_meanwhile_is_called_while_the_commands_run(monkeypatch):
    monkeypatch.setattr(processes, "POLL_SECONDS", 0.01)
    calls = []
    keeping = [processes.signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        processes.run_together(
            [[sys.executable, "-c", "input()"]],
            {},
            meanwhile=lambda: calls.append(1) or os.kill(os.getpid(), 2),
        )
    finally:
        for number, handler in zip((signal.SIGINT, signal.SIGTERM), keeping, strict=True):
            signal.signal(number, handler)
    assert calls


def test_port_is_free_until_somebody_listens_there():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert processes.port_is_free(port) is False
    assert processes.port_is_free(port) is True
    assert processes.port_is_free(99999) is False


def test_lock_is_held_by_one_and_free_again_after(tmp_path):
    with processes.only_one(tmp_path / "lock") as first, processes.only_one(tmp_path / "lock") as second:
        assert (first, second) == (True, False)
    with processes.only_one(tmp_path / "lock") as again:
        assert again is True
