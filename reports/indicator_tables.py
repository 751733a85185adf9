"""The indicators as a table to be read: the same rows on the page, in the book and on the command line."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from clients.choices import Gender
from reports.choices import IndicatorKind
from reports.figures.indicators import COLUMNS, OTHERWISE, UNTOLD, Count, Indicators
from reports.models import Indicator


@dataclass(frozen=True)
class Cell:
    """A number and what its people are found by; None is a blank cell."""

    figure: str
    value: int | None


@dataclass(frozen=True)
class Row:
    """A line: an indicator with its number of each gender and in all, and of how many it isn't known.

    `beside` is the number by the other programme period's definition, where that is another one.
    """

    indicator: Indicator
    cells: tuple[Cell, ...]
    unknown: int
    beside: Cell | None


@dataclass(frozen=True)
class Section:
    """The indicators that are looked at together: at entry, upon leaving, six months after."""

    kind: IndicatorKind
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        return str(self.kind.label)

    @property
    def has_data(self) -> bool:
        return any(cell.value is not None for row in self.rows for cell in row.cells)


def headings() -> list[str]:
    """What stands above the numbers of a row."""
    return [*(str(Gender(each).label) for each in COLUMNS if each != UNTOLD), _("Not told"), _("In all")]


def sections(found: Indicators) -> list[Section]:
    """The table part by part; a part that counts nothing isn't there."""
    parts = [
        Section(kind, tuple(_row(count, found) for count in found.counts if count.indicator.kind == kind))
        for kind in IndicatorKind
    ]
    return [part for part in parts if part.rows]


def not_counted(indicators: Sequence[Indicator]) -> list[Indicator]:
    """What the fund's list has and we don't count, with the reason in its definition."""
    return [each for each in indicators if not each.rule]


def as_json(found: Indicators) -> dict[str, Any]:
    """The indicators in the shape of the command line."""
    return {
        "project": found.project.code,
        "date": found.day.isoformat(),
        "programme_period": found.project.programme_period,
        **{name: len(keys) for name, keys in found.groups.items()},
        "indicators": [
            {
                "code": count.indicator.code,
                "total": count.total,
                **{column: count.of(column) for column in COLUMNS},
                "known": count.known,
                "asked": count.asked,
            }
            for count in found.counts
        ],
    }


def file_name(code: str, day: dt.date) -> str:
    """What the book of a project's indicators is called."""
    return f"indikaattorit-{code}-{day.isoformat()}.xlsx"


def _row(count: Count, found: Indicators) -> Row:
    code = count.indicator.code
    cells = [Cell(f"{code}:{column}", count.of(column)) for column in COLUMNS]
    others = found.beside.get(code)
    beside = None if others is None or not count.has_data else Cell(f"{code}:{OTHERWISE}", len(others))
    return Row(count.indicator, (*cells, Cell(code, count.total)), count.unknown, beside)
