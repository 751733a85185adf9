"""Who began and who left has been told to the fund, in the programme period that asks it."""

import datetime as dt

import pytest
from django.utils import translation

from clients.models import Participation
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
    assert set(start_missing(project, DAY - dt.timedelta(days=1))) == {client.pk, given.pk}


def test_end_missing_four_weeks_after_the_last_exit(project, enrol):
    last = DAY - dt.timedelta(days=29)
    late = enrol(ends_on=last)
    enrol(ends_on=last + dt.timedelta(days=1))
    enrol()
    tells(enrol(ends_on=last), project, end_given_on=DAY)
    assert end_missing(project, DAY) == {late.pk: ["Left 1.4.2022, end data not given"]}


def test_notices_of_an_earlier_programme_period_are_not_asked(enrol):
    old = ProjectFactory(programme_period=ProgrammePeriod.ESF_2014)
    enrol(project=old, ends_on=dt.date(2021, 6, 1))
    assert (start_missing(old, DAY), end_missing(old, DAY)) == (None, None)
