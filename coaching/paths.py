"""Where on the path a stay stands, as a page shows it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat, Trim

from clients.models import Enrolment
from coaching.models import Stage
from projects.choices import ProjectPart
from staff import auditing
from staff.models import User

DONE, CURRENT, LATER = "done", "current", "later"


@dataclass(frozen=True)
class Place:
    """One stage of the path: behind, here or ahead."""

    name: str
    state: str


@dataclass(frozen=True)
class Path:
    """The whole path of a stay and the place on it; before the first stage there is no name and no day."""

    names: list[str]
    name: str
    since: dt.date | None
    until: dt.date

    @property
    def number(self) -> int:
        """Which stage it is, from one; 0 when there is none yet, or the project no longer has it."""
        return self.names.index(self.name) + 1 if self.name in self.names else 0

    @property
    def days(self) -> int:
        """How many days at this stage, the first one included."""
        return (self.until - self.since).days + 1 if self.since else 0

    @property
    def places(self) -> list[Place]:
        states = [DONE] * (self.number - 1) + [CURRENT] * bool(self.number)
        states += [LATER] * (len(self.names) - len(states))
        return [Place(name, state) for name, state in zip(self.names, states, strict=True)]

    @property
    def next_name(self) -> str:
        return self.names[self.number] if self.number < len(self.names) else ""


@dataclass(frozen=True)
class Passage:
    """A stage as it was lived through: which days, how many, and who moved the client to it."""

    stage: Stage
    days: int
    mover: str


def passages(stay: Enrolment, today: dt.date) -> list[Passage]:
    """The stages of a stay that have begun, the latest first."""
    made = auditing.events_of(Stage).filter(pgh_obj_id=OuterRef("pk"), pgh_label="insert").order_by("pgh_id")
    actor = Subquery(made.values_list(KeyTextTransform("actor", "pgh_context__metadata"))[:1])
    key = Concat(Value("user:"), Cast("pk", CharField()))
    people = User.objects.annotate(actor=key).filter(actor=OuterRef("actor"))
    name = Subquery(people.values_list(Trim(Concat("first_name", Value(" "), "last_name")))[:1])
    rows = Stage.objects.filter(enrolment=stay, starts_on__lte=today).annotate(actor=actor)
    last = min(today, stay.ends_on or today)
    return [
        Passage(row, (min(row.ends_on or last, last) - row.starts_on).days + 1, row.mover or "")
        for row in rows.annotate(mover=name).order_by("-starts_on")
    ]


def with_stage(stays: QuerySet[Enrolment], today: dt.date) -> QuerySet[Enrolment]:
    """Stays with the name of the stage they have reached and the day it began."""
    reached = Stage.objects.filter(enrolment=OuterRef("pk"), starts_on__lte=today).order_by("-starts_on")
    return stays.annotate(
        stage_name=Subquery(reached.values("name")[:1]), stage_since=Subquery(reached.values("starts_on")[:1])
    )


def path_of(stay: Any, today: dt.date) -> Path | None:
    """The path of a stay (from `with_stage`); None where the project doesn't use paths."""
    if not stay.project.has_part(ProjectPart.PATH):
        return None
    until = min(today, stay.ends_on or today)
    return Path(stay.project.stage_names, stay.stage_name or "", stay.stage_since, until)
