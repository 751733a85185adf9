"""What is published of a day is compared with what is counted of it now, figure by figure and person by person."""

import datetime as dt

import pytest
from django.utils import translation

from projects.choices import ActivityKind
from reports.figures.status import ACTIVE
from reports.rules.published import findings
from reports.snapshots import build
from tests.factories.clients import EnrolmentFactory
from tests.reports.scenes import BEFORE, DAY, withdraw
from tests.reports.sealed import seal, without_paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    without_paper(monkeypatch)
    with translation.override("en"):
        yield


def told(project, *days) -> list[tuple[bool, str]]:
    return [(each.is_met, each.text) for each in findings(build(project, days or [DAY]))]


def test_published_nothing_says_nothing(project, enrol):
    enrol(ActivityKind.WORK)
    assert told(project) == []


def test_published_and_unchanged_holds(project, enrol):
    enrol(ActivityKind.WORK)
    seal(project)
    assert told(project) == [(True, "What is published is what is counted now")]
    assert told(project, dt.date(2022, 5, 1)) == []


def test_published_before_somebody_was_added_asks_about_each_figure(project, enrol):
    enrol(ActivityKind.WORK)
    seal(project)
    added = enrol(ActivityKind.WORK)
    assert told(project)[0] == (False, "30.4.2022: sealed Active clients 1, counted now 2.")
    first = next(findings(build(project, [DAY])))
    assert (first.subject, first.keys, first.difference) == (ACTIVE, (added.pk,), -1)


def test_published_with_others_behind_the_same_number_asks_too(project, enrol):
    wrong = enrol(ActivityKind.WORK)
    seal(project)
    withdraw(wrong.enrolments.get())
    right = enrol(ActivityKind.WORK)
    first = next(findings(build(project, [DAY])))
    assert (first.keys, first.difference) == ((wrong.pk, right.pk), 0)


def test_published_again_only_the_latest_version_counts(project, enrol):
    client = enrol(ActivityKind.WORK, ends_on=dt.date(2021, 1, 1))
    seal(project)
    EnrolmentFactory(client=client, project=project, starts_on=dt.date(2022, 4, 1))
    seal(project, reason="Palannut asiakas puuttui")
    assert told(project) == [(True, "What is published is what is counted now")]
    assert told(project, BEFORE) == []


def test_published_nobody_is_told_as_a_whole_number(project, enrol):
    enrol(ActivityKind.WORK)
    seal(project)
    enrol(ActivityKind.UNEMPLOYED)
    texts = [text for _is_met, text in told(project)]
    assert "30.4.2022: sealed Unemployed jobseeker 0, counted now 1." in texts
