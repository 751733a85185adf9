"""What was logged after the period's end, by hand or out of a book."""

import datetime as dt

import pytest
from django.utils import timezone

from ohjaamo.periods import Period
from reports.figures.late import tables
from staff import auditing
from tests.factories.clients import OutcomeFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.reports.scenes import withdraw
from tests.reports.tables import values

pytestmark = pytest.mark.django_db


def late(project, ends_on=dt.date(2022, 12, 31)):
    (table,) = tables(project, Period(dt.date(2021, 1, 1), ends_on), timezone.localdate())
    return values(table)


def test_tables_list_what_history_saw_only_after_the_period(project, enrol):
    client = enrol()
    OutcomeFactory(client=client, project=project)
    AttendanceFactory(session=SessionFactory(project=project), client=client)
    assert late(project) == {
        "stays": [1, 1, 0, 1],
        "outcomes": [1, 1, 0, 1],
        "sessions": [1, 1, 0, 1],
        "repeated": [0, 0, 0, -2],
        "total": [3, 3, 0, 1],
    }


def test_tables_tell_apart_what_an_old_book_brought(project, enrol):
    client = enrol()
    with auditing.act(by="cli", batch=1):
        OutcomeFactory(client=client, project=project)
    assert late(project)["outcomes"] == [1, 0, 1, 1]


def test_tables_leave_out_the_withdrawn_and_what_belongs_to_other_days(project, enrol):
    client = enrol(starts_on=dt.date(2020, 12, 31))
    withdraw(OutcomeFactory(client=client, project=project))
    OutcomeFactory(client=client, project=project, happened_on=dt.date(2023, 1, 1))
    assert late(project)["total"] == [0, 0, 0, 0]


def test_tables_of_a_period_that_has_not_ended_have_nothing_late(project, enrol):
    OutcomeFactory(client=enrol(), project=project)
    assert late(project, ends_on=timezone.localdate())["total"] == [0, 0, 0, 0]
