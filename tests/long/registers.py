"""What a server's database holds, table by table, and copies of it to begin from."""

import time

import psycopg
from psycopg import sql

from staff.imports import LOCK
from tests.long.servers import Server

PATIENCE_SECONDS = 60

# How many rows each table holds.
Register = dict[str, int]


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
