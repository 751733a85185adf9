"""Wide books of statuses: one row for each client, one column for each day on which their situation was looked at."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients import words
from clients.book_people import PersonResource
from clients.intakes.statuses import ENDS, StatusIntake
from ohjaamo.books import Cell
from projects import book_columns as columns
from projects.book_columns import BookField
from projects.choices import ActivityKind
from staff import headers

# Nobody comes any more, for whatever reason: what the client did until then ends, and nothing begins.
ENDED = {
    ENDS: (
        "päättynyt",
        "päättyi",
        "lopettanut",
        "lopetti",
        "poistunut",
        "poistui",
        "poissa",
        "ei asiakas",
        "ei asiakkaana",
        "ei enää asiakas",
        "asiakkuus päättynyt",
        "ended",
        "left",
    )
}


def status(text: str) -> str:
    """What the client does, or that it has ended. Refuses (ValueError) a word it doesn't know."""
    return words.find(ENDED, text) or words.activity(text)


def statuses() -> list[tuple[str, str]]:
    """What a status may be."""
    return [*columns.choices_of(ActivityKind)(), (ENDS, _("Has ended"))]


STATUS = BookField("Tilanne", english=("Status",), read=columns.word(status), choices=statuses)


class StatusResource(PersonResource):
    """Whose, and what they did on each of the days."""

    kind = "statuses"
    label = _lazy("Statuses on several days")
    dated = "status"
    needs = {
        ("client_number", "personal_identity_code", "born_on"): _lazy("The row doesn't say whose it is."),
    }

    def field_of(self, name: str) -> BookField:
        return STATUS if headers.day_of(name) else super().field_of(name)

    def read(self, name: str, cell: Cell) -> Any:
        value = super().read(name, cell)
        day = headers.day_of(name)
        if value and day and day > self.today:
            raise ValueError(_("The day of the column is in the future."))
        return value

    def open_intake(self) -> StatusIntake:
        return StatusIntake(self.today, self.by)
