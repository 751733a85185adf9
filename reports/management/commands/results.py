import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from ohjaamo.commands import PlainCommand
from ohjaamo.periods import Period
from reports.figures import results
from reports.figures.tally import EVER
from reports.management.asked import days_of, project_of
from reports.readings import one_reading


class Command(PlainCommand):
    help = (
        "Print the results of a project, or of a period of it, as JSON: events and persons of each kind, and the "
        "number of nationalities."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument("--from", dest="since", metavar="D", help="30.4.2022 or 2022-04-30")
        parser.add_argument("--to", dest="until", metavar="D", help="30.4.2022 or 2022-04-30")
        parser.add_argument("--json", action="store_true", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        period = _period(options["since"], options["until"])
        with one_reading():
            found = results.results(project, period)
        self.stdout.write(json.dumps(results.as_json(found), ensure_ascii=False, indent=2))


def _period(since: str | None, until: str | None) -> Period:
    """The days asked for; without either, whatever ever happened."""
    (starts_on,) = days_of([since]) if since else [EVER.starts_on]
    (ends_on,) = days_of([until]) if until else [None]
    if ends_on is not None and ends_on < starts_on:
        raise CommandError(_("The last day is before the first."), returncode=2)
    return Period(starts_on, ends_on)
