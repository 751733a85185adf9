import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from ohjaamo.commands import PlainCommand
from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from reports import days, papers, snapshots
from reports.management.asked import days_of, project_of


class Command(PlainCommand):
    help = (
        "The status snapshot of a project on the given dates, or on its reporting dates: as JSON or as a PDF."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument(
            "--date", action="append", default=[], metavar="D", help="30.4.2022 or 2022-04-30"
        )
        shape = parser.add_mutually_exclusive_group(required=True)
        shape.add_argument("--json", action="store_true")
        shape.add_argument("--pdf", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        asked = days_of(options["date"]) or days.reporting(project, today())
        if options["json"]:
            snapshot = snapshots.build(project, asked)
            self.stdout.write(json.dumps(snapshots.as_json(snapshot), ensure_ascii=False, indent=2))
            return
        try:
            paper = papers.snapshot(project, asked, maker=_("command line"), moment=timezone.localtime())
            options["pdf"].write_bytes(paper)
        except (PdfFailed, PdfUnavailable) as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            message = _("%(file)s can't be written.") % {"file": options["pdf"]}
            raise CommandError(message, returncode=2) from error
