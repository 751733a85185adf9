import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from ohjaamo.commands import PlainCommand
from ohjaamo.periods import today
from reports import indicator_books, indicator_tables
from reports.figures.indicators import indicators
from reports.management.asked import days_of, project_of
from reports.readings import one_reading


class Command(PlainCommand):
    help = "The fund's indicators of a project as of a day (today, unless said), by gender: as JSON or as a book."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument("--date", metavar="D", help="30.4.2022 or 2022-04-30")
        shape = parser.add_mutually_exclusive_group(required=True)
        shape.add_argument("--json", action="store_true")
        shape.add_argument("--xlsx", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        day = days_of([options["date"]])[0] if options["date"] else today()
        with one_reading():
            found = indicators(project, day)
            packed = b"" if options["json"] else indicator_books.book(found)
        if options["json"]:
            self.stdout.write(json.dumps(indicator_tables.as_json(found), ensure_ascii=False, indent=2))
            return
        try:
            options["xlsx"].write_bytes(packed)
        except OSError as error:
            message = _("%(file)s can't be written.") % {"file": options["xlsx"]}
            raise CommandError(message, returncode=2) from error
