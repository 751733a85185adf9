import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures.suppression import Cell, Key, Relation, suppress
from tests.golden import BOOKS
from tests.reports.figures.attacker import interval

DAY = dt.date(2022, 4, 30)


def key(figure: str, day: dt.date = DAY) -> Key:
    return figure, day


def table(total: int, *parts: int, name: str = "row", day: dt.date = DAY) -> tuple[list[Cell], Relation]:
    """A total and its parts, row1, row2 …"""
    keys = [key(f"{name}{place}", day) for place in range(1, len(parts) + 1)]
    cells = [Cell(each, value) for each, value in zip(keys, parts, strict=True)]
    return [Cell(key("total", day), total), *cells], dict.fromkeys(keys, 1) | {key("total", day): -1}


def names(keys) -> list[str]:
    return sorted(figure for figure, _day in keys)


def assert_nothing_is_found(cells, relations, hidden, *, knows_rule=True, told=None):
    """The attacker gets no closer than 2 either way; but nothing is less than zero."""
    by_key = {cell.key: cell for cell in cells}
    for each in sorted(hidden, key=str):
        cell = by_key[each]
        low, high = interval(cells, relations, hidden, each, told=told)
        assert low <= max(0, cell.value - 2), (each, low, high)
        assert high >= cell.value + 2, (each, low, high)
        assert high - low >= 4, (each, low, high)
        if knows_rule:
            low, high = interval(cells, relations, hidden, each, told=told, knows_rule=True)
            assert high - low >= 4, (each, low, high)


def test_suppress_of_large_numbers_and_zeros_hides_nothing():
    cells, relation = table(27, 5, 22, 0)

    found = suppress(cells, [relation])

    assert (found.hidden, found.exposed) == (set(), set())


def test_suppress_of_small_number_hides_one_more_for_its_sake():
    cells, relation = table(60, 3, 17, 40)

    assert names(suppress(cells, [relation]).hidden) == ["row1", "row2"]


def test_suppress_of_two_small_numbers_that_protect_each_other_hides_no_more():
    cells, relation = table(67, 4, 4, 59)

    assert names(suppress(cells, [relation]).hidden) == ["row1", "row2"]


def test_suppress_of_two_small_numbers_with_small_sum_hides_a_third():
    cells, relation = table(62, 1, 1, 20, 40)

    assert names(suppress(cells, [relation]).hidden) == ["row1", "row2", "row3"]


def test_suppress_of_single_group_that_is_small_hides_its_total_too():
    cells, relation = table(3, 3, 0)

    found = suppress(cells, [relation])

    assert names(found.hidden) == ["row1", "row2", "total"]
    assert_nothing_is_found(cells, [relation], found.hidden)


def test_suppress_of_total_in_two_splits_protects_it_in_both():
    cells, by_work = table(3, 3, 0, name="work")
    more, by_gender = table(3, 2, 1, name="gender")

    found = suppress([*cells, *more[1:]], [by_work, by_gender])

    assert "total" in names(found.hidden)
    assert found.exposed == set()
    assert_nothing_is_found([*cells, *more[1:]], [by_work, by_gender], found.hidden)


def test_suppress_with_unprinted_cell_takes_its_being_zero_or_more_into_account():
    """All clients are 6, so that the active could be known too closely."""
    cells, relation = table(4, 4)
    everybody, left = Cell(key("cumulative"), 6), Cell(key("left"), 2, is_printed=False)
    through = {key("total"): 1, key("left"): 1, key("cumulative"): -1}

    found = suppress([*cells, everybody, left], [relation, through])

    assert names(found.hidden) == ["cumulative", "row1", "total"]
    assert_nothing_is_found([*cells, everybody, left], [relation, through], found.hidden)


def test_suppress_after_report_that_showed_a_number_finds_others_to_hide():
    cells, relation = table(60, 3, 17, 40)

    found = suppress(cells, [relation], shown_before=[key("row2"), key("total")])

    assert names(found.hidden) == ["row1", "row3"]
    told = {key("row2"): 17, key("total"): 60}
    assert_nothing_is_found(cells, [relation], found.hidden, told=told)


