"""The split of own funding among municipalities as a table to be read, exact or as it was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.choices import PayerKind
from projects.splits import Part, Split
from reports.figures.cofinancing import Cofinancing
from reports.money_cells import Cell, added, signed

TOTAL = "total"


@dataclass(frozen=True)
class Row:
    """A municipality's amounts, period by period, the total last."""

    part: Part
    payer: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The rows, what each column comes to, what it lacks of its whole, and who pays how much of it."""

    rows: tuple[Row, ...]
    sums: tuple[Cell, ...]
    differences: tuple[str, ...]
    by_municipalities: tuple[Cell, ...]
    by_association: tuple[Cell, ...]
    closes: bool


def table(found: Cofinancing) -> Table:
    """The split with what papers claim of its cells."""
    split = found.split
    return Table(
        rows=tuple(_row(split, place, found.claimed) for place in range(len(split.rows))),
        sums=_cells([*split.column_sums, added(split.column_sums)]),
        differences=tuple(map(signed, (*split.differences, split.difference))),
        by_municipalities=_paid_by(split, PayerKind.MUNICIPALITY),
        by_association=_paid_by(split, PayerKind.ASSOCIATION),
        closes=not any(split.differences),
    )


def to_explain(found: Cofinancing) -> int:
    """How many published cells differ by more than the rounding of each cell alone explains: a euro a period."""
    periods = len(found.split.wholes)
    return sum(
        abs(difference) > (periods if cell.endswith(f":{TOTAL}") else 1)
        for cell, difference in found.differences.items()
    )


def _row(split: Split, place: int, claimed: Mapping[str, Decimal]) -> Row:
    row = split.rows[place]
    labels = [*(whole.label for whole in split.wholes), TOTAL]
    cells = [
        Cell(amount, claimed.get(f"{row.part.code}:{label}"))
        for label, amount in zip(labels, [*row.amounts, row.total], strict=True)
    ]
    return Row(row.part, str(PayerKind(row.part.payer).label), tuple(cells))


def _paid_by(split: Split, payer: PayerKind) -> tuple[Cell, ...]:
    columns = [
        added(row.amounts[place] for row in split.rows if row.part.payer == payer)
        for place in range(len(split.wholes))
    ]
    return _cells([*columns, split.paid_by(payer)])


def _cells(values: list[Decimal]) -> tuple[Cell, ...]:
    return tuple(map(Cell, values))
