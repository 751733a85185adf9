import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from reports.figures.bounds import bounds


def test_bounds_of_unknown_in_no_sum_has_no_limit():
    assert bounds([], [], 0) == (0, None)


def test_bounds_of_two_parts_is_their_total():
    assert bounds([[1, 1]], [7], 0) == (0, 7)


def test_bounds_of_part_and_unknown_total_has_no_limit():
    assert bounds([[1, 1, -1]], [0], 0) == (0, None)
    assert bounds([[1, 1, -1]], [-3], 2) == (3, None)


def test_bounds_of_same_sum_told_twice_are_the_same():
    assert bounds([[1, 1], [1, 1], [2, 2]], [7, 7, 14], 1) == (0, 7)


def test_bounds_of_two_sums_that_settle_everything_is_one_number():
    assert bounds([[1, 1], [1, -1]], [10, 4], 0) == (7, 7)


def test_bounds_of_halves_are_whole_numbers_within():
    assert bounds([[2, 1], [0, 1]], [7, 2], 0) == (3, 2)


def test_bounds_of_sums_that_contradict_are_refused():
    with pytest.raises(ValueError, match="no numbers make these sums"):
        bounds([[1, 1], [1, 1]], [7, 8], 0)


@given(st.data())
def test_bounds_of_any_sums_are_what_another_solver_finds(data):
    width = data.draw(st.integers(1, 6))
    truth = data.draw(st.lists(st.integers(0, 30), min_size=width, max_size=width))
    rows = st.lists(st.integers(-1, 1), min_size=width, max_size=width)
    sums = data.draw(st.lists(rows, min_size=1, max_size=4))
    sides = [sum(sign * value for sign, value in zip(row, truth, strict=True)) for row in sums]

    least, greatest = bounds(sums, sides, 0)

    goal = numpy.eye(width)[0]
    low = linprog(goal, A_eq=sums, b_eq=sides)
    high = linprog(-goal, A_eq=sums, b_eq=sides)
    assert least == int(numpy.ceil(low.fun - 1e-6))
    assert greatest == (None if high.status == 3 else int(numpy.floor(-high.fun + 1e-6)))
