"""The clients of a day told apart: by gender, age, municipality, nationality, mother tongue or coach.

Each client is in exactly one value of a split, of unknown ones too, so that the values add up to the day's figures.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from ohjaamo.reference import EU_COUNTRIES
from projects.categories import Category, in_order
from projects.choices import ActivityKind
from projects.models import Project
from reports.choices import SplitBy
from reports.figures.status import ACTIVE, DOING, STAY, UNCLASSIFIED

UNKNOWN, WITHHELD, SEVERAL = "unknown", "withheld", "several"
EU, OUTSIDE_EU = "eu", "outside_eu"
# The bands of the fund's own indicators.
UNDER_18, TO_29, TO_54, FROM_55 = "0-17", "18-29", "30-54", "55-"
BANDS = ((17, UNDER_18), (29, TO_29), (54, TO_54))

FACTS = """
SELECT doing.client_id, doing.first, client.gender,
    EXTRACT(year FROM age(entry.starts_on, client.born_on))::int,
    client.has_safety_restriction, municipality.code, client.nationalities, client.mother_tongue,
    ARRAY(
        SELECT DISTINCT coach_id FROM clients_assignment AS assignment
        WHERE assignment.client_id = doing.client_id AND assignment.starts_on <= doing.day
            AND (assignment.ends_on IS NULL OR assignment.ends_on >= doing.day)
    )
FROM doing
JOIN entry USING (client_id)
JOIN clients_client AS client ON client.id = doing.client_id
LEFT JOIN projects_municipality AS municipality ON municipality.id = client.municipality_id
ORDER BY doing.client_id"""


@dataclass(frozen=True)
class Told:
    """An active client of the day, and by what they are told apart. No kind: unclassified."""

    key: int
    kind: ActivityKind | None
    gender: str
    age: int | None
    is_restricted: bool
    municipality: str
    nationalities: tuple[str, ...]
    mother_tongue: str
    coaches: tuple[int, ...]


@dataclass(frozen=True)
class Split:
    """The keys of the clients by value and by cell: `active`, each kind, `unclassified`."""

    by: SplitBy
    day: dt.date
    values: Mapping[str, Mapping[str, tuple[int, ...]]]

    def count(self, value: str, cell: str) -> int:
        return len(self.values[value].get(cell, ()))

    def total(self, cell: str) -> int:
        """What all values together count."""
        return sum(self.count(value, cell) for value in self.values)


def told(project: Project | None, day: dt.date, *, categories: tuple[Category, ...] = ()) -> tuple[Told, ...]:
    """The active clients of a day with their facts; their age is that of the first enrolment's start."""
    order = [category.kind for category in categories or in_order(project)]
    asked = {
        "project": project.pk if project else None,
        "days": [day],
        "kinds": [str(kind) for kind in order],
    }
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {STAY}, {DOING} {FACTS}", asked)
        return tuple(
            Told(
                key, order[first - 1] if first else None, gender, age, is_restricted, municipality or "",
                tuple(nationalities), mother_tongue, tuple(sorted(coaches)),
            )
            for key, first, gender, age, is_restricted, municipality, nationalities, mother_tongue, coaches
            in cursor.fetchall()
        )  # fmt: skip


def split(people: Iterable[Told], kind: SplitBy, day: dt.date) -> Split:
    """The clients told apart, each in one value; the values that nobody has aren't there."""
    values: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in people:
        cells = values[VALUE_OF[kind](each)]
        cells[ACTIVE].append(each.key)
        cells[each.kind.value if each.kind else UNCLASSIFIED].append(each.key)
    return Split(
        kind,
        day,
        {
            value: {cell: tuple(keys) for cell, keys in cells.items()}
            for value, cells in sorted(values.items())
        },
    )


def _band(age: int | None) -> str:
    if age is None:
        return UNKNOWN
    return next((band for oldest, band in BANDS if age <= oldest), FROM_55)


def _nationality(each: Told) -> str:
    """Of one country: inside or outside the Union; of several countries is a value of its own."""
    if len(each.nationalities) > 1:
        return SEVERAL
    if not each.nationalities:
        return UNKNOWN
    return EU if each.nationalities[0] in EU_COUNTRIES else OUTSIDE_EU


def _coach(each: Told) -> str:
    if len(each.coaches) > 1:
        return SEVERAL
    return str(each.coaches[0]) if each.coaches else UNKNOWN


VALUE_OF: Mapping[SplitBy, Callable[[Told], str]] = {
    SplitBy.GENDER: lambda each: each.gender or UNKNOWN,
    SplitBy.AGE: lambda each: _band(each.age),
    SplitBy.MUNICIPALITY: lambda each: WITHHELD if each.is_restricted else each.municipality or UNKNOWN,
    SplitBy.NATIONALITY: _nationality,
    SplitBy.LANGUAGE: lambda each: each.mother_tongue or UNKNOWN,
    SplitBy.COACH: _coach,
}
