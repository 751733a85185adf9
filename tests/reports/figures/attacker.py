"""Somebody who has the whole report, knows that counts are whole numbers from zero up, and knows our rule.

Written apart from what it attacks: mixed-integer programming by HiGHS, nothing of our own arithmetic.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.figures.suppression import Cell, Key, Relation

# More people than any report counts.
CROWD = 10_000


def interval(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    hidden: Collection[Key],
    target: Key,
    *,
    knows_rule: bool = False,
    told: Mapping[Key, int] | None = None,
) -> tuple[int, int]:
    """Between what the target must lie; CROWD stands for no limit. `told` is what earlier reports have said.

    Whoever knows the rule knows as well that among the hidden numbers that hang together one at least is 1 to 4.
    """
    known = told or {}
    unknown = [
        cell for cell in cells if cell.key not in known and (cell.key in hidden or not cell.is_printed)
    ]
    shown = {cell.key: cell.value for cell in cells if cell not in unknown}
    columns = {cell.key: place for place, cell in enumerate(unknown)}
    width = 2 * len(unknown)
    rules = [_sum(relation, columns, shown, width) for relation in relations if set(relation) & set(columns)]
    if knows_rule:
        rules += _rule(unknown, relations, hidden, columns, width)
    least = [0] * width
    most = [CROWD] * len(unknown) + [1] * len(unknown)
    ends = []
    for sign in (1, -1):
        goal = numpy.zeros(width)
        goal[columns[target]] = sign
        found = milp(goal, constraints=rules, bounds=Bounds(least, most), integrality=numpy.ones(width))
        assert found.success, found.message
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]


def _sum(
    relation: Relation, columns: Mapping[Key, int], shown: Mapping[Key, int], width: int
) -> LinearConstraint:
    row, side = numpy.zeros(width), 0
    for key, sign in relation.items():
        if key in columns:
            row[columns[key]] = sign
        else:
            side -= sign * shown[key]
    return LinearConstraint(row, side, side)


def _rule(
    unknown: Sequence[Cell],
    relations: Sequence[Relation],
    hidden: Collection[Key],
    columns: Mapping[Key, int],
    width: int,
) -> list[LinearConstraint]:
    """The second half of the columns says of each hidden cell whether it is the small one."""
    rules = []
    for cell in unknown:
        is_small = len(unknown) + columns[cell.key]
        row = numpy.zeros(width)
        row[columns[cell.key]], row[is_small] = 1, CROWD
        rules.append(LinearConstraint(row, -numpy.inf, 4 + CROWD))
        row = numpy.zeros(width)
        row[columns[cell.key]], row[is_small] = 1, -1
        rules.append(LinearConstraint(row, 0, numpy.inf))
    for group in _groups(relations, columns):
        row = numpy.zeros(width)
        for key in group & set(hidden):
            row[len(unknown) + columns[key]] = 1
        if group & set(hidden):
            rules.append(LinearConstraint(row, 1, numpy.inf))
    return rules


def _groups(relations: Sequence[Relation], columns: Mapping[Key, int]) -> list[set[Key]]:
    groups: list[set[Key]] = [{key} for key in columns]
    for relation in relations:
        together = set(relation) & set(columns)
        if together:
            touched = [group for group in groups if group & together]
            groups = [group for group in groups if not group & together] + [set().union(*touched)]
    return groups
