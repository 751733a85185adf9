"""Which numbers of a public report are hidden, so that nobody in a small group can be found.

Small numbers are hidden first. Whoever knows the sums could work them out from the rest, so others are hidden for their
sake, until each hidden number can be at least 2 more and 2 less than it is for all that the report tells. What has
been public before counts as known, and what has been hidden before stays hidden.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.figures.bounds import bounds

SMALL = 5
MARGIN = 2

# A figure and its day, as in Counted.
Key = tuple[str, dt.date | None]
# Cells with their signs, which make zero together: a total is -1, its parts are 1 each.
Relation = Mapping[Key, int]


@dataclass(frozen=True)
class Cell:
    """A number of a table. One that isn't printed is known to exist all the same, and to be 0 or more.

    So it is with those who have left, between all clients and the active.
    """

    key: Key
    value: int
    is_printed: bool = True

    @property
    def is_small(self) -> bool:
        return self.is_printed and 0 < self.value < SMALL


@dataclass(frozen=True)
class Suppression:
    """What is hidden; `exposed` are those of the hidden whom nothing protects, earlier reports having told too much."""

    hidden: frozenset[Key]
    exposed: frozenset[Key]


@dataclass(frozen=True)
class Tables:
    """All that a report tells: its cells, how they add up, and what has been printed before."""

    cells: Mapping[Key, Cell]
    relations: Sequence[Relation]
    known: Collection[Key]
    around: Mapping[Key, list[Relation]]
    # What has been judged before: whether a cell is safe among these unknown.
    judged: dict[tuple[Key, frozenset[Key]], bool] = field(default_factory=dict)

    def cost(self, key: Key) -> tuple[bool, bool, int, str]:
        """Parts are hidden before their totals, numbers before zeros, small ones before large."""
        cell = self.cells[key]
        return len(self.around[key]) > 1, not cell.value, cell.value, str(key)


@dataclass(frozen=True)
class System:
    """What the relations around a hidden cell, the first of the unknown, say of them."""

    unknown: Sequence[Key]
    sums: list[list[int]]
    sides: list[int]


def suppress(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    *,
    shown_before: Collection[Key] = (),
    hidden_before: Collection[Key] = (),
) -> Suppression:
    """What to hide of these cells. The same cells always give the same answer.

    Raises ValueError when a relation doesn't hold: then the numbers themselves are wrong.
    """
    tables = _tables(cells, relations, shown_before)
    must = {cell.key for cell in cells if cell.is_small} | {
        key for key in hidden_before if key in tables.cells
    }
    hidden = set(must)
    exposed: set[Key] = set()
    while (weak := _first_weak(tables, hidden, exposed)) is not None:
        more = _for_its_sake(tables, hidden, weak)
        if more is None:
            exposed.add(weak)
        else:
            hidden.add(more)
    _show_again(tables, hidden, must, exposed)
    return Suppression(frozenset(hidden), frozenset(exposed))


def _tables(cells: Sequence[Cell], relations: Sequence[Relation], known: Collection[Key]) -> Tables:
    by_key = {cell.key: cell for cell in cells}
    around: dict[Key, list[Relation]] = {key: [] for key in by_key}
    for relation in relations:
        if sum(sign * by_key[key].value for key, sign in relation.items()):
            raise ValueError(f"these don't add up: {sorted(map(str, relation))}")
        for key in relation:
            around[key].append(relation)
    return Tables(by_key, relations, frozenset(known), around)


def _first_weak(tables: Tables, hidden: Collection[Key], exposed: Collection[Key]) -> Key | None:
    """The first hidden cell that can be bounded too closely."""
    asked = (key for key in tables.cells if key in hidden and key not in exposed)
    return next((key for key in asked if not _is_safe(tables, hidden, key)), None)


def _for_its_sake(tables: Tables, hidden: Collection[Key], weak: Key) -> Key | None:
    """What to hide beside it: the cheapest that helps at once, or the cheapest on the way; None: nothing is left."""
    near = {key for relation in _reach(tables, hidden, weak) for key in relation}
    free = [
        key for key in near if tables.cells[key].is_printed and key not in hidden and key not in tables.known
    ]
    free.sort(key=tables.cost)
    at_once = (key for key in free if _is_safe(tables, {*hidden, key}, weak))
    return next(at_once, free[0] if free else None)


def _show_again(tables: Tables, hidden: set[Key], must: Collection[Key], exposed: Collection[Key]) -> None:
    """What turns out to protect nobody is shown after all, the dearest first."""
    for key in sorted(hidden - set(must), key=tables.cost, reverse=True):
        without = hidden - {key}
        if _first_weak(tables, without, exposed) is None:
            hidden.discard(key)


def _is_safe(tables: Tables, hidden: Collection[Key], key: Key) -> bool:
    """Whether it can be 2 more and 2 less than it is, as far as zero or what everybody knows lets it.

    Whoever knows our rule as well is left with five numbers at least.
    """
    system = _system(tables, hidden, key)
    asked = key, frozenset(system.unknown)
    if asked not in tables.judged:
        tables.judged[asked] = _has_room(tables.cells[key].value, hidden, system)
    return tables.judged[asked]


def _has_room(value: int, hidden: Collection[Key], system: System) -> bool:
    least, greatest = bounds(system.sums, system.sides, 0)
    if least > max(0, value - MARGIN) or (greatest is not None and greatest < value + MARGIN):
        return False
    return _is_wide_by_rule(hidden, system)


def _system(tables: Tables, hidden: Collection[Key], key: Key) -> System:
    relations = list(_reach(tables, hidden, key))
    unknown = list(dict.fromkeys([key, *_unknown(tables, hidden, relations)]))
    values = {each: tables.cells[each].value for each in unknown}
    sums = [[relation.get(each, 0) for each in unknown] for relation in relations]
    sides = [sum(sign * values.get(each, 0) for each, sign in relation.items()) for relation in relations]
    return System(unknown, sums, sides)


def _is_wide_by_rule(hidden: Collection[Key], system: System) -> bool:
    """One at least of the hidden that hang together is small: whichever it is, the first has room."""
    lows, highs = [], []
    for place, each in enumerate(system.unknown):
        if each not in hidden:
            continue
        try:
            low, high = _bounds_if_small(system, place)
        except ValueError:
            continue
        if high is None:
            return True
        lows.append(low)
        highs.append(high)
        if max(highs) - min(lows) >= 2 * MARGIN:
            return True
    return False


def _bounds_if_small(system: System, place: int) -> tuple[int, int | None]:
    """The bounds of the first unknown when it is the one at the place that is small."""
    is_it = [int(each == place) for each in range(len(system.unknown))]
    sums = [*([*row, 0, 0] for row in system.sums), [*is_it, -1, 0], [*is_it, 0, 1]]
    return bounds(sums, [*system.sides, 1, SMALL - 1], 0)


def _reach(tables: Tables, hidden: Collection[Key], key: Key) -> Iterator[Relation]:
    """The relations that tell of a cell, by way of others that aren't known either."""
    asked, waiting, seen = {key}, [key], set()
    while waiting:
        for relation in tables.around[waiting.pop()]:
            if id(relation) in seen:
                continue
            seen.add(id(relation))
            yield relation
            found = set(_unknown(tables, hidden, [relation])) - asked
            asked |= found
            waiting.extend(sorted(found, key=str))


def _unknown(tables: Tables, hidden: Collection[Key], relations: Sequence[Relation]) -> Iterator[Key]:
    for relation in relations:
        for key in relation:
            is_open = key in hidden and key not in tables.known
            if is_open or not tables.cells[key].is_printed:
                yield key
