"""Each client of a project as the fund sees a participant: as of a day, entered first, left last.

However often somebody has come back, there is one participant: the entry facts are of the first stay, the exit facts
of the last one. What was told later than the day isn't known on it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from clients.choices import Gender, LabourStatus, LeavingStatus
from ohjaamo.periods import months_after
from projects.choices import Urbanisation
from projects.models import Project

# Results upon leaving are looked at so soon after the last day, those that last so long after.
SOON = dt.timedelta(days=28)
LATER_MONTHS = 6
# The genders by which the fund splits its figures.
GENDERS = (Gender.FEMALE, Gender.MALE, Gender.OTHER)
AT_WORK = (LeavingStatus.EMPLOYED, LeavingStatus.SELF_EMPLOYED)

# Under a safety restriction nothing follows from the municipality.
FACTS = """
WITH stay AS (
    SELECT client_id, min(starts_on) AS entered_on,
        CASE WHEN bool_and(ends_on IS NOT NULL AND ends_on <= %(day)s) THEN max(ends_on) END AS left_on
    FROM clients_enrolment
    WHERE project_id = %(project)s AND withdrawn_at IS NULL AND starts_on <= %(day)s
    GROUP BY client_id
)
SELECT stay.client_id, stay.entered_on, stay.left_on, client.gender, client.born_on, client.nationalities,
    CASE WHEN NOT client.has_safety_restriction THEN municipality.urbanisation END,
    COALESCE(told.labour_status, ''), told.unemployed_since_on, told.is_in_education, told.education_level,
    told.has_foreign_background, told.is_homeless, COALESCE(told.leaving_status, ''), told.leaving_status_on,
    told.has_qualified, COALESCE(told.later_status, ''), told.has_improved
FROM stay
JOIN clients_client AS client ON client.id = stay.client_id
LEFT JOIN projects_municipality AS municipality ON municipality.id = client.municipality_id
LEFT JOIN clients_participation AS told ON told.client_id = stay.client_id AND told.project_id = %(project)s
WHERE %(clients)s::bigint[] IS NULL OR stay.client_id = ANY(%(clients)s)
ORDER BY stay.client_id"""


@dataclass(frozen=True)
class Participant:
    """A client in a project as of a day. Empty and None are what isn't known."""

    day: dt.date
    key: int
    entered_on: dt.date
    left_on: dt.date | None
    gender: str
    born_on: dt.date | None
    nationalities: Sequence[str]
    urbanisation: Urbanisation | int | None
    labour_status: str
    unemployed_since_on: dt.date | None
    is_in_education: bool | None
    education_level: int | None
    has_foreign_background: bool | None
    is_homeless: bool | None
    leaving_status: str
    leaving_status_on: dt.date | None
    has_qualified: bool | None
    later_status: str
    has_improved: bool | None

    @property
    def age(self) -> int | None:
        """Full years at entry."""
        if self.born_on is None:
            return None
        had_birthday = (self.entered_on.month, self.entered_on.day) >= (self.born_on.month, self.born_on.day)
        return self.entered_on.year - self.born_on.year - (not had_birthday)

    @property
    def missing(self) -> tuple[str, ...]:
        """The entry facts without which the fund counts somebody only in the grand total."""
        known = {
            "gender": self.gender in GENDERS,
            "born_on": self.born_on is not None,
            "labour_status": self.labour_status != "",
            "education_level": self.education_level is not None,
        }
        return tuple(name for name, is_known in known.items() if not is_known)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def has_left(self) -> bool:
        return self.left_on is not None

    @property
    def left_as(self) -> str:
        """The situation within 28 days of the last exit; one of an earlier exit tells nothing of the last."""
        if self.left_on is None or self.leaving_status_on is None:
            return ""
        is_of_exit = self.left_on <= self.leaving_status_on <= min(self.day, self.left_on + SOON)
        return self.leaving_status if is_of_exit else ""

    @property
    def later_on(self) -> dt.date | None:
        """The day six months after the last exit."""
        return months_after(self.left_on, LATER_MONTHS) if self.left_on else None

    @property
    def later_as(self) -> str:
        """The situation six months after, once that day has come."""
        return self.later_status if self.later_on and self.later_on <= self.day else ""

    def was_unemployed_for(self, months: int) -> bool | None:
        """Whether somebody unemployed at entry had been so for so many months or more; None where that isn't known."""
        if self.labour_status != LabourStatus.UNEMPLOYED:
            return False if self.labour_status else None
        since = self.unemployed_since_on
        return None if since is None else months_after(since, months) <= self.entered_on


def participants(
    project: Project, day: dt.date, clients: Sequence[int] | None = None
) -> tuple[Participant, ...]:
    """Everybody who has entered the project by the day, or those of them who are among the clients; one statement."""
    asked: dict[str, Any] = {
        "project": project.pk,
        "day": day,
        "clients": None if clients is None else list(clients),
    }
    with connection.cursor() as cursor:
        cursor.execute(FACTS, asked)
        return tuple(Participant(day, *row) for row in cursor.fetchall())
