"""Books of activities: one row for each thing a client did for a while."""

from django.utils.translation import gettext_lazy as _

from clients import words
from clients.intakes.activities import ActivityIntake
from clients.resources import readers
from clients.resources.book import BookField
from clients.resources.people import PersonResource


class ActivityResource(PersonResource):
    """Whose, what, from when to when, where, on what terms."""

    kind = "activities"
    needs = {
        ("client_number", "personal_identity_code", "born_on"): _("The row doesn't say whose it is."),
        ("activity",): _("The activity is missing."),
        ("starts_on",): _("The start date is missing."),
    }

    activity = BookField("Toiminta", "Activity", read=readers.word(words.activity))
    starts_on = BookField(
        "Alkoi", "Alkanut", "Alkupvm", "Aloitus pvm", "Start date", "Starts on", read=readers.day
    )
    ends_on = BookField(
        "Päättyi", "Päättynyt", "Loppupvm", "Lopetus pvm", "End date", "Ends on", read=readers.day
    )
    place = BookField(
        "Työnantaja / oppilaitos",
        "Työnantaja",
        "Oppilaitos",
        "Paikka",
        "Employer / school",
        "Place",
        read=readers.text(200),
    )
    has_pay_subsidy = BookField("Palkkatuki", "Pay subsidy", read=readers.word(words.truth, None))
    is_part_time = BookField("Osa-aikainen", "Part-time", read=readers.word(words.truth, None))
    is_permanent = BookField("Vakituinen", "Permanent", read=readers.word(words.truth, None))

    def open_intake(self) -> ActivityIntake:
        return ActivityIntake(self.by)
