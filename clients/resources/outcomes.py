"""Books of results: one row for each thing that came of the coaching."""

from django.utils.translation import gettext_lazy as _

from clients import words
from clients.book_people import PersonResource
from clients.choices import OutcomeKind
from clients.intakes.outcomes import OutcomeIntake
from projects import book_columns as columns
from projects.book_columns import BookField


class OutcomeResource(PersonResource):
    """When, whose, what, how many, where or which."""

    kind = "outcomes"
    name = _("Results")
    needs = {
        ("client_number", "personal_identity_code", "born_on"): _("The row doesn't say whose it is."),
        ("outcome",): _("The result is missing."),
        ("happened_on",): _("The day is missing."),
    }
    may_repeat = True

    happened_on = BookField("Pvm", "Päivä", "Päivämäärä", "Date", "Day", read=columns.day)
    outcome = BookField(
        "Tulos",
        "Result",
        "Outcome",
        read=columns.word(words.outcome),
        choices=columns.choices_of(OutcomeKind),
    )
    quantity = BookField("Kpl", "Määrä", "Lukumäärä", "Quantity", read=columns.whole_number)
    detail = BookField("Lisätieto", "Lisätiedot", "Detail", read=columns.text(200))

    def open_intake(self) -> OutcomeIntake:
        return OutcomeIntake(self.project, self.by)
