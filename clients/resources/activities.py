"""Books of activities: one row for each thing a client did for a while."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from clients import book_rows, words
from clients.book_people import PersonResource
from clients.intakes.activities import ActivityIntake
from clients.models import Enrolment
from projects import book_columns as columns
from projects.book_columns import BookField
from projects.book_resources import Line
from projects.choices import ActivityKind
from staff.gathering import Gathering


class ActivityResource(PersonResource):
    """Whose, what, from when to when, where, on what terms."""

    kind = "activities"
    label = _("Activities")
    needs = {
        ("client_number", "personal_identity_code", "born_on"): _("The row doesn't say whose it is."),
        ("activity",): _("The activity is missing."),
        ("starts_on",): _("The start date is missing."),
    }

    activity = BookField(
        "Toiminta",
        "Tilanne",
        "Status",
        "Mitä tekee",
        "Toimenpide",
        english=("Activity", "Situation"),
        read=columns.word(words.activity),
        choices=columns.choices_of(ActivityKind),
    )
    starts_on = BookField(
        "Alkoi",
        "Alkanut",
        "Alkupvm",
        "Aloitus pvm",
        "Aloitus",
        "Aloituspäivä",
        "Alkamispäivä",
        "Alku",
        "Mistä alkaen",
        english=("Start date", "Starts on", "Start", "Started", "From"),
        read=columns.day,
    )
    ends_on = BookField(
        "Päättyi",
        "Päättynyt",
        "Loppupvm",
        "Lopetus pvm",
        "Lopetus",
        "Lopetuspäivä",
        "Päättymispäivä",
        "Loppu",
        "Mihin asti",
        english=("End date", "Ends on", "End", "Ended", "To", "Until"),
        read=columns.day,
    )
    place = BookField(
        "Työnantaja / oppilaitos",
        "Työnantaja",
        "Oppilaitos",
        "Paikka",
        "Työpaikka",
        "Koulu",
        "Yritys",
        english=("Employer / school", "Place", "Employer", "School", "Workplace"),
        read=columns.text(200),
    )
    has_pay_subsidy = BookField(
        "Palkkatuki", english=("Pay subsidy",), read=columns.word(words.truth, None), choices=columns.truths
    )
    is_part_time = BookField(
        "Osa-aikainen", english=("Part-time",), read=columns.word(words.truth, None), choices=columns.truths
    )
    is_permanent = BookField(
        "Vakituinen", english=("Permanent",), read=columns.word(words.truth, None), choices=columns.truths
    )

    def lines(self) -> Iterator[Line]:
        return book_rows.activities(Enrolment.objects.filter(project=self.project).values("client"))

    def open_intake(self) -> ActivityIntake:
        self.gathering = Gathering()
        return ActivityIntake(self.today, self.gathering, self.by)
