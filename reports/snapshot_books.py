"""The status snapshot as a spreadsheet or a text file: the numbers of the page, with the same names."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ohjaamo.sheets import Cell, Sheet
from reports.findings import Finding
from reports.grids import Grid
from reports.snapshots import Snapshot
from reports.tables import Row, published


def sheets(told: dict[str, Any], splits: Sequence[Grid] = ()) -> Iterator[Sheet]:
    """The book of a snapshot's contents (see papers.contents), in the language in force."""
    built: Snapshot = told["snapshot"]
    yield Sheet(_("Status snapshot"), list(table_rows(built, told["rows"])))
    if told["secondary"]:
        yield Sheet(_("Besides something else"), list(table_rows(built, told["secondary"])))
    for split in splits:
        yield Sheet(split.title, list(_grid_rows(split)))
    if claimed := published(built):
        days = [cell.day for cell in claimed[0].cells]
        lines = [[row.label, *(cell.value for cell in row.cells)] for row in claimed]
        yield Sheet(_("What was published"), [[_("Clients"), *days], *lines])
    checks = [_finding_row(finding) for finding in told["reconciliation"].findings]
    yield Sheet(_("Reconciliation"), [(_("Rule"), _("State"), _("Why accepted")), *checks])
    yield Sheet(_("Definitions"), [(_("Word"), _("What it means")), *told["definitions"]])


def table_rows(built: Snapshot, rows: Sequence[Row]) -> Iterator[Sequence[Cell]]:
    """The table with a line for each figure: that of the whole project has one of its own; what is blank stays so."""
    yield [_("Clients"), *(column.day for column in built.columns)]
    for row in rows:
        yield [row.label if not row.beside else _("Active clients"), *(cell.value for cell in row.cells)]
        if row.beside:
            yield [_("Clients during the whole project"), *(cell.value for cell in row.beside)]


def _grid_rows(table: Grid) -> Iterator[Sequence[Cell]]:
    yield [table.first_heading, *table.headings]
    for line in table.lines:
        yield [line.label, *(cell.value for cell in line.cells)]


def _finding_row(finding: Finding) -> Sequence[Cell]:
    open_or_not = _("Explained") if finding.is_explained else _("Explain")
    state = _("Adds up") if finding.is_met else open_or_not
    return [finding.text, state, "; ".join(each.reason for each in finding.explanations)]
