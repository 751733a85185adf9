"""Books of results: one row for each thing that came of the coaching."""

from django.utils.translation import gettext_lazy as _

from clients import words
from clients.intakes.outcomes import OutcomeIntake
from clients.resources import readers
from clients.resources.book import BookField
from clients.resources.people import PersonResource


class OutcomeResource(PersonResource):
    """When, whose, what, how many, where or which."""

    kind = "outcomes"
    needs = {
        ("client_number", "personal_identity_code", "born_on"): _("The row doesn't say whose it is."),
        ("outcome",): _("The result is missing."),
        ("happened_on",): _("The day is missing."),
    }
    may_repeat = True

    happened_on = BookField("Pvm", "Päivä", "Päivämäärä", "Date", "Day", read=readers.day)
    outcome = BookField("Tulos", "Result", "Outcome", read=readers.word(words.outcome))
    quantity = BookField("Kpl", "Määrä", "Lukumäärä", "Quantity", read=readers.whole_number)
    detail = BookField("Lisätieto", "Lisätiedot", "Detail", read=readers.text(200))

    def open_intake(self) -> OutcomeIntake:
        return OutcomeIntake(self.project, self.by)
