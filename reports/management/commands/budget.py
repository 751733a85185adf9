import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from ohjaamo.commands import PlainCommand
from ohjaamo.periods import today
from projects.choices import Implementer
from reports.figures import budget
from reports.management.asked import project_of


class Command(PlainCommand):
    help = "Print a project's budget as JSON: the chain of each period, the total, what was published and what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument("--json", action="store_true", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        found = budget.budget(project, Implementer.LEAD, today())
        if found is None:
            message = _("The project %(code)s has no budget.") % {"code": project.code}
            raise CommandError(message, returncode=2)
        self.stdout.write(json.dumps(budget.as_json(found), ensure_ascii=False, indent=2))
