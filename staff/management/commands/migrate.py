from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from staff import auditing


class Command(migrate.Command):
    """Django's own migrate, in the name of the system actor: a migration may write to tables under history."""

    def handle(self, *args: Any, **options: Any) -> None:
        database = connections[options["database"]]
        with auditing.session_of(database, by="migration"):
            super().handle(*args, **options)
        auditing.protect(database)
