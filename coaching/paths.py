"""Where on the path a stay stands, as a page shows it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from clients.models import Enrolment
from coaching.models import Stage
from projects.choices import ProjectPart

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
