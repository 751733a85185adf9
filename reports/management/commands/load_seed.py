from typing import Any

from ohjaamo.commands import PlainCommand
from reports import seeds


class Command(PlainCommand):
    help = "Load the projects, municipalities, partners and published figures; run again, it adds only what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        seeds.sow(by="cli")
