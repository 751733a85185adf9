"""Lists of who came to a group: a row for each person and meeting, or one for each person and a column for each day."""

import re
from collections.abc import Container, Iterator
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients.book_people import PERSON, PersonResource
from coaching import book_rows, words
from coaching.choices import AttendanceState
from coaching.intakes.attendances import HEADS, AttendanceIntake, names_somebody
from coaching.models import Group
from coaching.resources.sessions import COACHING_MODELS, DURATION
from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects import book_columns as columns
from projects.book_columns import BookField
from projects.book_resources import Line
from staff import headers
from staff.verdicts import Verdict

DASHES = ("-", "–", "—")
# "3 muuta", where somebody's name should stand.
NUMBER_AND_WORD = re.compile(r"[0-9]+ .+")


def read_state(cell: Cell, **known: Any) -> AttendanceState | str:
    """Whether somebody came. A lone dash, elsewhere nothing, is here somebody who didn't."""
    is_dash = cell.text.strip() in DASHES and not cell.is_formula
    return AttendanceState.ABSENT if is_dash else columns.word(words.attendance)(cell)


def state_column(*finnish: str) -> BookField:
    """A column that says whether somebody came."""
    return BookField(
        *finnish,
        english=("Attendance", "Present"),
        read=read_state,
        takes=_lazy("x, or - for somebody who didn't come"),
        choices=columns.choices_of(AttendanceState),
    )


STATE = state_column("Läsnäolo")


def read_group(cell: Cell, *, groups: Container[str], **known: Any) -> str:
    """The name of a group. Refused (ValueError) when the project hasn't one of that name."""
    name = columns.text(150)(cell)
    if name and plain(name) not in groups:
        message = _("“%(name)s” is not a group of the project. Found the group first.")
        raise ValueError(message % {"name": name[:60]})
    return name


class GroupResource(PersonResource):
    """Which group, and what may be told of its meeting."""

    models = COACHING_MODELS

    group = BookField(
        "Ryhmä",
        "Ryhmän nimi",
        "Tilaisuus",
        "Tapahtuma",
        "Klubi",
        english=("Group", "Event"),
        read=read_group,
    )
    meets_from = BookField(
        "Kello",
        "Klo",
        "Alkoi klo",
        "Kellonaika",
        english=("Time", "Began at"),
        read=columns.word(words.time_of_day, None),
        takes=_lazy("A time of day, such as 13.00"),
    )
    minutes = BookField(
        "Kesto (min)",
        "Kesto",
        "Minuutit",
        english=("Duration (min)", "Duration", "Minutes"),
        read=columns.word(words.minutes, None),
        takes=DURATION,
    )
    coach = BookField("Valmentaja", "Ohjaaja", "Vetäjä", english=("Coach", "Led by"), read=columns.text(200))

    def __init__(self, **scope: Any) -> None:
        super().__init__(**scope)
        self.fields["group"].choices = self.group_choices

    @cached_property
    def known(self) -> dict[str, Any]:
        return super().known | {"groups": {plain(name) for name, _label in self.group_choices()}}

    def group_choices(self) -> list[tuple[str, str]]:
        """The groups of the project, each under its name."""
        names = Group.objects.filter(project=self.project).order_by("name").values_list("name", flat=True)
        return [(name, name) for name in dict.fromkeys(names)]

    def open_intake(self) -> AttendanceIntake:
        return AttendanceIntake(self.project, self.today, self.by)

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        name = values.get("name") or values.get("last_name") or values.get("first_names") or ""
        if NUMBER_AND_WORD.fullmatch(name):
            verdict.refuse(
                "name" if values.get("name") else "last_name",
                _("How many unnamed people came is told as a number in a column “Muita aikuisia”."),
            )
        super().complete(values, verdict)


class AttendanceResource(GroupResource):
    """A row for each person and meeting, and one for how many unnamed people came."""

    kind = "attendances"
    label = _lazy("Attendance, a row for each person and day")
    needs = {
        ("held_on",): _lazy("The day is missing."),
        (*PERSON, *HEADS): _lazy("The row doesn't say who came."),
    }

    held_on = BookField("Pvm", "Päivä", "Päivämäärä", english=("Date", "Day"), read=columns.day)
    state = state_column("Läsnäolo", "Läsnä", "Paikalla", "Osallistui", "Tila")
    unnamed_adults = BookField(
        "Muita aikuisia",
        "Muita",
        "Nimeämättömiä",
        "Nimeämättömiä aikuisia",
        english=("Unnamed adults", "Others"),
        read=columns.whole_number,
    )
    unnamed_children = BookField(
        "Lapsia",
        "Muita lapsia",
        "Nimeämättömiä lapsia",
        english=("Unnamed children", "Children"),
        read=columns.whole_number,
    )

    def lines(self) -> Iterator[Line]:
        return book_rows.attendances(self.project)

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        if names_somebody(values) and values.get("state") == "":
            verdict.refuse("state", _("Say whether she came: write x, poissa or sairas."))
        super().complete(values, verdict)


class AttendanceListResource(GroupResource):
    """A row for each person, and a column for each day on which the group met."""

    kind = "attendance_lists"
    label = _lazy("Attendance, a column for each day")
    dated = "present"
    needs = {PERSON: _lazy("The row doesn't say who came.")}

    def field_of(self, name: str) -> BookField:
        return STATE if headers.day_of(name) else super().field_of(name)
