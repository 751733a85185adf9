"""Books of results: one row for each thing that came of the coaching."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from clients import book_rows, words
from clients.book_people import PersonResource
from clients.choices import OutcomeKind
from clients.intakes.outcomes import OutcomeIntake
from clients.models import Outcome
from projects import book_columns as columns
from projects.book_columns import BookField
from projects.book_resources import Line
from staff.gathering import Gathering


class OutcomeResource(PersonResource):
    """When, whose, what, how many, where or which."""

    kind = "outcomes"
    label = _("Results")
    needs = {
        ("client_number", "personal_identity_code", "born_on"): _("The row doesn't say whose it is."),
        ("outcome",): _("The result is missing."),
        ("happened_on",): _("The day is missing."),
    }
    may_repeat = True

    happened_on = BookField(
        "Pvm",
        "Päivä",
        "Päivämäärä",
        "Ajankohta",
        "Tapahtumapäivä",
        english=("Date", "Day", "When"),
        read=columns.day,
    )
    outcome = BookField(
        "Tulos",
        "Tulokset",
        "Mitä saavutettiin",
        english=("Result", "Outcome", "Results", "Achievement"),
        read=columns.word(words.outcome),
        choices=columns.choices_of(OutcomeKind),
    )
    quantity = BookField(
        "Kpl",
        "Määrä",
        "Lukumäärä",
        "Montako",
        "Lkm",
        english=("Quantity", "Amount", "Count"),
        read=columns.whole_number,
    )
    detail = BookField(
        "Lisätieto",
        "Lisätiedot",
        "Tarkenne",
        "Kuvaus",
        english=("Detail", "Details", "Description"),
        read=columns.text(200),
    )

    def lines(self) -> Iterator[Line]:
        return book_rows.outcomes(Outcome.objects.filter(project=self.project))

    def open_intake(self) -> OutcomeIntake:
        self.gathering = Gathering()
        return OutcomeIntake(self.project, self.today, self.gathering, self.by)
