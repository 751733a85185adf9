"""An embedded PostgreSQL in a folder of its own, our commands run against it as real processes, and its violent end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from ohjaamo.database import NAME, ROOT

START = "from ohjaamo import database; print(database.start())"
STOP = "from ohjaamo import database; database.stop()"
# Whatever might write the log to disk behind a session's back.
WRITERS_TO_DISK = ("walwriter", "background writer", "checkpointer", "autovacuum launcher")


class Server:
    """Started, killed and stopped by the test that owns it; `forgets` as OHJAAMO_FORGETFUL_DATABASE says."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.forgets = False
        # In which role of the database our commands run; in the owner's when none is named.
        self.role = ""
        self.socket = Path()

    @property
    def environment(self) -> dict[str, str]:
        """That of the tests, but with this server for a database."""
        ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return ours | {
            "OHJAAMO_VAR": str(self.var),
            "OHJAAMO_FORGETFUL_DATABASE": "1" if self.forgets else "",
            "OHJAAMO_DATABASE_ROLE": self.role,
        }

    def start(self) -> None:
        """Start it as our own starter does; does nothing while it runs."""
        self.socket = Path(self._run("-c", START).strip())

    def stop(self) -> None:
        self._run("-c", STOP)

    def restart(self, *, forgets: bool) -> None:
        self.stop()
        self.forgets = forgets
        self.start()

    def manage(self, *arguments: str) -> str:
        """Run a command to its end; what it said."""
        return self._run("manage.py", *arguments)

    def call(self, function: str) -> str:
        """Call a function of the tests, named with its module, inside Django."""
        return self.manage(*_calling(function))

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin a command and leave it running."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin_call(self, function: str) -> subprocess.Popen[str]:
        return self.begin(*_calling(function))

    def connect(self, name: str = NAME) -> psycopg.Connection:
        return psycopg.connect(host=str(self.socket), user=NAME, dbname=name, autocommit=True)

    def kill(self) -> None:
        """SIGKILL to the server and all its children, as fast as may be."""
        children = self._children()
        for number in (self._number(), *children):
            _send(number, signal.SIGKILL)

    def hold_up_writers_to_disk(self) -> None:
        """Stop, until the kill, everybody who would bring to disk what a forgetful session left in memory."""
        for number in self._children(*WRITERS_TO_DISK):
            _send(number, signal.SIGSTOP)

    def _number(self) -> int:
        return int((self.socket / ".s.PGSQL.5432.lock").read_text().split()[0])

    def _children(self, *kinds: str) -> list[int]:
        text = "SELECT pid FROM pg_stat_activity WHERE %(kinds)s::text[] = '{}' OR backend_type = ANY (%(kinds)s)"
        with self.connect("postgres") as connection:
            return [number for (number,) in connection.execute(text, {"kinds": list(kinds)})]

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _calling(function: str) -> list[str]:
    module, _dot, name = function.rpartition(".")
    return ["shell", "--no-imports", "-c", f"from {module} import {name}; {name}()"]


def _send(number: int, what: signal.Signals) -> None:
    try:
        os.kill(number, what)
    except ProcessLookupError:
        return  # gone by itself, as children go that see their server gone
