"""Who went from what to what between two days: each client in one cell, from the one day's status to the other's."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from projects.categories import Category
from projects.models import Project
from reports.figures.status import ACTIVE, CUMULATIVE, UnknownCell, people

NOT_YET, AWAY, LEFT = "not_yet", "away", "left"
NO_CELLS = (ACTIVE, CUMULATIVE)


@dataclass(frozen=True)
class Matrix:
    """The keys of the clients by what they did on the day `before` and on `day`.

    From `not_yet` come the new, also those who have left again; from `away` those who came back; to `left` go those
    who aren't with us any more. Who came back and left again in between is in no cell, as in the flow.
    """

    before: dt.date
    day: dt.date
    cells: Mapping[tuple[str, str], tuple[int, ...]]

    def count(self, was: str, now: str) -> int:
        return len(self.cells.get((was, now), ()))

    def count_from(self, was: str) -> int:
        """All who were there."""
        return sum(len(keys) for (row, _now), keys in self.cells.items() if row == was)


def matrix(
    project: Project | None, before: dt.date, day: dt.date, *, categories: Sequence[Category] = ()
) -> Matrix:
    """The moves between two days. Raises UnknownCell when the first isn't the earlier one."""
    if before >= day:
        raise UnknownCell(f"{before}–{day}")
    found = people(project, [before, day], categories=categories)
    was, now = _status(found[before]), _status(found[day])
    known = set(found[before].get(CUMULATIVE, ()))
    cells: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for key in sorted(found[day].get(CUMULATIVE, ())):
        start = was.get(key, AWAY if key in known else NOT_YET)
        end = now.get(key, LEFT)
        if (start, end) != (AWAY, LEFT):
            cells[start, end].append(key)
    return Matrix(before, day, {pair: tuple(keys) for pair, keys in cells.items()})


def _status(cells: Mapping[str, list[int]]) -> dict[int, str]:
    """What each active client mainly does."""
    return {
        key: cell for cell, keys in cells.items() if cell not in NO_CELLS and ":" not in cell for key in keys
    }
