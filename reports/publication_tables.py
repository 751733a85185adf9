"""A publication as it is read: its figures in rows and days, and what its rules had to say."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reports import publishable
from reports.choices import Audience
from reports.counted import Counted
from reports.models import Publication
from reports.sealed_contents import labels


@dataclass(frozen=True)
class Cell:
    """A number of a day; None is a blank cell. `key` opens the people behind it, when it counts any."""

    day: dt.date
    value: int | None
    key: int | None = None


@dataclass(frozen=True)
class Row:
    """A figure on every day. Those `beside` are told on demand: they are parts of the others."""

    figure: str
    label: str
    cells: Sequence[Cell]
    is_beside: bool


@dataclass(frozen=True)
class Step:
    """A figure on the day before and on the day of the report."""

    label: str
    before: int | None
    now: int | None

    @property
    def change(self) -> int:
        return (self.now or 0) - (self.before or 0)


def rows(publication: Publication) -> list[Row]:
    """The published figures, each with its people's keys at hand; parts that count nobody on any day are left out."""
    label, opens = labels(publication), publication.audience != Audience.PUBLIC
    found: dict[str, dict[dt.date, Cell]] = {}
    for figure in publication.figures.order_by("pk"):
        day = figure.as_of or publication.as_of
        value = None if figure.value is None else int(figure.value)
        found.setdefault(figure.figure, {})[day] = Cell(
            day, value, figure.pk if opens and value and value > 0 else None
        )
    listed = [
        Row(
            figure,
            label(figure),
            _of_days(cells, publication.days),
            publishable.is_beside(publication.kind, figure),
        )
        for figure, cells in found.items()
    ]
    return [row for row in listed if not row.is_beside or any(cell.value for cell in row.cells)]


def steps(report: publishable.Report) -> list[Step]:
    """For the funder the report's own day beside the day before it; nothing when it has one day only."""
    if len(report.days) < 2 or not report.reader.is_funder:
        return []
    values = {(each.figure, each.day): each.value for each in report.figures}
    before, now = report.days[-2:]
    return [
        Step(report.label(figure), values.get((figure, before)), values.get((figure, now)))
        for figure in _names(report.figures)
        if not publishable.is_beside(report.kind, figure)
    ]


def told(publication: Publication) -> dict[str, Any]:
    """What the content says besides the figures: rules, those that were explained or open, definitions, order."""
    content = json.loads(publication.content)
    deviations = [rule for rule in content["rules"] if not rule["is_met"]]
    return {
        "explained": [rule for rule in deviations if rule["is_explained"]],
        "left_open": [rule for rule in deviations if not rule["is_explained"]],
        "met": [rule for rule in content["rules"] if rule["is_met"]],
        "definitions": content["definitions"],
        "order": content["order_of_precedence"],
    }


def _of_days(cells: dict[dt.date, Cell], days: Sequence[dt.date]) -> list[Cell]:
    return [cells.get(day, Cell(day, None)) for day in days]


def _names(figures: Iterable[Counted]) -> list[str]:
    return list(dict.fromkeys(each.figure for each in figures))
