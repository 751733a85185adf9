"""The rules say what adds up, what doesn't, and who is behind it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import translation

from projects.choices import ActivityKind
from reports.findings import People, Severity
from reports.reconciliation import PERSON_RULES, check, check_all, person_rule
from reports.snapshots import build
from tests.factories.clients import ActivityFactory
from tests.reports.scenes import BEFORE, DAY, publish, use_only

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def told(snapshot) -> list[tuple[bool, str]]:
    return [(finding.is_met, finding.text) for finding in check(snapshot).findings]


def people(finding) -> list[People]:
    return [piece.people for piece in finding.pieces if piece.people]


def test_check_snapshot_that_adds_up_is_ready(project, enrol):
    enrol(ActivityKind.WORK)
    enrol(ActivityKind.WORK, ends_on=dt.date(2022, 2, 1))
    enrol(ActivityKind.WORK, starts_on=dt.date(2022, 3, 1))
    snapshot = build(project, [BEFORE, DAY])

    assert told(snapshot) == [
        (True, "Rows + unclassified = active on all 2 dates"),
        (True, "30.4.2022: 2 active + 1 new + 0 returned − 1 left = 2"),
        (True, "30.4.2022: whole project 2 + 1 new = 3"),
    ]
    assert check(snapshot).state == "Ready"
    assert people(check(snapshot).findings[1]) == [People(DAY, "new", BEFORE), People(DAY, "left", BEFORE)]


def test_check_earlier_flows_that_hold_are_minor(project):
    reconciliation = check(build(project, [BEFORE, DAY, dt.date(2022, 5, 1)]))
    assert [finding.text[:10] for finding in reconciliation.minor] == ["30.4.2022:", "30.4.2022:"]


def test_check_client_without_activity_asks_for_one(project, enrol):
    enrol()
    (finding,) = check(build(project, [DAY])).open
    assert finding.text == "30.4.2022: no activity is recorded for 1 client."
    assert (finding.severity, people(finding)) == (Severity.WARNING, [People(DAY, "unclassified")])


def test_check_unclassified_missing_from_the_published_rows_says_so(project, enrol):
    enrol()
    enrol()
    enrol(ActivityKind.WORK)
    publish(project, active=3, work=1)
    (finding,) = check(build(project, [DAY])).open
    assert finding.text == (
        "30.4.2022: no activity is recorded for 2 clients. In the published table they are only in the headline."
    )
    assert check(build(project, [DAY])).state == "1 to explain"


def test_check_students_counted_twice_are_the_possible_cause(project, enrol):
    student = enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL)
    enrol(ActivityKind.WORK)
    publish(project, active=2, work=2, vocational=1)
    (finding,) = check(build(project, [DAY])).open
    assert finding.text == (
        "30.4.2022: published At work 2, computed 1. "
        "Possible cause: 1 student does this besides and was counted twice."
    )
    assert people(finding) == [People(DAY, "work"), People(DAY, "secondary:work")]
    assert student.pk


def test_check_others_counted_twice_are_called_clients(project, enrol):
    enrol(ActivityKind.WORK, ActivityKind.UNEMPLOYED)
    publish(project, active=1, work=1, unemployed=1)
    (finding,) = check(build(project, [DAY])).open
    assert finding.text.endswith("Possible cause: 1 client does this besides and was counted twice.")


@pytest.mark.parametrize("published", [1, 4])
def test_check_difference_without_a_matching_cause_names_none(project, enrol, published):
    enrol(ActivityKind.WORK)
    enrol(ActivityKind.WORK)
    enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL)
    publish(project, work=published)
    (finding,) = check(build(project, [DAY])).open
    assert finding.text == f"30.4.2022: published At work {published}, computed 2."


def test_check_figure_outside_its_category_warns(project, enrol):
    enrol(ActivityKind.WORK)
    use_only(project, ActivityKind.WORK, dt.date(2023, 1, 1))
    (finding,) = check(build(project, [DAY])).open
    assert finding.text == "30.4.2022: the category “At work” wasn't in use, yet it counts 1."
    assert people(finding) == [People(DAY, "work")]


def test_check_figures_that_contradict_each_other_are_errors(project, enrol):
    enrol(ActivityKind.WORK)
    built = build(project, [BEFORE, DAY])
    wrong = replace(built.columns[1], status=replace(built.columns[1].status, active=5, cumulative=0))
    findings = check(replace(built, columns=(built.columns[0], wrong))).open
    assert [finding.text for finding in findings] == [
        "30.4.2022: rows + unclassified is 1, active is 5.",
        "30.4.2022: 1 active + 0 new + 0 returned − 0 left = 1, but active is 5",
        "30.4.2022: whole project 1 + 0 new = 1, but the whole project is 0",
    ]
    assert {finding.severity for finding in findings} == {Severity.ERROR}


def test_check_all_judges_clients_as_of_the_latest_date_that_has_come(project, enrol):
    client = enrol(starts_on=dt.date(2022, 1, 1))
    ActivityFactory(client=client, starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 3, 31))
    ActivityFactory(client=client, starts_on=dt.date(2022, 4, 10))
    late, come = dt.date(2022, 5, 1), dt.date(2022, 4, 5)

    (finding,) = check_all(build(project, [BEFORE, late]), today=late).open
    assert finding.text == "1.5.2022: 1 client has a gap between activities."
    assert (finding.rule, finding.keys, finding.as_of) == ("gaps", (client.pk,), late)
    assert people(finding) == [People(late, "", rule="gaps")]

    assert check_all(build(project, [BEFORE, late]), today=come).open == []


def test_check_all_tells_of_every_rule_that_has_something_to_judge_by(project):
    rules = [finding.rule for finding in check_all(build(project, [DAY]), today=DAY).findings]
    assert rules == ["rows", "split", "gaps", "contradictions", "after_end", "employer", "evidence"]


def test_check_all_of_all_projects_judges_the_figures_alone(enrol):
    enrol(starts_on=dt.date(2022, 1, 1))
    found = check_all(build(None, [DAY]), today=DAY)
    assert [finding.rule for finding in found.findings] == ["rows", "unclassified", "split"]


def test_person_rule_is_found_by_its_key():
    assert [person_rule(rule.key) for rule in PERSON_RULES] == list(PERSON_RULES)
    assert person_rule("rows") is None
