"""The fund's indicators against cases worked out by hand, one person for each rule (see participants_scene)."""

import datetime as dt

import pytest

from reports import indicator_seeds
from reports.counted import Counted
from reports.figures.indicators import Indicators, UnknownIndicator, behind, counted, in_force, indicators
from reports.figures.participants import participants
from reports.models import Indicator
from tests.factories.participations import IndicatorFactory
from tests.factories.projects import ProjectFactory
from tests.reports.participants_scene import DAY, build

pytestmark = pytest.mark.django_db

# Code: women, men, others, not told; of how many it is known of how many asked.
OF_2021 = {
    "EECO01": ((4, 3, 1, 1), 9, 9),
    "EECO02": ((2, 2, 0, 0), 7, 7),
    "EECO03": ((1, 1, 0, 0), 7, 7),
    "EECO04": ((1, 0, 1, 0), 7, 7),
    "EECO05": ((0, 1, 0, 0), 7, 7),
    "EECO06": ((1, 0, 0, 0), 7, 7),
    "EECO07": ((0, 1, 0, 0), 7, 7),
    "EECO08": ((0, 1, 0, 0), 7, 7),
    "EECO09": ((1, 2, 0, 0), 7, 7),
    "EECO10": ((1, 0, 1, 0), 7, 7),
    "EECO11": ((1, 1, 0, 0), 7, 7),
    "EECO13": ((3, 1, 0, 0), 6, 7),
    "EECO14": ((0, 0, 1, 0), 1, 7),
    "EECO16": ((0, 0, 1, 0), 1, 7),
    "EECO17": ((0, 0, 1, 0), 2, 7),
    "EECR01": ((1, 0, 0, 0), 4, 5),
    "EECR02": ((0, 1, 0, 0), 4, 5),
    "EECR03": ((0, 1, 0, 0), 2, 5),
    "EECR04": ((1, 0, 0, 0), 4, 5),
    "EECR05": ((1, 0, 0, 0), 3, 4),
    "EECR06": ((0, 1, 0, 0), 4, 4),
}
OF_2014 = {
    "CO01": ((2, 2, 0, 0), 7, 7),
    "CO02": ((1, 1, 0, 0), 7, 7),
    "CO03": ((1, 0, 1, 0), 7, 7),
    "CO04": ((0, 0, 1, 0), 7, 7),
    "CO05": ((0, 1, 0, 0), 7, 7),
    "CO06": ((1, 1, 0, 0), 7, 7),
    "CO07": ((0, 1, 0, 0), 7, 7),
    "CO08": ((0, 0, 0, 0), 7, 7),
    "CO09": ((1, 2, 0, 0), 7, 7),
    "CO10": ((1, 0, 1, 0), 7, 7),
    "CO11": ((1, 1, 0, 0), 7, 7),
    "CO18": ((0, 0, 1, 0), 1, 7),
    "CO19": ((0, 0, 1, 0), 2, 7),
    "CR01": ((1, 0, 0, 0), 4, 5),
    "CR02": ((0, 1, 0, 0), 4, 5),
    "CR03": ((0, 1, 0, 0), 2, 5),
    "CR04": ((1, 0, 0, 0), 4, 5),
    "CR06": ((1, 0, 0, 0), 3, 4),
    "CR07": ((0, 1, 0, 0), 4, 4),
    "CR08": ((0, 0, 0, 0), 4, 4),
}


@pytest.fixture
def shipped(db) -> None:
    indicator_seeds.load_shipped(by="cli")


def table(found: Indicators) -> dict[str, tuple]:
    return {
        count.indicator.code: (tuple(map(len, count.keys.values())), count.known, count.asked)
        for count in found.counts
    }


@pytest.mark.parametrize(("period", "expected"), [("2021-2027", OF_2021), ("2014-2020", OF_2014)])
def test_indicators_are_as_worked_out_by_hand(shipped, period, expected):
    project, _keys = build(period)
    assert table(indicators(project, DAY)) == expected


