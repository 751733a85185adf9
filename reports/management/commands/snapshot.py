import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ohjaamo.commands import PlainCommand
from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from ohjaamo.sheets import xlsx
from projects.models import Project
from reports import days, papers, snapshot_books, snapshots
from reports.management.asked import days_of, project_of
from reports.readings import one_reading


class Command(PlainCommand):
    help = "The status snapshot of a project on the given dates, or on its reporting dates: as JSON, PDF or XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument(
            "--date", action="append", default=[], metavar="D", help="30.4.2022 or 2022-04-30"
        )
        shape = parser.add_mutually_exclusive_group(required=True)
        shape.add_argument("--json", action="store_true")
        shape.add_argument("--pdf", type=Path, metavar="FILE")
        shape.add_argument("--xlsx", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        asked = days_of(options["date"]) or days.reporting(project, today())
        if options["json"]:
            with one_reading():
                snapshot = snapshots.build(project, asked)
            self.stdout.write(json.dumps(snapshots.as_json(snapshot), ensure_ascii=False, indent=2))
            return
        file = options["pdf"] or options["xlsx"]
        try:
            file.write_bytes(self._paper(project, asked) if options["pdf"] else self._book(project, asked))
        except (PdfFailed, PdfUnavailable) as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            message = _("%(file)s can't be written.") % {"file": file}
            raise CommandError(message, returncode=2) from error

    def _paper(self, project: Project, asked: Sequence[dt.date]) -> bytes:
        return papers.snapshot(project, asked, maker=_("command line"), moment=timezone.localtime())

    def _book(self, project: Project, asked: Sequence[dt.date]) -> bytes:
        with one_reading(), translation.override("fi"):
            told = papers.contents(snapshots.build(project, asked), today=today())
            return xlsx(snapshot_books.sheets(told))
