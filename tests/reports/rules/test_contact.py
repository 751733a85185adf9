"""Something happens with whoever is with us, and nothing with whoever has left."""

import datetime as dt

import pytest
from django.utils import translation

from coaching.choices import AttendanceState
from projects.choices import ActivityKind
from reports.rules.contact import after_end, silent
from tests.factories.clients import ActivityFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.reports.scenes import DAY, withdraw

pytestmark = pytest.mark.django_db

LAST = dt.date(2022, 2, 28)
LONG_AGO = dt.date(2021, 1, 1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def meet(client, project, held_on, **facts):
    return AttendanceFactory(session=SessionFactory(project=project, held_on=held_on), client=client, **facts)


def test_after_end_session_after_the_last_day_is_told(project, enrol):
    client = enrol(ends_on=LAST)
    meet(client, project, LAST)
    meet(client, project, dt.date(2022, 3, 2))
    assert after_end(project, DAY) == {client.pk: ["Session 2.3.2022"]}
    assert after_end(project, LAST) == {}


def test_after_end_returned_absent_and_withdrawn_are_nothing(project, enrol):
    client = enrol(ends_on=LAST)
    EnrolmentFactory(client=client, project=project, starts_on=dt.date(2022, 3, 2))
    meet(client, project, dt.date(2022, 3, 2))
    meet(client, project, dt.date(2022, 3, 1), state=AttendanceState.ABSENT)
    withdraw(meet(client, project, dt.date(2022, 3, 1)).session)
    assert after_end(project, DAY) == {}


def test_silent_client_of_whom_nothing_is_logged_in_180_days_is_told(project, enrol):
    quiet, met, won = enrol(), enrol(), enrol()
    enrol(starts_on=dt.date(2022, 4, 1))
    enrol(ends_on=LAST)
    meet(met, project, DAY - dt.timedelta(days=180))
    meet(quiet, project, DAY - dt.timedelta(days=181))
    OutcomeFactory(client=won, project=project, happened_on=DAY)
    changed = enrol()
    ActivityFactory(client=changed, kind=ActivityKind.OTHER, starts_on=DAY)
    assert silent(project, DAY) == {quiet.pk: ["Nothing since before 1.11.2021"]}


def test_silent_where_no_sessions_are_logged_judges_nobody(project, enrol):
    enrol()
    assert silent(project, DAY) is None
