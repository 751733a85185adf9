"""What a page of results shows, whichever part it is, and the people behind each of its numbers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from clients.models import Client
from ohjaamo.bar_chart import Bars, bar_chart
from ohjaamo.charts import StackedColumns, stacked_columns
from ohjaamo.formats import day as in_words
from ohjaamo.formats import hours, period
from ohjaamo.periods import Period
from ohjaamo.sheets import Cell as SheetCell
from ohjaamo.sheets import Sheet, xlsx
from projects.models import Project
from reports.figures.tally import EVER, TOTAL, Cell, Fact, Head, Line, Table
from reports.people import Figure
from reports.result_parts import PARTS, Part

MINUTES_AN_HOUR = Decimal(60)


@dataclass(frozen=True)
class Shown:
    """A cell as the page shows it; with an address when there is somebody behind it."""

    text: str
    address: str
    is_off: bool


@dataclass(frozen=True)
class Opened:
    """A number of a part with its facts, by client."""

    figure: Figure
    facts: dict[int, list[Fact]]

    @property
    def clients(self) -> QuerySet[Client]:
        return self.figure.clients.select_related("municipality")

    def why(self, client: Client) -> list[str]:
        """What of the client counts; without workplace, school or person where somebody's safety is at stake."""
        told = []
        for fact in self.facts[client.pk]:
            place = "" if client.has_safety_restriction else fact.place
            told.append(" · ".join(filter(None, [in_words(fact.day), place, fact.words])))
        return [text for text in told if text] or [_("Client of the project")]


def page(project: Project, part: Part, stretch: Period, *, today: dt.date) -> dict[str, Any]:
    """All that the page of a part shows but its form."""
    tables = part.tables(project, stretch, today)
    return {
        "project": project,
        "parts": PARTS.values(),
        "part": part,
        "period": period_in_words(stretch),
        "tables": [shown(table) for table in tables],
    }


def shown(table: Table) -> dict[str, Any]:
    """A table with its lines and its chart as a page or a paper shows them."""
    return {"table": table, "rows": list(_rows(table)), "svg": _drawn(table.chart) if table.chart else ""}


def _drawn(chart: StackedColumns | Bars) -> str:
    return bar_chart(chart) if isinstance(chart, Bars) else stacked_columns(chart)


def opened(project: Project, part: Part, stretch: Period, address: str, *, today: dt.date) -> Opened:
    """The number at an address like kinds.cv.persons. Raises LookupError where there is none."""
    for table in part.tables(project, stretch, today):
        if address.startswith(f"{table.key}."):
            line, head, cell = table.cell(*_split(address.removeprefix(f"{table.key}.")))
            return _opened(table, line, head, cell)
    raise LookupError(address)


def book(project: Project, part: Part, stretch: Period, *, today: dt.date) -> bytes:
    """The tables of a part as a spreadsheet, each on a sheet of its own; lengths of time in hours."""
    named = f"{project.name} · {project.code} · {period_in_words(stretch)}"
    tables = part.tables(project, stretch, today)
    return xlsx(Sheet(str(table.title), _sheet(table, named)) for table in tables)


def period_in_words(stretch: Period) -> str:
    """1.1.2022–30.6.2022, or that nothing narrows it."""
    if stretch == EVER:
        return _("the whole project")
    if stretch.starts_on == EVER.starts_on:
        return _("until %(day)s") % {"day": in_words(stretch.ends_on)}
    return period(stretch)


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    for line in table.all_lines():
        addresses = (f"{table.key}.{line.key}.{head.key}" for head in table.heads)
        cells = [
            Shown(cell.text, address if cell.opens else "", cell.is_off)
            for address, cell in zip(addresses, line.cells, strict=True)
        ]
        yield {"label": line.label, "is_total": line.key == TOTAL, "cells": cells}


def _split(address: str) -> tuple[str, str]:
    line, _dot, head = address.rpartition(".")
    return line, head


def _opened(table: Table, line: Line, head: Head, cell: Cell) -> Opened:
    if not cell.opens:
        raise LookupError(line.key)
    label = " · ".join(str(each) for each in (table.title, line.label, head.label))
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in cell.facts:
        if fact.client is not None:
            facts[fact.client].append(fact)
    return Opened(Figure(label, cell.keys), facts)


def _sheet(table: Table, named: str) -> Iterator[list[SheetCell]]:
    yield [str(table.first), *(str(head.label) for head in table.heads)]
    for line in table.all_lines():
        yield [str(line.label), *(_plain(cell) for cell in line.cells)]
    yield []
    yield [named]
    if table.note:
        yield [table.note]


def _plain(cell: Cell) -> SheetCell:
    """A length of time goes out in hours, as a number."""
    if cell.shown is hours and cell.value is not None:
        return (Decimal(cell.value) / MINUTES_AN_HOUR).quantize(Decimal("0.01"))
    return cell.value
