import datetime as dt

import pytest

from staff import accesses
from staff.models import AccessEntry
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
NEXT_DAY = dt.date(2022, 5, 1)
MORNING = dt.datetime(2022, 4, 30, 6, tzinfo=dt.UTC)
NOON = dt.datetime(2022, 4, 30, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def user():
    return UserFactory()


def open_record(user, **facts) -> AccessEntry:
    given = {"kind": "client", "key": 7, "day": DAY, "moment": MORNING}
    return accesses.note_opening(**{**given, **facts}, by=user)


def reason_in_force(user, **facts) -> str:
    given = {"kind": "client", "key": 7, "day": DAY, "moment": NOON}
    return accesses.reason_in_force(**{**given, **facts}, by=user)


def test_opening_is_written_with_who_what_when_and_why(user):
    entry = open_record(user, reason="substitute")
    stored = AccessEntry.objects.get()
    assert stored == entry
    assert (stored.opened_by, stored.kind, stored.key) == (user, "client", 7)
    assert (stored.opened_at, stored.opened_on, stored.reason) == (MORNING, DAY, "substitute")


def test_opening_without_a_reason_is_written_once_a_day(user):
    assert open_record(user) == open_record(user, moment=NOON)
    assert AccessEntry.objects.get().opened_at == MORNING


@pytest.mark.parametrize(
    "facts",
    [{"day": NEXT_DAY}, {"key": 8}, {"kind": "employer"}],
)
def test_opening_of_another_day_or_record_is_written_anew(user, facts):
    assert open_record(user) != open_record(user, **facts)


def test_opening_by_another_person_is_written_anew(user):
    assert open_record(user) != open_record(UserFactory())


def test_opening_with_a_reason_is_written_every_time(user):
    open_record(user)
    open_record(user, reason="group")
    open_record(user, reason="group", moment=NOON)
    assert list(AccessEntry.objects.values_list("reason", flat=True).order_by("pk")) == ["", "group", "group"]


def test_reason_given_counts_for_the_person_the_record_and_the_day(user):
    open_record(user, reason="group")
    assert reason_in_force(user) == "group"
    assert reason_in_force(user, day=NEXT_DAY) == ""
    assert reason_in_force(user, key=8) == ""
    assert reason_in_force(user, kind="employer") == ""
    assert reason_in_force(UserFactory()) == ""


def test_opening_without_a_reason_is_no_reason(user):
    open_record(user)
    assert reason_in_force(user) == ""


def test_reason_given_no_longer_counts_once_its_time_is_over(user):
    open_record(user, reason="group")
    assert reason_in_force(user, lasts=NOON - MORNING) == "group"
    assert reason_in_force(user, lasts=NOON - MORNING - SECOND) == ""
    open_record(user, reason="substitute", moment=NOON)
    assert reason_in_force(user, lasts=NOON - MORNING - SECOND) == "substitute"


def test_opening_that_carries_the_reason_does_not_lengthen_its_time(user):
    hour = dt.timedelta(hours=1)
    for minutes in (0, 50):
        open_record(user, reason="group", moment=MORNING + dt.timedelta(minutes=minutes))
    assert reason_in_force(user, lasts=hour, moment=MORNING + hour) == "group"
    assert reason_in_force(user, lasts=hour, moment=MORNING + hour + SECOND) == ""


def test_export_is_written_for_each_record_once_and_opens_none(user):
    for _time in range(2):
        accesses.note_export(
            kind="client", keys=[7, 8, 7], reason="outcomes", day=DAY, moment=MORNING, by=user
        )
    entries = AccessEntry.objects.values_list("kind", "key", "reason", "opened_by")
    once = [("client-export", key, "outcomes", user.pk) for key in (7, 8)]
    assert sorted(entries) == sorted(once * 2)
    assert reason_in_force(user) == ""
