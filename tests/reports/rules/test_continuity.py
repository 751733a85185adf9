"""What a client does has neither holes nor contradictions while she is with us."""

import datetime as dt

import pytest
from django.utils import translation

from projects.choices import ActivityKind
from reports.rules.continuity import contradictions, gaps
from tests.factories.clients import ActivityFactory, EnrolmentFactory
from tests.reports.scenes import DAY, withdraw

pytestmark = pytest.mark.django_db

MARCH = {"starts_on": dt.date(2022, 3, 1), "ends_on": dt.date(2022, 3, 31)}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def does(client, kind=ActivityKind.WORK, **days):
    return ActivityFactory(client=client, kind=kind, place=str(days), **days)


def test_gaps_between_activities_are_told_with_their_days(project, enrol):
    client = enrol(starts_on=dt.date(2022, 1, 1))
    does(client, ends_on=dt.date(2022, 2, 28), starts_on=dt.date(2021, 1, 1))
    does(client, starts_on=dt.date(2022, 4, 1))
    assert gaps(project, DAY) == {client.pk: ["Nothing recorded 1.3.2022–31.3.2022"]}


def test_gaps_that_are_still_open_on_the_day_are_the_unclassifieds(project, enrol):
    client = enrol(starts_on=dt.date(2022, 1, 1))
    does(client, starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 2, 28))
    assert gaps(project, DAY) == {}
    assert gaps(project, dt.date(2022, 2, 28)) == {}


def test_gaps_are_looked_for_within_the_stays_only(project, enrol):
    client = enrol(starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 2, 28))
    EnrolmentFactory(client=client, project=project, starts_on=dt.date(2022, 4, 1))
    does(client, starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 2, 28))
    does(client, starts_on=dt.date(2022, 4, 1))
    wrong = enrol(starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 2, 28))
    withdraw(wrong.enrolments.get())
    assert gaps(project, DAY) == {}


def test_gaps_withdrawn_activity_fills_nothing(project, enrol):
    client = enrol(starts_on=dt.date(2022, 3, 1), ends_on=dt.date(2022, 3, 31))
    withdraw(does(client, **MARCH))
    assert gaps(project, DAY) == {client.pk: ["Nothing recorded 1.3.2022–31.3.2022"]}


def test_contradictions_work_while_unemployed_is_told_with_the_days(project, enrol):
    client = enrol(ActivityKind.WORK)
    does(client, ActivityKind.UNEMPLOYED, **MARCH)
    student = enrol(ActivityKind.VOCATIONAL)
    does(student, ActivityKind.UNEMPLOYED, **MARCH)
    assert contradictions(project, DAY) == {
        client.pk: ["At work and an unemployed jobseeker 1.3.2022–31.3.2022"]
    }
    assert contradictions(project, dt.date(2022, 2, 28)) == {}


def test_contradictions_the_day_of_the_change_is_none(project, enrol):
    client = enrol()
    does(client, ActivityKind.UNEMPLOYED, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2022, 3, 1))
    does(client, ActivityKind.WORK, starts_on=dt.date(2022, 3, 1))
    assert contradictions(project, DAY) == {}
