"""A database as large as one likes, of invented clients, for measuring. Never beside real ones.

Everything comes out of a client's own number, so the same size is always the same database.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from clients.choices import Gender
from clients.models import Activity, Client, Enrolment
from projects.choices import ActivityKind
from projects.models import Project
from staff import auditing

# A project is about as large as the association's own.
PER_PROJECT = 400
FIRST_DAY, LAST_DAY = dt.date(2019, 1, 1), dt.date(2022, 12, 31)
# Stays begin on these days, so that the longest of them ends within its project.
DAYS_OF_ENTRY, SHORTEST, LONGER_BY = 1200, 90, 150
SPELL, BETWEEN_SPELLS = 150, 120
KINDS = (
    ActivityKind.VOCATIONAL,
    ActivityKind.INTEGRATION,
    ActivityKind.WORK,
    ActivityKind.UNEMPLOYED,
    ActivityKind.OTHER,
)
NATIONALITIES = ("{SO}", "{UA}", "{RU}", "{SY}", "{TH,LA}")
CLIENT = {
    "last_name": "", "mother_tongue": "", "service_languages": "{}", "phone": "", "email": "", "address": "",
    "residence_basis": "", "literacy": "", "has_safety_restriction": False, "note": "", "name_keys": "{}",
}  # fmt: skip
STAY = {"exit_reason": "", "withdrawn_reason": ""}
SPELLS = {"place": "", "title": "", "confirmed_from": "", "withdrawn_reason": ""}

Row = dict[str, Any]


@dataclass(frozen=True)
class Sown:
    """How many rows came in."""

    projects: int
    clients: int
    enrolments: int
    activities: int


def sow(*, clients: int, with_history: bool, by: auditing.Actor) -> Sown:
    """So many invented clients, each with a stay and two activities, copied in; with their history or without.

    Refused (ValidationError) for less than one, and in a database that has a client already.
    """
    if clients < 1:
        raise ValidationError(_("Give a number of clients from one up."))
    if Client.objects.exists():
        raise ValidationError(_("The database has clients. Invented ones are only sown in an empty one."))
    projects = max(1, clients // PER_PROJECT)
    models = (Client, Enrolment, Activity)
    with auditing.act(by=by), _history(models, is_on=with_history):
        first_project = _copy(Project, _projects(projects), projects)
        first = _copy(Client, _clients(clients), clients)
        _copy(Enrolment, _stays(clients, first, first_project, projects), clients)
        _copy(Activity, _spells(clients, first), 2 * clients)
    return Sown(projects, clients, clients, 2 * clients)


def _projects(count: int) -> Iterator[Row]:
    for number in range(count):
        yield {
            "code": f"SCALE-{number}", "name": f"Mittaushanke {number}", "lead_implementer": "",
            "partner_implementer": "", "programme_period": "", "priority_axis": "", "specific_objective": "",
            "starts_on": FIRST_DAY, "ends_on": LAST_DAY, "reporting_dates": "{}", "stage_names": "{}",
            "parts_off": "{}",
        }  # fmt: skip


def _clients(count: int) -> Iterator[Row]:
    genders = (Gender.FEMALE.value, Gender.MALE.value)
    for number in range(count):
        name = f"Asiakas {number}"
        yield CLIENT | {
            "client_number": f"S{number}",
            "first_names": name,
            "folded_name": name.lower(),
            "born_on": dt.date(1958, 1, 1) + dt.timedelta(days=number * 7919 % 16000),
            "gender": genders[number % 2],
            "nationalities": NATIONALITIES[number % len(NATIONALITIES)],
        }


def _stays(count: int, first: int, first_project: int, projects: int) -> Iterator[Row]:
    """A third of the clients is still here."""
    for number in range(count):
        starts_on = _entry(number)
        days = SHORTEST + number % LONGER_BY
        yield STAY | {
            "client_id": first + number,
            "project_id": first_project + number % projects,
            "starts_on": starts_on,
            "ends_on": starts_on + dt.timedelta(days=days) if number % 3 else None,
        }


def _spells(count: int, first: int) -> Iterator[Row]:
    for number in range(count):
        for turn in range(2):
            starts_on = _entry(number) + dt.timedelta(days=turn * BETWEEN_SPELLS)
            yield SPELLS | {
                "client_id": first + number,
                "kind": KINDS[(number + turn) % len(KINDS)].value,
                "starts_on": starts_on,
                "ends_on": starts_on + dt.timedelta(days=SPELL) if turn == 0 else None,
            }


def _entry(number: int) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=number * 31 % DAYS_OF_ENTRY)


def _copy(model: type[Model], rows: Iterator[Row], count: int) -> int:
    """Copy the rows in, all with the same columns, under keys that follow each other; the first of the keys."""
    head = next(rows)
    table, key = model._meta.db_table, str(model._meta.pk.column)
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [table, key])
        (first,) = cursor.fetchone()
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, key, first + count - 1])
        names = ", ".join(map(connection.ops.quote_name, [key, *head]))
        with cursor.copy(f"COPY {connection.ops.quote_name(table)} ({names}) FROM STDIN") as copy:
            for number, row in enumerate(chain([head], rows)):
                copy.write_row([first + number, *row.values()])
    return int(first)


@contextmanager
def _history(models: Sequence[type[Model]], *, is_on: bool) -> Iterator[None]:
    """Without history the tables' own triggers rest; keys and constraints are watched all the same."""
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models]
    if not is_on:
        _switch(tables, "DISABLE")
    yield
    if not is_on:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _switch(tables, "ENABLE")


def _switch(tables: Sequence[str], how: str) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER USER")
