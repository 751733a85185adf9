"""Whether the indicators agree: they do for whatever people, and a figure that doesn't is named."""

from dataclasses import replace

import pytest

from reports import indicator_seeds
from reports.figures.indicators import Indicators, indicators
from reports.findings import Severity
from reports.indicator_checks import findings
from tests.factories.projects import ProjectFactory
from tests.reports.participants_scene import DAY, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(db) -> None:
    indicator_seeds.load_shipped(by="cli")


@pytest.fixture
def found(shipped) -> Indicators:
    project, _who = build()
    return indicators(project, DAY)


def with_keys(found: Indicators, code: str, **keys: tuple[int, ...]) -> Indicators:
    """The indicators, one of them counting others than it should."""
    counts = [
        replace(each, keys={**each.keys, **keys}) if each.indicator.code == code else each
        for each in found.counts
    ]
    return replace(found, counts=tuple(counts))


def errors(found: Indicators) -> list[tuple[str, str]]:
    return [
        (each.rule, each.text)
        for each in findings(found)
        if not each.is_met and each.severity == Severity.ERROR
    ]


def test_findings_of_people_worked_out_by_hand_only_ask_for_the_incomplete(found):
    (asked,) = [each for each in findings(found) if not each.is_met]
    assert (asked.rule, asked.severity, asked.keys) == (
        "incomplete", Severity.WARNING, found.groups["incomplete"],
    )  # fmt: skip
    assert asked.text.startswith("2 osallistujan")


def test_findings_hold_in_both_programme_periods(shipped):
    project, _who = build("2014-2020")
    assert errors(indicators(project, DAY)) == []


def test_findings_a_status_that_lacks_somebody_fails(found):
    assert [rule for rule, _text in errors(with_keys(found, "EECO05", male=()))] == ["whole", "within"]


def test_findings_somebody_on_two_rows_that_exclude_each_other_fails(found):
    (young,) = next(each for each in found.counts if each.indicator.code == "EECO07").keys["male"]
    assert ("apart", "EECO06 + EECO07: luvut eivät täsmää.") in errors(
        with_keys(found, "EECO06", male=(young,))
    )


def test_findings_a_part_larger_than_its_whole_fails(found):
    everybody = found.groups["complete"]
    told = errors(with_keys(found, "EECO03", female=everybody, male=()))
    assert told == [("within", "EECO03 ≤ EECO02: luvut eivät täsmää.")]


def test_findings_somebody_of_two_genders_fails(found):
    key = found.groups["complete"][0]
    told = errors(with_keys(found, "EECO14", female=(key,), male=(key,)))
    assert told == [("genders", "EECO14: luvut eivät täsmää.")]


def test_findings_without_indicators_are_none(shipped):
    assert findings(indicators(ProjectFactory(programme_period=""), DAY)) == []
