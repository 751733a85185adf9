"""The status snapshot: for each reporting date the computed figures, what was published, and how the two differ."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from projects.categories import Category, in_order
from projects.choices import ActivityKind
from projects.models import Project
from reports import claims
from reports.counted import Counted
from reports.figures.flow import Flow, flows
from reports.figures.status import ACTIVE, CUMULATIVE, SECONDARY, UNCLASSIFIED, Status, people, statuses


@dataclass(frozen=True)
class Column:
    """One date of the table. A row is None where the category wasn't in use and nobody is counted in it.

    `out_of_use` names the rows that count somebody all the same. `claimed` is None when nothing was published.
    """

    status: Status
    rows: Mapping[ActivityKind, int | None]
    out_of_use: tuple[ActivityKind, ...]
    claimed: Mapping[str, int | None] | None
    differences: Mapping[str, int]

    @property
    def day(self) -> dt.date:
        return self.status.day


@dataclass(frozen=True)
class Snapshot:
    """The table: its categories in order of precedence, its dates in order of time, and the flow between them."""

    project: Project | None
    categories: tuple[Category, ...]
    columns: tuple[Column, ...]
    flows: tuple[Flow, ...]


def build(project: Project | None, days: Sequence[dt.date]) -> Snapshot:
    """The snapshot of a project on the days; without a project that of all together, which no paper claims."""
    categories = in_order(project)
    published = claims.read(project, claims.SNAPSHOT) if project else {}
    found = statuses(project, days, categories=categories)
    columns = [_column(status, categories, published.get(status.day)) for status in found]
    return Snapshot(project, categories, tuple(columns), flows(project, days))


def counted(snapshot: Snapshot) -> Iterator[Counted]:
    """Every cell of the table with the keys of the clients behind it; what prints blank has no value."""
    days = [column.day for column in snapshot.columns]
    behind = people(snapshot.project, days, categories=snapshot.categories)
    for column in snapshot.columns:
        status, secondary = column.status, column.status.secondary
        values: dict[str, int | None] = {ACTIVE: status.active, CUMULATIVE: status.cumulative}
        values |= {kind.value: column.rows[kind] for kind in ActivityKind}
        values |= {UNCLASSIFIED: status.unclassified}
        values |= {f"{SECONDARY}{kind}": secondary[kind] for kind in ActivityKind}
        for figure, value in values.items():
            yield Counted(figure, column.day, value, tuple(behind[column.day].get(figure, ())))


def as_json(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot in the shape of the command line."""
    columns = [_column_as_json(column) for column in snapshot.columns]
    return {"project": snapshot.project.code if snapshot.project else None, "columns": columns}


def _column(
    status: Status, categories: tuple[Category, ...], claimed: Mapping[str, int | None] | None
) -> Column:
    unused = {category.kind for category in categories if not category.is_in_use(status.day)}
    rows = {
        kind: None if kind in unused and not clients else clients for kind, clients in status.primary.items()
    }
    out_of_use = tuple(kind for kind, clients in rows.items() if kind in unused and clients)
    return Column(status, rows, out_of_use, claimed, _differences(status, claimed))


def _differences(status: Status, claimed: Mapping[str, int | None] | None) -> dict[str, int]:
    """Published − computed. Whom we can't classify, a published table has in none of its rows: parts − whole."""
    if claimed is None:
        return {}
    computed = {kind.value: clients for kind, clients in status.primary.items()}
    computed |= {ACTIVE: status.active, CUMULATIVE: status.cumulative}
    found = claims.differences(claimed, computed)
    return found | ({UNCLASSIFIED: -status.unclassified} if status.unclassified else {})


def _column_as_json(column: Column) -> dict[str, Any]:
    status, secondary = column.status, column.status.secondary
    return {
        "date": column.day.isoformat(),
        ACTIVE: status.active,
        CUMULATIVE: status.cumulative,
        "rows": {kind.value: column.rows[kind] for kind in ActivityKind},
        UNCLASSIFIED: status.unclassified,
        "secondary": {kind.value: secondary[kind] for kind in ActivityKind},
        "claimed": None if column.claimed is None else dict(column.claimed),
        "differences": dict(column.differences),
    }
