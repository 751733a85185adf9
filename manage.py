#!/usr/bin/env python
"""Ohjaamo's command line."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db.utils import OperationalError

from ohjaamo.database import DatabaseUnavailable


def main() -> None:
    """Run a command; a database that can't be reached is one sentence and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ohjaamo.settings")
    try:
        execute_from_command_line(sys.argv)
    except (DatabaseUnavailable, OperationalError) as error:
        reason = " ".join(str(error).split())
        print(f"Tietokantaan ei saada yhteyttä / The database can't be used: {reason}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
