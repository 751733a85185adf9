import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from ohjaamo.commands import PlainCommand
from projects.management.commands.import_book import person
from staff import import_undoing
from staff.models import ImportBatch
from staff.verdicts import ImportRefused


class Command(PlainCommand):
    """Takes an import back and says what stays. Exit code 2 when it can't be undone."""

    help = "Takes an import back; a row that somebody has touched since stays and is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", type=int, help="the number that import_book told")
        parser.add_argument("--by", default="", help="the e-mail address of the person who does it")
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._undo(options)
        except ImportRefused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        self.stdout.write(_("As before the import: %(undone)s rows. Left as they are: %(left)s.") % {
            "undone": report["undone"], "left": len(report["left"]),
        })  # fmt: skip
        for row in report["left"]:
            self.stdout.write(f"{row['what']} {row['key']}")

    def _undo(self, options: dict[str, Any]) -> dict[str, Any]:
        batch = ImportBatch.objects.filter(pk=options["batch"]).first()
        if batch is None:
            raise ImportRefused(_("There is no import %(number)s.") % {"number": options["batch"]})
        done = import_undoing.undo(batch=batch, moment=timezone.now(), by=person(options["by"]))
        left = [{"what": str(each.model._meta.verbose_name), "key": each.key} for each in done.left]
        return {"batch": batch.pk, "undone": done.count, "left": left}
