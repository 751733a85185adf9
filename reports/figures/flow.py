"""Who came and who went between two days, so that the one day's active clients turn into the other's."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from projects.models import Project
from reports.figures.status import STAY

NEW, RETURNED, LEFT = "new", "returned", "left"

# New are those whose first stay began in between, also when they have left again; so the new are what the cumulative
# number grows by.
MOVED = """
pair AS (SELECT * FROM unnest(%(befores)s::date[], %(days)s::date[]) AS pair (before, day)),
seen AS (
    SELECT pair.before, pair.day, stay.client_id,
        min(stay.starts_on) > pair.before AS is_new,
        bool_or(pair.before BETWEEN stay.starts_on AND stay.ends_on) AS was_active,
        bool_or(pair.day BETWEEN stay.starts_on AND stay.ends_on) AS is_active
    FROM pair JOIN stay ON stay.starts_on <= pair.day
    GROUP BY pair.before, pair.day, stay.client_id
),
moved AS (
    SELECT before, day, client_id, is_new,
        is_active AND NOT was_active AND NOT is_new AS has_returned,
        NOT is_active AND (was_active OR is_new) AS has_left
    FROM seen
)"""

COUNTED = """
SELECT before, day,
    count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE has_returned), count(*) FILTER (WHERE has_left)
FROM pair LEFT JOIN moved USING (before, day)
GROUP BY before, day
ORDER BY day"""

PEOPLE = {
    NEW: "SELECT client_id FROM moved WHERE is_new",
    RETURNED: "SELECT client_id FROM moved WHERE has_returned",
    LEFT: "SELECT client_id FROM moved WHERE has_left",
}


@dataclass(frozen=True)
class Flow:
    """From the day `before` to `day`: before's active + new + returned − left = day's active."""

    before: dt.date
    day: dt.date
    new: int
    returned: int
    left: int


def flows(project: Project | None, days: Sequence[dt.date]) -> tuple[Flow, ...]:
    """The flow between each day and the next one in time."""
    ordered = sorted(set(days))
    return tuple(Flow(*row) for row in _rows(COUNTED, project, ordered[:-1], ordered[1:]))


def movers(project: Project | None, before: dt.date, day: dt.date, name: str) -> list[int]:
    """The keys of the clients behind a flow: new, returned or left. Raises KeyError for any other."""
    return [key for (key,) in _rows(PEOPLE[name], project, [before], [day])]


def _rows(
    text: str, project: Project | None, befores: Sequence[dt.date], days: Sequence[dt.date]
) -> list[tuple[Any, ...]]:
    asked = {"project": project.pk if project else None, "befores": list(befores), "days": list(days)}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {STAY}, {MOVED} {text}", asked)
        return list(cursor.fetchall())
