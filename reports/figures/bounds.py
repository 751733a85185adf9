"""How far a number can be from the truth, for somebody who knows sums in which it takes part.

Exact arithmetic on small systems: the simplex method with Bland's rule, which never goes round in circles.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

# Rows of coefficients with the right side last.
Table = list[list[Fraction]]


def bounds(sums: Sequence[Sequence[int]], sides: Sequence[int], place: int) -> tuple[int, int | None]:
    """The least and the greatest whole number (None: no limit) that the unknown at the place can be.

    The unknowns are 0 or more and `sums` of them, by their coefficients, make `sides`. Raises ValueError when no
    numbers do.
    """
    table, basis = _first_corner(sums, sides)
    greatest = _climb([row[:] for row in table], basis[:], place, 1)
    least = _climb(table, basis, place, -1)
    return math.ceil(-(least or Fraction())), None if greatest is None else math.floor(greatest)


def _first_corner(sums: Sequence[Sequence[int]], sides: Sequence[int]) -> tuple[Table, list[int]]:
    """Some solution: an unknown of each row that alone makes its side, all others being 0."""
    width, height = len(sums[0]) if sums else 0, len(sums)
    table: Table = []
    for number, (row, side) in enumerate(zip(sums, sides, strict=True)):
        sign = -1 if side < 0 else 1
        helper = [int(each == number) for each in range(height)]
        table.append([Fraction(each) for each in [*(sign * value for value in row), *helper, sign * side]])
    basis = list(range(width, width + height))
    costs = [sum((row[column] for row in table), Fraction()) for column in range(width)]
    _walk(table, basis, [*costs, *[Fraction()] * height, sum((row[-1] for row in table), Fraction())], width)
    return _without_helpers(table, basis, width)


def _without_helpers(table: Table, basis: list[int], width: int) -> tuple[Table, list[int]]:
    """The helpers have done their part: each gives its row to an unknown, or the row says nothing new."""
    kept: list[int] = []
    for number, owner in enumerate(basis):
        if owner < width:
            kept.append(number)
            continue
        if table[number][-1]:
            raise ValueError("no numbers make these sums")
        column = next((each for each in range(width) if table[number][each]), None)
        if column is not None:
            _pivot(table, basis, number, column)
            kept.append(number)
    return [[*table[number][:width], table[number][-1]] for number in kept], [basis[each] for each in kept]


def _climb(table: Table, basis: list[int], place: int, sign: int) -> Fraction | None:
    """The greatest value of sign × the unknown from a corner on; None when there is no limit."""
    width = len(table[0]) - 1 if table else place + 1
    goal = [Fraction(sign * (column == place)) for column in range(width)] + [Fraction()]
    if place in basis:
        row = table[basis.index(place)]
        goal = [each - sign * value for each, value in zip(goal, row, strict=True)]
    return -goal[-1] if _walk(table, basis, goal, width) else None


def _walk(table: Table, basis: list[int], goal: list[Fraction], width: int) -> bool:
    """From corner to corner as long as the goal grows; False when it grows without end."""
    table.append(goal)
    try:
        while (column := next((each for each in range(width) if table[-1][each] > 0), None)) is not None:
            steps = [
                (row[-1] / row[column], basis[number], number)
                for number, row in enumerate(table[:-1])
                if row[column] > 0
            ]
            if not steps:
                return False
            _pivot(table, basis, min(steps)[2], column)
        return True
    finally:
        goal[:] = table.pop()


def _pivot(table: Table, basis: list[int], number: int, column: int) -> None:
    """The unknown of the column takes over the row."""
    divisor = table[number][column]
    owner = table[number] = [value / divisor for value in table[number]]
    for other, row in enumerate(table):
        if other != number and (factor := row[column]):
            table[other] = [value - factor * own for value, own in zip(row, owner, strict=True)]
    basis[number] = column
