"""What the person at the keyboard reads when there is no database."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.db import ProgrammingError, connection
from psycopg.conninfo import make_conninfo

import manage
from ohjaamo.database import ROOT

BEGINNING = "Tietokantaan ei saada yhteyttä / The database can't be used: "


def dsn(**changes: object) -> str:
    """The address of the tests' database, with these changes."""
    given = connection.get_connection_params()
    parts = {name: given.get(name) for name in ("dbname", "user", "password", "host", "port")}
    return make_conninfo(**{name: value for name, value in {**parts, **changes}.items() if value})


def run(url: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
    )


def assert_one_sentence(errors: str, expected: str) -> None:
    assert errors.startswith(BEGINNING)
    assert expected in errors
    assert errors.count("\n") == 1
    assert "Traceback" not in errors
    assert "salainen" not in errors


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://liisa:salainen@127.0.0.1:1/koe", "Connection refused"),
        ("postgresql://liisa:salainen@/koe?host=/nowhere", "No such file"),
        ("mysql://liisa:salainen@127.0.0.1/koe", "DATABASE_URL can't be read"),
    ],
)
def test_database_that_can_not_be_reached_is_one_sentence_and_code_2(url, expected):
    done = run(url)
    assert (done.returncode, done.stdout) == (2, "")
    assert_one_sentence(done.stderr, expected)


@pytest.mark.django_db
def test_database_that_does_not_exist_is_one_sentence_and_code_2():
    done = run(dsn(dbname="no_such_database"))
    assert (done.returncode, done.stdout) == (2, "")
    assert_one_sentence(done.stderr, 'database "no_such_database" does not exist')


@pytest.mark.django_db
def test_table_locked_by_another_is_one_sentence_and_code_2(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["manage.py", "migrate", "--check"])
    with psycopg.connect(dsn()) as other:
        other.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '20ms'")
        with pytest.raises(SystemExit) as left:
            manage.main()
    assert (left.value.code, capsys.readouterr().err) == (2, manage.BUSY + "\n")


@pytest.mark.django_db
def test_database_without_tables_says_what_to_run(monkeypatch, capsys):
    def answer(argv):
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM no_such_table")

    monkeypatch.setattr(manage, "execute_from_command_line", answer)
    with pytest.raises(SystemExit) as left:
        manage.main()
    assert (left.value.code, capsys.readouterr().err) == (2, manage.EMPTY + "\n")


@pytest.mark.django_db
def test_fault_of_ours_in_sql_is_not_taken_for_the_machines(monkeypatch):
    def answer(argv):
        with connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column")

    monkeypatch.setattr(manage, "execute_from_command_line", answer)
    with pytest.raises(ProgrammingError):
        manage.main()


def test_setting_that_can_not_be_used_is_one_sentence_and_code_2():
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**os.environ, "OHJAAMO_TRIAL": "2"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (2, "OHJAAMO_TRIAL must be 0 or 1, not '2'.\n")


@pytest.mark.django_db
def test_wait_for_a_lock_has_an_end():
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("5s",)
