import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients import enrolments
from clients.choices import ExitReason
from clients.models import Assignment, Enrolment
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.refusals import (
    assert_database_refuses,
    assert_days_ordered,
    assert_one_a_day,
    assert_refused,
    assert_stands,
    changed,
)

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2019, 1, 15), dt.date(2022, 12, 31)
DAY = dt.timedelta(days=1)
# (first day, last day) of a stay that leaves the project's days.
OUTSIDE = {
    "begins before": (FIRST - DAY, None),
    "begins and ends before": (FIRST - 9 * DAY, FIRST - DAY),
    "begins after": (LAST + DAY, None),
    "ends after": (FIRST, LAST + DAY),
}
INSIDE = {
    "whole": (FIRST, LAST),
    "first day": (FIRST, FIRST),
    "last day": (LAST, LAST),
    "open from the last day": (LAST, None),
}


@pytest.fixture
def short_project():
    return ProjectFactory(starts_on=FIRST, ends_on=LAST)


def stay(project, starts_on, ends_on, client=None, **facts) -> Enrolment:
    return Enrolment(
        client=client or ClientFactory(), project=project, starts_on=starts_on, ends_on=ends_on, **facts
    )


def withdrawal() -> dict:
    return {"withdrawn_at": timezone.now(), "withdrawn_by": UserFactory(), "withdrawn_reason": "Virhe"}


def test_stay_days_are_ordered_and_taken_once(project):
    client = ClientFactory()
    assert_days_ordered(lambda *days: stay(project, *days), "clients_enrolment_days_ordered")
    assert_one_a_day(lambda *days: stay(project, *days, client), "clients_enrolment_no_overlap")
    assert_stands(stay(ProjectFactory(), dt.date(2021, 3, 3), None, client))
    assert_stands(stay(project, dt.date(2021, 3, 3), None))


def test_withdrawn_stay_is_no_longer_in_the_way(project):
    wrong = EnrolmentFactory(project=project, starts_on=dt.date(2021, 3, 1))
    again = stay(project, dt.date(2021, 3, 1), None, wrong.client)
    assert_refused(again, "clients_enrolment_no_overlap")
    assert_stands(changed(wrong, withdrawal()))
    assert_stands(again)
    assert_stands(stay(project, dt.date(2021, 3, 1), None, wrong.client, **withdrawal()))
    back = changed(wrong, {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": ""})
    assert_refused(back, "clients_enrolment_no_overlap")


def test_stay_ended_before_its_first_day_by_the_rule_is_refused_in_words(project):
    row = EnrolmentFactory(project=project, starts_on=dt.date(2021, 3, 2))
    with pytest.raises(ValidationError, match=r"päivä|day"):
        enrolments.end(enrolment=row, ends_on=dt.date(2021, 3, 1), exit_reason=ExitReason.MOVED, by="cli")


@pytest.mark.parametrize("reason", ExitReason.values)
def test_exit_reason_goes_with_a_last_day(project, reason):
    row = EnrolmentFactory(project=project)
    assert_refused(changed(row, {"exit_reason": reason}), "clients_enrolment_exit_has_end")
    assert_stands(changed(row, {"ends_on": dt.date(2022, 1, 1)}))


def test_exit_reason_may_stay_unknown_but_not_be_invented(project):
    row = EnrolmentFactory(project=project, ends_on=dt.date(2022, 1, 1))
    assert row.exit_reason == ""
    assert_refused(changed(row, {"exit_reason": "x"}), "clients_enrolment_exit_known")


@pytest.mark.parametrize("days", OUTSIDE.values(), ids=OUTSIDE)
def test_stay_outside_its_project_is_refused_by_the_database(short_project, days):
    row = stay(short_project, *days)
    assert_database_refuses(row.save, "clients_enrolment_within_project")


@pytest.mark.parametrize("days", OUTSIDE.values(), ids=OUTSIDE)
def test_stay_moved_outside_its_project_is_refused_by_the_database(short_project, days):
    row = EnrolmentFactory(project=short_project)
    changed(row, {"starts_on": days[0], "ends_on": days[1]})
    assert_database_refuses(row.save, "clients_enrolment_within_project")


@pytest.mark.parametrize("days", OUTSIDE.values(), ids=OUTSIDE)
def test_withdrawn_stay_may_be_outside_its_project(short_project, days):
    assert_stands(stay(short_project, *days, **withdrawal()))


@pytest.mark.parametrize("days", INSIDE.values(), ids=INSIDE)
def test_stay_within_its_project_stands(short_project, days):
    assert_stands(stay(short_project, *days))


@pytest.mark.parametrize(
    "days",
    [
        {"starts_on": dt.date(2021, 1, 2)},
        {"ends_on": dt.date(2021, 6, 29)},
        {"ends_on": dt.date(2020, 12, 31)},
    ],
)
def test_project_moved_away_from_a_stay_is_refused_by_the_database(short_project, days):
    EnrolmentFactory(project=short_project, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 6, 30))
    moved = changed(short_project, days)
    assert_database_refuses(moved.save, "clients_project_keeps_enrolments")


def test_project_moved_up_to_its_stays_stands(short_project):
    row = EnrolmentFactory(project=short_project, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 6, 30))
    assert_stands(changed(short_project, {"starts_on": row.starts_on, "ends_on": row.ends_on}))


def test_project_moved_away_from_a_withdrawn_stay_stands(short_project):
    assert_stands(changed(EnrolmentFactory(project=short_project), withdrawal()))
    assert_stands(changed(short_project, {"starts_on": dt.date(2022, 1, 1)}))


def test_assignment_days_are_ordered_and_taken_once():
    client, coach = ClientFactory(), UserFactory()

    def assignment(starts_on, ends_on, coach=coach, client=client) -> Assignment:
        return Assignment(client=client, coach=coach, starts_on=starts_on, ends_on=ends_on)

    other = UserFactory()
    assert_days_ordered(lambda *days: assignment(*days, other), "clients_assignment_days_ordered")
    assert_one_a_day(assignment, "clients_assignment_no_overlap")
    assert_stands(assignment(dt.date(2021, 3, 3), None, other))
    assert_stands(assignment(dt.date(2021, 3, 3), None, client=ClientFactory()))
