"""A table whose every number opens the people behind it: rows, columns, and a figure where they meet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# A row or a column: by what it is asked for, and what it is called.
Named = tuple[str, str]


@dataclass(frozen=True)
class GridCell:
    """A number, and where its people are; nowhere when there are none or she may not open them."""

    value: int
    url: str


@dataclass(frozen=True)
class GridLine:
    """A row of the table."""

    label: str
    cells: tuple[GridCell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Grid:
    """The table as it is read."""

    title: str
    first_heading: str
    headings: tuple[str, ...]
    lines: tuple[GridLine, ...]

    @property
    def is_empty(self) -> bool:
        return not self.lines


def grid(
    title: str,
    first_heading: str,
    rows: Sequence[Named],
    columns: Sequence[Named],
    *,
    count: Callable[[str, str], int],
    address: Callable[[str, str], str],
    total: str = "",
) -> Grid:
    """The table of the figures `count(row, column)`; the row named `total` stands out.

    An empty address opens nothing.
    """

    def cell(row: str, column: str) -> GridCell:
        value = count(row, column)
        return GridCell(value, address(row, column) if value else "")

    lines = tuple(
        GridLine(label, tuple(cell(row, column) for column, _heading in columns), row == total)
        for row, label in rows
    )
    return Grid(title, first_heading, tuple(heading for _column, heading in columns), lines)
