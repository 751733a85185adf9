"""A snapshot as a table to be read: the same rows, numbers and notes on the page and on paper."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ohjaamo.charts import OPEN, Series, StackedColumns
from ohjaamo.formats import day as in_words
from ohjaamo.formats import difference, moment, number
from ohjaamo.line_chart import Line, Lines
from projects import categories
from projects.categories import Version
from projects.choices import ActivityKind
from reports.figures.status import ACTIVE, CUMULATIVE, SECONDARY, UNCLASSIFIED
from reports.snapshots import Column, Snapshot

# One colour per activity, whatever the project's order is.
COLOURS = {
    ActivityKind.VOCATIONAL: "c2",
    ActivityKind.INTEGRATION: "c1",
    ActivityKind.OTHER_EDUCATION: "c3",
    ActivityKind.WORK: "c5",
    ActivityKind.WORK_TRIAL: "c4",
    ActivityKind.OTHER: "c7",
    ActivityKind.UNEMPLOYED: "c6",
}


@dataclass(frozen=True)
class Cell:
    """A number of a date. None is a blank cell; `note` says what the publication has instead."""

    day: dt.date
    figure: str
    value: int | None
    note: str = ""
    is_latest: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the table; in the headline each number has that of the whole project beside it."""

    label: str
    cells: tuple[Cell, ...]
    beside: tuple[Cell, ...] = ()

    @property
    def pairs(self) -> list[tuple[Cell, Cell | None]]:
        return list(zip(self.cells, self.beside or [None] * len(self.cells), strict=True))


def rows(snapshot: Snapshot) -> list[Row]:
    """The table in the association's own shape: the headline, a row per category, and whom no row has."""
    return [
        Row(
            _("Active clients (whole project)"),
            tuple(_cells(snapshot, ACTIVE)),
            tuple(_cells(snapshot, CUMULATIVE)),
        ),
        *(Row(str(each.kind.label), tuple(_cells(snapshot, each.kind))) for each in snapshot.categories),
        Row(_("Unclassified"), tuple(_cells(snapshot, UNCLASSIFIED))),
    ]


def secondary(snapshot: Snapshot) -> list[Row]:
    """How many do each thing besides what they mainly do; only activities that somebody does so."""
    kinds = [each.kind for each in snapshot.categories]
    wanted = [kind for kind in kinds if any(each.status.secondary[kind] for each in snapshot.columns)]
    return [Row(str(kind.label), tuple(_cells(snapshot, f"{SECONDARY}{kind}"))) for kind in wanted]


def published(snapshot: Snapshot) -> list[Row]:
    """The same table as it was published; no rows when nothing was."""
    columns = [column for column in snapshot.columns if column.claimed]
    labels = [(ACTIVE, _("Active clients")), (CUMULATIVE, _("Clients during the whole project"))]
    labels += [(each.kind.value, str(each.kind.label)) for each in snapshot.categories]
    return [
        Row(label, tuple(Cell(each.day, key, (each.claimed or {}).get(key)) for each in columns))
        for key, label in labels
        if columns
    ]


def definitions(snapshot: Snapshot) -> list[tuple[str, str]]:
    """What the words of the table mean; the order of precedence is this project's."""
    order = " → ".join(str(each.kind.label) for each in snapshot.categories)
    if snapshot.project and (version := categories.versions(snapshot.project)[:1]):
        order += _set_by(version[0])
    return [
        (
            _("Active"),
            _("The enrolment in the project is in force on the date; the first and the last day count."),
        ),
        (
            _("Whole project"),
            _("In brackets different persons whose first enrolment began on the date or before it."),
        ),
        (
            _("Primary activity"),
            _("What comes first in this order, of all that the client does on the date: %(order)s.")
            % {"order": order},
        ),
        (
            _("Unclassified"),
            _("No activity is recorded for the date. Rows and unclassified add up to the active clients."),
        ),
        (_("Blank"), _("The category wasn't in use on the date; a zero says that nobody was in it.")),
        (_("Difference"), _("Published − computed.")),
    ]


def _set_by(version: Version) -> str:
    """Who set the order and when; nothing of one that came with the project."""
    if version.set_by is None:
        return ""
    facts = {"who": version.set_by, "when": moment(version.set_at)}
    return " " + _("(set by %(who)s, %(when)s)") % facts


def chart(snapshot: Snapshot) -> StackedColumns:
    """The table as stacked columns; the title says what the latest date shows."""
    series = [
        Series(
            str(each.kind.label),
            COLOURS[each.kind],
            tuple(column.rows[each.kind] for column in snapshot.columns),
        )
        for each in snapshot.categories
    ]
    open_values = tuple(column.status.unclassified for column in snapshot.columns)
    series.append(Series(_("Unclassified"), OPEN, open_values))
    return StackedColumns(
        key="status",
        title=_finding(snapshot.columns[-1]),
        description=_("Clients by primary activity on each date. The numbers are in the table above."),
        labels=tuple(in_words(column.day) for column in snapshot.columns),
        series=tuple(series),
    )


def lines(snapshot: Snapshot) -> Lines:
    """How many clients there have been in all and how many there are now, as two lines."""
    statuses = [column.status for column in snapshot.columns]
    latest = statuses[-1]
    facts = {"day": in_words(latest.day), "all": latest.cumulative, "active": latest.active}
    return Lines(
        key="clients",
        title=_("%(day)s: %(all)s clients in all, %(active)s of them active") % facts,
        description=_("Clients of the whole project and active clients on each date, as in the table above."),
        days=tuple(status.day for status in statuses),
        lines=(
            Line(_("in the whole project"), "c1", tuple(status.cumulative for status in statuses)),
            Line(_("active"), "c2", tuple(status.active for status in statuses)),
        ),
    )


def _finding(column: Column) -> str:
    kind, clients = max(column.status.primary.items(), key=lambda pair: pair[1])
    if not clients:
        return _("Clients by primary activity")
    facts = {
        "day": in_words(column.day),
        "label": kind.label,
        "clients": clients,
        "active": column.status.active,
    }
    return _("%(day)s: the largest group is “%(label)s”, %(clients)s of %(active)s") % facts


def _cells(snapshot: Snapshot, figure: str) -> Iterator[Cell]:
    for column in snapshot.columns:
        is_latest = column is snapshot.columns[-1] and len(snapshot.columns) > 1
        yield Cell(column.day, str(figure), _value(column, figure), _note(column, figure), is_latest)


def _value(column: Column, figure: str) -> int | None:
    status = column.status
    named = {ACTIVE: status.active, CUMULATIVE: status.cumulative, UNCLASSIFIED: status.unclassified}
    if figure in named:
        return named[figure]
    kind = ActivityKind(figure.removeprefix(SECONDARY))
    return status.secondary[kind] if figure.startswith(SECONDARY) else column.rows[kind]


def _note(column: Column, figure: str) -> str:
    if figure in column.differences:
        if figure == UNCLASSIFIED:
            return _("not in the published table")
        gap = column.differences[figure]
        claimed = (column.claimed or {}).get(figure)
        return _("published %(claimed)s, difference %(difference)s") % {
            "claimed": number(claimed), "difference": difference(gap),
        }  # fmt: skip
    return _("category not in use") if figure in column.out_of_use else ""
