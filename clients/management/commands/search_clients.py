import json
from typing import Any

from django.core.management.base import CommandParser

from clients import search
from clients.models import Client
from ohjaamo.commands import PlainCommand


class Command(PlainCommand):
    """Finds clients as the search field does: {"clients": [numbers in order]}."""

    help = "Finds clients by name or number, as the search field does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", help="parts of the name in any spelling, or the client number")
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        numbers = list(
            search.find(Client.objects.all(), options["text"]).values_list("client_number", flat=True)
        )
        self.stdout.write(json.dumps({"clients": numbers}) if options["json"] else "\n".join(numbers))
