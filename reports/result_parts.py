"""The parts that the results of a project come in: each answers one question, and each is shown by one page."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ohjaamo.formats import difference
from ohjaamo.periods import Period
from projects.models import Project
from reports import claims
from reports.figures import (
    education,
    employments,
    families,
    late,
    origins,
    path,
    results,
    retention,
    sessions,
    tray,
    trends,
    yearly,
)
from reports.figures.tally import EVER, UNKNOWN, Cell, Head, Line, Table

Tables = Callable[[Project, Period, dt.date], Iterable[Table]]
NATIONALITIES = "nationalities"


@dataclass(frozen=True)
class Part:
    """A question about the results, and the tables that answer it for a period, as of today."""

    key: str
    label: Any
    tables: Tables


def _beside_claims(project: Project, period: Period, today: dt.date) -> Iterator[Table]:
    """The outcomes; of the whole project beside what was published of them."""
    (found,) = results.tables(project, period, today)
    claimed = claims.read(project, claims.RESULT).get(None, {}) if period == EVER else {}
    yield _beside(found, claimed) if claimed else found


def _origins_beside_claims(project: Project, period: Period, today: dt.date) -> Iterator[Table]:
    """Whom the project serves; of the whole project beside the number of nationalities that was published."""
    countries, *languages = origins.tables(project, period, today)
    claimed = claims.read(project, claims.RESULT).get(None, {}) if period == EVER else {}
    published = claimed.get(NATIONALITIES)
    yield countries if published is None else replace(countries, note=_nationalities(countries, published))
    yield from languages


OUTCOMES = "outcomes"
PARTS: Mapping[str, Part] = {
    part.key: part
    for part in (
        Part(OUTCOMES, gettext_lazy("Results"), _beside_claims),
        Part("employments", gettext_lazy("Employments"), employments.tables),
        Part("retention", gettext_lazy("Work that lasts"), retention.tables),
        Part("education", gettext_lazy("Education"), education.tables),
        Part("clients", gettext_lazy("Nationalities and languages"), _origins_beside_claims),
        Part("families", gettext_lazy("Families"), families.tables),
        Part("services", gettext_lazy("Use of services"), tray.tables),
        Part("sessions", gettext_lazy("Sessions"), sessions.tables),
        Part("path", gettext_lazy("Path"), path.tables),
        Part("trends", gettext_lazy("Over time"), trends.tables),
        Part("yearly", gettext_lazy("Year by year"), yearly.tables),
        Part("late", gettext_lazy("Logged late"), late.tables),
    )
}


def _beside(table: Table, claimed: Mapping[str, int | None]) -> Table:
    """The table with what was published of the events, and published − computed."""
    heads = (*table.heads, Head("claimed", _("Published")), Head("difference", _("Difference")))
    lines = tuple(
        replace(line, cells=(*line.cells, *_claimed(line, claimed.get(line.key)))) for line in table.lines
    )
    total = replace(table.total, cells=(*table.total.cells, Cell(None), Cell(None))) if table.total else None
    return replace(table, heads=heads, lines=lines, total=total, repeated=(*table.repeated, None, None))


def _claimed(line: Line, published: int | None) -> tuple[Cell, Cell]:
    gap = None if published is None else published - (line.cells[0].value or 0)
    return Cell(published), Cell(gap, shown=difference, is_off=bool(gap))


def _nationalities(countries: Table, published: int) -> str:
    known = sum(line.key != UNKNOWN for line in countries.lines)
    told = {"known": known, "published": published, "difference": difference(published - known)}
    return _("Nationalities: %(known)s (published %(published)s, difference %(difference)s)") % told
