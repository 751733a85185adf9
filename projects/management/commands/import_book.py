import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ohjaamo.books import BookError
from ohjaamo.commands import PlainCommand
from ohjaamo.periods import today
from projects.book_kinds import KINDS, resource_for
from staff import imports, staging
from staff.models import User
from staff.verdicts import ImportRefused


class Command(PlainCommand):
    """Takes an old book in and says row by row what came of it. Exit code 2 when the whole book is refused."""

    help = "Takes an old book (.xls, .xlsx, .ods or .csv) into the register."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the spreadsheet")
        parser.add_argument("--kind", required=True, help=" | ".join(KINDS))
        parser.add_argument("--project", default="", help="the project's code")
        parser.add_argument("--sheet", help="the sheet, when it isn't the first that holds anything")
        parser.add_argument("--mapping", help='a JSON file {"title of a column": "what it means"}')
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it, write nothing")
        parser.add_argument("--by", default="", help="the e-mail address of the person who does it")
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._import(options)
        except (BookError, ImportRefused) as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(summary(report, KINDS[options["kind"]].models)))

    def _import(self, options: dict[str, Any]) -> dict[str, Any]:
        by = person(options["by"])
        taker = resource_for(kind=options["kind"], project_code=options["project"], today=today(), by=by)
        with transaction.atomic():
            batch = staging.stage(
                path=Path(options["file"]),
                taker=taker,
                project_code=options["project"],
                mapping=mapping(options["mapping"]),
                sheet=options["sheet"],
                by=by,
            )
            take = imports.judge if options["dry_run"] else imports.apply
            report = take(batch=batch, taker=taker, by=by)
            transaction.set_rollback(options["dry_run"])
        return report | ({"batch": None} if options["dry_run"] else {})


def person(email: str) -> Any:
    """Whom the history names: the person with the address, or the command line."""
    if not email:
        return "cli"
    if found := User.objects.filter(email=email.strip().lower(), is_active=True).first():
        return found
    raise ImportRefused(_("Nobody here signs in with the address %(email)s.") % {"email": email})


def mapping(path: str | None) -> dict[str, str]:
    """What the titles mean, from a JSON file. Refused (ImportRefused) when it holds anything else."""
    if not path:
        return {}
    try:
        chosen = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ImportRefused(_("The file of columns %(path)s can't be read.") % {"path": path}) from error
    if not isinstance(chosen, dict) or not all(isinstance(name, str) for name in chosen.values()):
        raise ImportRefused(_("The file of columns %(path)s can't be read.") % {"path": path})
    return chosen


def summary(report: dict[str, Any], models: Mapping[str, Promise]) -> list[str]:
    """The report as a person reads it: the counts, then each row that has something to say."""
    counts = [
        _("%(rows)s rows: %(read)s read, %(skipped)s skipped.") % report,
        _("New: %(counts)s. Completed: %(updated)s. Unchanged rows: %(unchanged)s.")
        % {
            "counts": _counted(report["created"], models),
            "updated": _counted(report["updated"], models),
            "unchanged": report["unchanged"],
        },
    ]
    told = [
        *((row, _("refused: %(message)s")) for row in report["refused"]),
        *((row, _("to be looked at: %(message)s")) for row in report["warnings"]),
        *((row, _("differs: we have %(ours)s, the book %(book)s")) for row in report["differences"]),
    ]
    lines = [
        _("Row %(row)s, %(column)s") % row + " – " + text % row
        for row, text in sorted(told, key=lambda line: line[0]["row"])
    ]
    asked = [
        _("Row %(row)s waits: it may be client %(candidates)s.")
        % {"row": row["row"], "candidates": ", ".join(row["candidates"])}
        for row in report["questions"]
    ]
    return counts + lines + asked


def _counted(counts: dict[str, int], models: Mapping[str, Promise]) -> str:
    return ", ".join(f"{models[name]} {count}" for name, count in counts.items() if count) or "0"
