#!/usr/bin/env python
"""Ohjaamo's command line."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError
from psycopg import errors

from ohjaamo.database import DatabaseUnavailable

BUSY = "Tietokanta on juuri nyt varattu, yritä hetken kuluttua uudelleen / The database is busy, try again in a moment."
EMPTY = "Tietokantaa ei ole vielä luotu: aja ensin / The database hasn't been made yet, run first: manage.py migrate"
AWAY = "Tietokantaan ei saada yhteyttä / The database can't be used: "


def main() -> None:
    """Run a command; a setting or a database that can't be used is one sentence and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ohjaamo.settings")
    try:
        execute_from_command_line(sys.argv)
    except (DatabaseUnavailable, OperationalError, ProgrammingError, ImproperlyConfigured) as error:
        print(sentence(error), file=sys.stderr)
        sys.exit(2)


def sentence(error: Exception) -> str:
    """What is the matter, in a line; raised again when it is no matter of the machine's but a fault of ours."""
    reason = " ".join(str(error).split())
    if isinstance(error.__cause__, errors.LockNotAvailable):
        return BUSY
    if isinstance(error.__cause__, errors.UndefinedTable):
        return EMPTY
    if isinstance(error, ProgrammingError):
        raise error
    return reason if isinstance(error, ImproperlyConfigured) else AWAY + reason


if __name__ == "__main__":
    main()
