"""Who is where on a day: active clients by what they mainly do.

One statement answers any list of days, for one project or for all; counts and the people behind them come out of the
same text, so they can't differ.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from projects.categories import Category, in_order
from projects.choices import ActivityKind
from projects.models import Project

ACTIVE, CUMULATIVE, UNCLASSIFIED, SECONDARY = "active", "cumulative", "unclassified", "secondary:"

# The stays in the project, or in any.
STAY = """
stay AS (
    SELECT client_id, starts_on, COALESCE(ends_on, 'infinity') AS ends_on
    FROM clients_enrolment
    WHERE withdrawn_at IS NULL AND (%(project)s::bigint IS NULL OR project_id = %(project)s)
)"""

# What each active client does on each day: the first place in the order of precedence (none: unclassified), and all
# places together as bits, 1 << place.
DOING = """
day AS (SELECT unnest(%(days)s::date[]) AS day),
place AS (SELECT kind, place::int FROM unnest(%(kinds)s::text[]) WITH ORDINALITY AS listed (kind, place)),
doing AS (
    SELECT day.day, stay.client_id, min(place.place) AS first, COALESCE(bit_or(1 << place.place), 0) AS places
    FROM day
    JOIN stay ON day.day BETWEEN stay.starts_on AND stay.ends_on
    LEFT JOIN clients_activity AS activity
        ON activity.client_id = stay.client_id AND activity.withdrawn_at IS NULL
        AND activity.starts_on <= day.day AND (activity.ends_on IS NULL OR activity.ends_on >= day.day)
    LEFT JOIN place ON place.kind = activity.kind
    GROUP BY day.day, stay.client_id
),
entry AS (SELECT client_id, min(starts_on) AS starts_on FROM stay GROUP BY client_id),
entries AS (SELECT starts_on, count(*) AS clients FROM entry GROUP BY starts_on),
cumulative AS (
    SELECT day.day, COALESCE(sum(entries.clients), 0)::bigint AS clients
    FROM day LEFT JOIN entries ON entries.starts_on <= day.day
    GROUP BY day.day
),
active AS (
    SELECT day.day, count(DISTINCT stay.client_id) AS clients
    FROM day LEFT JOIN stay ON day.day BETWEEN stay.starts_on AND stay.ends_on
    GROUP BY day.day
)"""

# The headline is counted apart from the rows, so that their agreement can be checked.
COUNTED = """
SELECT day, active.clients, cumulative.clients, doing.first, doing.places, count(doing.client_id),
    array_agg(doing.client_id) FILTER (WHERE doing.first IS NULL AND doing.client_id IS NOT NULL)
