import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from ohjaamo.commands import PlainCommand
from ohjaamo.periods import today
from reports import sealing
from reports.choices import Audience, PublicationKind
from reports.management.asked import actor_of, days_of, project_of, reader_of


class Command(PlainCommand):
    help = "Publish a report of a project as of a date: it is sealed, and its version and digest are printed as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", required=True, metavar="CODE")
        parser.add_argument("--date", action="append", required=True, metavar="D")
        parser.add_argument("--kind", default=PublicationKind.SNAPSHOT.value, choices=PublicationKind.values)
        parser.add_argument("--audience", default=Audience.FUNDER.value, choices=Audience.values)
        parser.add_argument(
            "--municipality", default="", metavar="CODE", help="whose own version it is: a payer"
        )
        parser.add_argument("--reason", default="", metavar="TEXT", help="why it is published anew")
        parser.add_argument("--by", default="", help="the e-mail address of the person who does it")
        parser.add_argument("--json", action="store_true", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_of(options["project"])
        try:
            publication = sealing.publish(
                project=project,
                kind=options["kind"],
                days=days_of(options["date"]),
                reason=options["reason"],
                reader=reader_of(options["audience"], options["municipality"]),
                today=today(),
                by=actor_of(options["by"]),
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages), returncode=2) from refusal
        told = {
            "project": project.code,
            "publication": publication.pk,
            "kind": publication.kind,
            "audience": publication.audience,
            "date": publication.as_of.isoformat(),
            "version": publication.version,
            "sha256": publication.sha256,
            "figures": publication.figures.count(),
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
