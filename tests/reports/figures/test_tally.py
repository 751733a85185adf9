"""A split adds up to the whole, whatever stands on several lines, and every number knows its facts."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from ohjaamo.periods import Period
from reports.counted import Counted
from reports.figures.tally import EVER, PERSONS, Cell, Fact, Measure, by_size, split, with_bars

DAY = dt.date(2022, 4, 30)


@dataclass(frozen=True, kw_only=True)
class Visit(Fact):
    languages: tuple[str, ...] = ()
    minutes: int = 30


VISITS = Measure("visits", "Visits", lambda fact: fact.event)
MINUTES = Measure("minutes", "Minutes", lambda fact: fact.event, lambda fact: fact.minutes)
GROUPS = {"fin": "Finnish", "som": "Somali"}


def table(*facts):
    measures = (VISITS, MINUTES, PERSONS)
    return split("languages", "Languages", facts, lambda fact: fact.languages, GROUPS, measures)


def values(line):
    return [cell.value for cell in line.cells]


def test_split_counts_each_unit_once_on_a_line():
    found = table(
        Visit(client=1, event=10, languages=("fin",), minutes=60),
        Visit(client=2, event=10, languages=("fin",), minutes=60),
        Visit(client=1, event=11, languages=("som",), minutes=15),
    )
    assert [(line.key, values(line)) for line in found.lines] == [("fin", [1, 60, 2]), ("som", [1, 15, 1])]
    assert values(found.total) == [2, 75, 2]


def test_split_takes_off_what_stands_on_several_lines():
    found = table(
        Visit(client=1, event=10, languages=("fin", "som"), minutes=60),
        Visit(client=1, event=11, languages=("som",)),
    )
    assert found.repeated == (1, 60, 1)
    assert [line.key for line in found.all_lines()] == ["fin", "som", "repeated", "total"]
    assert values(list(found.all_lines())[2]) == [-1, -60, -1]
    assert found.adds_up


def test_split_gives_what_is_in_no_group_a_line_of_its_own():
    found = table(Visit(client=1, event=10), Visit(client=2, event=11, languages=("fin",)))
    assert [(line.key, values(line)[0]) for line in found.lines] == [("fin", 1), ("som", 0), ("unknown", 1)]
    assert found.adds_up


def test_split_of_a_group_nobody_named_is_refused():
    with pytest.raises(KeyError):
        table(Visit(client=1, event=10, languages=("ara",)))


def test_split_counts_an_event_without_names_but_no_person():
    found = table(Visit(client=None, event=10, languages=("fin",)))
    assert values(found.total) == [1, 30, 0]
    assert not found.total.cells[0].opens


def test_table_whose_line_is_wrong_does_not_add_up():
    found = table(Visit(client=1, event=10, languages=("fin",)))
    wrong = replace(found.lines[0], cells=(Cell(2), *found.lines[0].cells[1:]))
    assert not replace(found, lines=(wrong, *found.lines[1:])).adds_up


def test_cell_knows_the_clients_behind_it_once_each():
    found = table(
        Visit(client=2, event=10, languages=("fin",)),
        Visit(client=1, event=11, languages=("fin",)),
        Visit(client=2, event=12, languages=("fin",)),
    )
    line, head, cell = found.cell("fin", "visits")
    assert (line.label, head.label, cell.value, cell.keys) == ("Finnish", "Visits", 3, (1, 2))


@pytest.mark.parametrize("address", [("fin", "nobody"), ("nobody", "visits"), ("", "")])
def test_cell_of_no_line_or_head_is_refused(address):
    with pytest.raises(LookupError):
        table().cell(*address)


def test_counted_tells_every_number_with_its_clients():
    found = table(Visit(client=1, event=10, languages=("fin",)))
    assert Counted("served:fin:persons", DAY, 1, (1,)) in list(found.counted("served:", DAY))
    assert Counted("served:total:minutes", DAY, 30, (1,)) in list(found.counted("served:", DAY))


def test_by_size_puts_the_largest_first_and_the_unknown_last():
    facts = [
        Visit(client=1, event=10),
        Visit(client=2, event=11),
        Visit(client=3, event=12, languages=("som",)),
    ]
    assert [line.key for line in by_size(table(*facts)).lines] == ["som", "fin", "unknown"]


def test_ever_includes_any_day():
    assert Period(dt.date.min, None) == EVER
    assert EVER.includes(dt.date.max)


def test_bars_of_small_groups_are_drawn_as_one():
    visits = [Visit(client=n, event=n, languages=("som",)) for n in range(5)]
    visits += [Visit(client=9, event=9, languages=("fin",)), Visit(client=8, event=8)]
    chart = with_bars(by_size(table(*visits)), fewest=2).chart
    assert [(bar.label, bar.value) for bar in chart.bars] == [("Somali", 5), ("2 muuta", 2)]
    assert chart.title == "Suurin ryhmä on ”Somali”: 5/7"


def test_bars_of_nobody_are_not_drawn():
    assert with_bars(table(), fewest=5).chart is None


def test_bars_of_what_nobody_knows_are_not_drawn():
    unknown = split("languages", "Languages", [Visit(client=1, event=1)], lambda fact: (), {}, (PERSONS,))
    assert with_bars(by_size(unknown), fewest=1).chart is None
