import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from ohjaamo.commands import PlainCommand
from ohjaamo.periods import today
from projects.splits import Mode
from reports.figures import cofinancing
from reports.management.asked import project_of


class Command(PlainCommand):
    help = "Print the split of a project's own funding among municipalities as JSON, period by period and in all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument("--mode", choices=[*Mode], default=Mode.EXACT)
        parser.add_argument("--json", action="store_true", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        found = cofinancing.plan(project, Mode(options["mode"]), cofinancing.day_of_plan(project, today()))
        if found is None:
            message = _("The project %(code)s has no budget, or no key by which its own funding is shared.")
            raise CommandError(message % {"code": project.code}, returncode=2)
        self.stdout.write(json.dumps(cofinancing.as_json(found), ensure_ascii=False, indent=2))
