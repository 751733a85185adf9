import dataclasses
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from ohjaamo.commands import PlainCommand
from reports import scale


class Command(PlainCommand):
    help = (
        "Invented clients, as many as one likes, for measuring speed; only into a database without clients."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--clients", required=True, type=int, metavar="N")
        parser.add_argument(
            "--history", required=True, choices=("on", "off"), help="whether each row leaves its history"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sown = scale.sow(clients=options["clients"], with_history=options["history"] == "on", by="cli")
        except ValidationError as refusal:
            raise CommandError(refusal.messages[0], returncode=2) from refusal
        self.stdout.write(json.dumps(dataclasses.asdict(sown)))