def test_indicators_count_the_very_people_of_each_rule(shipped):
    project, who = build()
    found = indicators(project, DAY)
    assert {code: behind(project, DAY, code) for code in ("EECO03", "EECR04", "EECR05", "EECR06")} == {
        "EECO03": (who["to work"], who["on the borders"]),
        "EECR04": (who["to work"],),
        "EECR05": (who["to work"],),
        "EECR06": (who["old at work"],),
    }
    assert found.groups["incomplete"] == (who["without status"], who["gender untold"])
    assert len(found.groups["complete"]) == 7
    assert found.groups["left"] == tuple(
        who[name]
        for name in (
            "to work",
            "to job search",
            "old at work",
            "without status",
            "end untold",
            "on the borders",
        )
    )
    assert who["not yet"] not in found.groups["participants"]


def test_indicators_long_term_unemployment_differs_by_the_definition_of_the_period(shipped):
    of_2014, who = build("2014-2020")
    assert behind(of_2014, DAY, "CO02") == (who["to work"], who["young"])
    assert behind(of_2014, DAY, "CO02:otherwise") == (who["to work"], who["on the borders"])


def test_indicators_of_results_nobody_has_come_to_yet_are_blank(shipped):
    project, _who = build()
    found = {count.indicator.code: count for count in indicators(project, dt.date(2023, 2, 28)).counts}
    assert (found["EECR04"].total, found["EECR05"].total, found["EECR04"].of("female")) == (None, None, None)
    assert (found["EECO02"].total, found["EECO06"].total) == (4, 0)


def test_indicators_of_an_empty_project_count_nobody_and_know_nothing(shipped):
    found = indicators(ProjectFactory(programme_period="2021-2027"), DAY)
    totals = {count.indicator.code: count.total for count in found.counts}
    assert (totals["EECO01"], totals["EECO02"]) == (0, None)


def test_counted_gives_each_number_as_a_whole_and_by_gender(shipped):
    project, who = build()
    found = {each.figure: each for each in counted(project, DAY)}
    assert found["indicator:EECR04"] == Counted("indicator:EECR04", DAY, 1, (who["to work"],))
    assert found["indicator:EECR04:male"] == Counted("indicator:EECR04:male", DAY, 0, ())
    assert found["indicator:incomplete"].value == 2
    assert found["indicator:EECO01"].keys == tuple(each.key for each in participants(project, DAY))
    assert len(found) == 4 + 21 * 5 + 1


def test_behind_an_unknown_figure_is_nobody(shipped):
    project = ProjectFactory(programme_period="2021-2027")
    for figure in ("EECO12", "CO01", "EECO01:everybody", "", "\0"):
        with pytest.raises(UnknownIndicator):
            behind(project, DAY, figure)


def test_in_force_is_the_latest_version_of_the_day():
    project = ProjectFactory(programme_period="2021-2027")
    first = IndicatorFactory(code="EECO03", position=3)
    later = IndicatorFactory(code="EECO03", position=3, version=2, starts_on=dt.date(2024, 1, 1))
    IndicatorFactory(code="CO02", position=2, programme_period="2014-2020")
    assert in_force(project, dt.date(2023, 12, 31)) == [first]
    assert in_force(project, dt.date(2024, 1, 1)) == [later]
    assert in_force(project, dt.date(2020, 12, 31)) == []


def test_indicators_take_the_same_queries_whatever_the_number_of_people(shipped, django_assert_num_queries):
    project, _who = build()
    with django_assert_num_queries(2):
        indicators(project, DAY)


def test_shipped_indicators_name_rules_that_are_there_and_hold_nothing_sensitive(shipped):
    from_law = Indicator.objects.exclude(rule="")
    assert from_law.count() == 21 + 20
    never = set(Indicator.objects.filter(is_held=False).values_list("code", flat=True))
    assert never == {"EECO12", "EECO15", "CO15", "CO16", "CO17", "CR05", "CR09"}
