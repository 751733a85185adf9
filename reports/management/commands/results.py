import json
from typing import Any

from django.core.management.base import CommandParser

from ohjaamo.commands import PlainCommand
from reports.figures import results
from reports.management.asked import project_of


class Command(PlainCommand):
    help = "Print the results of a project as JSON: events and persons of each kind, and the number of nationalities."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument("--json", action="store_true", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        found = results.results(project_of(options["project"]))
        self.stdout.write(json.dumps(results.as_json(found), ensure_ascii=False, indent=2))
