"""Who began and who left has been told to the fund, in the programme period that asks it."""

import datetime as dt

import pytest
from django.utils import translation

from clients.models import Participation
from ohjaamo.periods import today
from projects.choices import ProgrammePeriod
from reports.rules.notices import end_missing, start_missing
from staff import auditing
from tests.factories.projects import ProjectFactory
from tests.reports.scenes import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return ProjectFactory(programme_period=ProgrammePeriod.ESF_PLUS_2021)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def tells(client, project, **days):
    with auditing.act(by="cli"):
        Participation.objects.create(client=client, project=project, **days)


def test_start_missing_until_the_day_it_is_given(project, enrol):
    client, given = enrol(), enrol()
    tells(given, project, start_given_on=DAY)
    enrol(starts_on=DAY + dt.timedelta(days=1))
    assert start_missing(project, DAY) == {client.pk: ["Began 1.1.2021, start data not given"]}


def test_end_missing_once_four_weeks_are_over(project, enrol):
    # History knows of every stay since today, so the days are counted from it.
    left = today()
    late = enrol(ends_on=left)
    enrol()
    tells(enrol(ends_on=left), project, end_given_on=left)
    due = left + dt.timedelta(days=28)
    assert end_missing(project, due) == {}
    assert set(end_missing(project, due + dt.timedelta(days=1))) == {late.pk}


def test_notices_of_an_exit_known_only_long_after_are_not_asked(project, enrol):
    enrol(ends_on=dt.date(2022, 4, 1))
    assert (start_missing(project, DAY), end_missing(project, DAY)) == ({}, {})


def test_notices_of_an_earlier_programme_period_are_not_asked(enrol):
    old = ProjectFactory(programme_period=ProgrammePeriod.ESF_2014)
    enrol(project=old, ends_on=dt.date(2021, 6, 1))
    assert (start_missing(old, DAY), end_missing(old, DAY)) == (None, None)