FROM active JOIN cumulative USING (day) LEFT JOIN doing USING (day)
GROUP BY day, active.clients, cumulative.clients, doing.first, doing.places
ORDER BY day"""

# Whom each cell counts.
PEOPLE = {
    ACTIVE: "SELECT client_id FROM doing",
    CUMULATIVE: "SELECT client_id FROM entry JOIN day ON entry.starts_on <= day.day",
    UNCLASSIFIED: "SELECT client_id FROM doing WHERE first IS NULL",
    "primary": "SELECT client_id FROM doing WHERE first = %(place)s",
    "secondary": "SELECT client_id FROM doing WHERE first <> %(place)s AND places & (1 << %(place)s) <> 0",
}

# Everybody of the days, once: what each does, and when each first came.
ALL_DOING = "SELECT day, client_id, first, places FROM doing"
ALL_ENTRIES = "SELECT day, client_id, 0, 0 FROM entry JOIN day ON entry.starts_on <= day.day"


class UnknownCell(ValueError):
    """The table has no such cell."""


@dataclass(frozen=True)
class Status:
    """The clients on a day: `primary` and `unclassified` should add up to `active`.

    `also` counts, per kind and per the kind that comes before it, those who do it besides. Whom no row has is known by
    key, so that accepting them costs no further question.
    """

    day: dt.date
    active: int
    cumulative: int
    primary: Mapping[ActivityKind, int]
    unclassified: int
    also: Mapping[ActivityKind, Mapping[ActivityKind, int]]
    unclassified_keys: tuple[int, ...] = ()

    @property
    def secondary(self) -> dict[ActivityKind, int]:
        """How many do each thing besides what they mainly do."""
        return {kind: sum(self.also[kind].values()) for kind in self.primary}


def statuses(
    project: Project | None, days: Sequence[dt.date], *, categories: Sequence[Category] = ()
) -> tuple[Status, ...]:
    """The status on each of the days, in order of time, each day once. Without a project: of all projects together.

    Whoever has the project's categories `in_order` at hand saves asking for them.
    """
    order = [category.kind for category in categories or in_order(project)]
    rows = _rows(COUNTED, project, days, order)
    by_day: dict[dt.date, list[tuple[Any, ...]]] = defaultdict(list)
    for day, *rest in rows:
        by_day[day].append(tuple(rest))
    return tuple(_status(day, found, order) for day, found in by_day.items())


def members(project: Project | None, day: dt.date, cell: str) -> list[int]:
    """The keys of the clients whom a cell counts: active, cumulative, unclassified, a kind, or secondary:kind.

    Raises UnknownCell for any other.
    """
    order = [category.kind for category in in_order(project)]
    if cell in (ACTIVE, CUMULATIVE, UNCLASSIFIED):
        return [key for (key,) in _rows(PEOPLE[cell], project, [day], order)]
    kind = cell.removeprefix(SECONDARY)
    if kind not in ActivityKind.values:
        raise UnknownCell(cell)
    text = PEOPLE["secondary" if cell.startswith(SECONDARY) else "primary"]
    place = order.index(ActivityKind(kind)) + 1
    return [key for (key,) in _rows(text, project, [day], order, place=place)]


def people(
    project: Project | None, days: Sequence[dt.date], *, categories: Sequence[Category] = ()
) -> dict[dt.date, dict[str, list[int]]]:
    """The keys of the clients in every cell of the days, sorted; cells that count nobody aren't there."""
    order = [category.kind for category in categories or in_order(project)]
    found: dict[dt.date, dict[str, list[int]]] = {day: defaultdict(list) for day in sorted(set(days))}
    for day, client, first, places in _rows(ALL_DOING, project, days, order):
        cells = found[day]
        cells[ACTIVE].append(client)
        cells[order[first - 1].value if first else UNCLASSIFIED].append(client)
        for kind in _kinds(places, order):
            if kind != order[first - 1]:
                cells[f"{SECONDARY}{kind}"].append(client)
    for day, client, _first, _places in _rows(ALL_ENTRIES, project, days, order):
        found[day][CUMULATIVE].append(client)
    return {day: {cell: sorted(keys) for cell, keys in cells.items()} for day, cells in found.items()}


def _rows(
    text: str, project: Project | None, days: Sequence[dt.date], order: list[ActivityKind], **more: int
) -> list[tuple[Any, ...]]:
    asked = {
        "project": project.pk if project else None,
        "days": sorted(set(days)),
        "kinds": [str(kind) for kind in order],
        **more,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {STAY}, {DOING} {text}", asked)
        return list(cursor.fetchall())


def _status(day: dt.date, rows: list[tuple[Any, ...]], order: list[ActivityKind]) -> Status:
    primary = dict.fromkeys(order, 0)
    also: dict[ActivityKind, Counter[ActivityKind]] = {kind: Counter() for kind in order}
    unclassified, keys = 0, ()
    for _active, _cumulative, first, places, clients, nowhere in rows:
        if not first:
            unclassified += clients
            keys = tuple(sorted(nowhere or ()))
            continue
        main = order[first - 1]
        primary[main] += clients
        for kind in _kinds(places, order):
            if kind != main:
                also[kind][main] += clients
    active, cumulative = rows[0][:2]
    return Status(day, active, cumulative, primary, unclassified, also, keys)


def _kinds(places: int, order: list[ActivityKind]) -> Iterator[ActivityKind]:
    return (kind for place, kind in enumerate(order, start=1) if places >> place & 1)