def test_suppress_after_report_that_hid_a_number_hides_it_still():
    cells, relation = table(66, 9, 17, 40)

    assert names(suppress(cells, [relation], hidden_before=[key("row1")]).hidden) == ["row1", "row2"]


def test_suppress_after_report_that_gave_everything_away_says_what_is_exposed():
    cells, relation = table(60, 3, 17, 40)

    found = suppress(cells, [relation], shown_before=[cell.key for cell in cells])

    assert (names(found.hidden), names(found.exposed)) == (["row1"], ["row1"])


def test_suppress_of_numbers_that_do_not_add_up_is_refused():
    cells, relation = table(61, 3, 17, 40)

    with pytest.raises(ValueError, match="these don't add up"):
        suppress(cells, [relation])


def test_suppress_asked_twice_or_in_another_order_of_tables_answers_the_same():
    cells, by_work = table(40, 2, 7, 7, 24, name="work")
    more, by_gender = table(40, 3, 37, name="gender")
    every = [*cells, *more[1:]]

    first = suppress(every, [by_work, by_gender])

    assert suppress(every, [by_work, by_gender]) == first
    assert suppress(every, [by_gender, by_work]) == first


def seed_tables() -> tuple[list[Cell], list[Relation]]:
    """Ten dates of the association's old books: a row of the table per kind, all clients beside the active."""
    expected = json.loads((BOOKS / "expected.json").read_text(encoding="utf-8"))
    cells: list[Cell] = []
    relations: list[Relation] = []
    for column in expected["rebuilt"]:
        day = dt.date.fromisoformat(column["date"])
        rows = {kind: column[kind] for kind in [*expected["precedence"], "no_record"]}
        cells += [Cell((kind, day), value) for kind, value in rows.items()]
        cells += [Cell(("active", day), column["active"]), Cell(("cumulative", day), column["cumulative"])]
        cells.append(Cell(("left", day), column["cumulative"] - column["active"], is_printed=False))
        relations.append({(kind, day): 1 for kind in rows} | {("active", day): -1})
        relations.append({("active", day): 1, ("left", day): 1, ("cumulative", day): -1})
    return cells, relations


def test_suppress_of_ten_dates_of_the_old_books_keeps_the_attacker_two_away():
    cells, relations = seed_tables()

    found = suppress(cells, relations)

    small = [cell.key for cell in cells if cell.is_small]
    assert found.exposed == set()
    assert set(small) <= found.hidden
    assert len(found.hidden) <= 2 * len(small)
    assert_nothing_is_found(cells, relations, found.hidden)


def test_attacker_with_small_numbers_hidden_alone_finds_them():
    """The attacker is worth something: with no more hidden than the small ones most of them are found."""
    cells, relations = seed_tables()
    small = {cell.key: cell.value for cell in cells if cell.is_small}

    found = {each: interval(cells, relations, set(small), each) for each in small}

    assert sum(low == high == small[each] for each, (low, high) in found.items()) >= 4


@st.composite
def reports(draw):
    """One to three dates, each with one to three splits of its active clients, flows between the dates unprinted."""
    cells: list[Cell] = []
    relations: list[Relation] = []
    for number in range(draw(st.integers(1, 3))):
        day = DAY + dt.timedelta(days=120 * number)
        rows = draw(st.lists(st.integers(0, 25), min_size=1, max_size=6))
        total = sum(rows)
        cells += table(total, *rows, day=day)[0]
        relations.append(table(total, *rows, day=day)[1])
        for split in range(draw(st.integers(0, 2))):
            cuts = sorted(draw(st.lists(st.integers(0, total), min_size=1, max_size=4)))
            parts = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]
            more, relation = table(total, *parts, name=f"split{split}-", day=day)
            cells += more[1:]
            relations.append(relation)
        left = draw(st.integers(0, 9))
        cells += [Cell(key("all", day), total + left), Cell(key("left", day), left, is_printed=False)]
        relations.append({key("total", day): 1, key("left", day): 1, key("all", day): -1})
    return cells, relations


@settings(max_examples=25, deadline=None)
@given(reports())
def test_suppress_of_any_report_keeps_the_attacker_two_away(report):
    cells, relations = report

    found = suppress(cells, relations)

    assert found.exposed == set()
    assert_nothing_is_found(cells, relations, found.hidden)
