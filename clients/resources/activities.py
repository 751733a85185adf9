"""Books of activities: one row for each thing a client did for a while."""

from django.utils.translation import gettext_lazy as _

from clients import words
from clients.book_people import PersonResource
from clients.intakes.activities import ActivityIntake
from projects import book_columns as columns
from projects.book_columns import BookField
from projects.choices import ActivityKind


class ActivityResource(PersonResource):
    """Whose, what, from when to when, where, on what terms."""

    kind = "activities"
    name = _("Activities")
    needs = {
        ("client_number", "personal_identity_code", "born_on"): _("The row doesn't say whose it is."),
        ("activity",): _("The activity is missing."),
        ("starts_on",): _("The start date is missing."),
    }

    activity = BookField(
        "Toiminta", "Activity", read=columns.word(words.activity), choices=columns.choices_of(ActivityKind)
    )
    starts_on = BookField(
        "Alkoi", "Alkanut", "Alkupvm", "Aloitus pvm", "Start date", "Starts on", read=columns.day
    )
    ends_on = BookField(
        "Päättyi", "Päättynyt", "Loppupvm", "Lopetus pvm", "End date", "Ends on", read=columns.day
    )
    place = BookField(
        "Työnantaja / oppilaitos",
        "Työnantaja",
        "Oppilaitos",
        "Paikka",
        "Employer / school",
        "Place",
        read=columns.text(200),
    )
    has_pay_subsidy = BookField(
        "Palkkatuki", "Pay subsidy", read=columns.word(words.truth, None), choices=columns.truths
    )
    is_part_time = BookField(
        "Osa-aikainen", "Part-time", read=columns.word(words.truth, None), choices=columns.truths
    )
    is_permanent = BookField(
        "Vakituinen", "Permanent", read=columns.word(words.truth, None), choices=columns.truths
    )

    def open_intake(self) -> ActivityIntake:
        return ActivityIntake(self.by)
