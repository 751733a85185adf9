import datetime as dt

import pytest
from django.utils import timezone

from coaching.models import Appointment, CalendarFeed
from tests.factories.appointments import AppointmentFactory
from tests.factories.clients import ClientFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_database_refuses, assert_refused, assert_stands, changed, parts

pytestmark = pytest.mark.django_db


def appointment(**facts) -> Appointment:
    whose = {"project": ProjectFactory(), "client": ClientFactory(), "coach": UserFactory()}
    return Appointment(**whose, meets_on=dt.date(2022, 4, 30), meets_from=dt.time(10), **facts)


def test_kind_is_known_and_one_that_is_agreed_on():
    assert_refused(appointment(kind="seance"), "coaching_appointment_kind_known")
    for kind in ("group", "advice"):
        assert_refused(appointment(kind=kind), "coaching_appointment_kind_agreed")
    assert_stands(appointment(kind="home_visit"))


def test_minutes_are_from_one_to_a_day():
    for minutes in (0, 1441):
        assert_refused(appointment(minutes=minutes), "coaching_appointment_minutes")
    for minutes in (1, 1440):
        assert_stands(appointment(minutes=minutes))


def test_withdrawal_has_its_moment_person_and_reason():
    row = AppointmentFactory()
    whole = {"withdrawn_at": timezone.now(), "withdrawn_by": UserFactory(), "withdrawn_reason": "Sairastui"}
    none = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": ""}
    for some in parts(whole):
        assert_refused(changed(row, none | some), "coaching_appointment_withdrawal_whole")
    assert_stands(changed(row, whole))


def test_feed_has_an_address_of_its_own():
    facts = {"opened_at": timezone.now()}
    user = UserFactory()
    blank = CalendarFeed(user=user, token_digest=" ", **facts)
    assert_refused(blank, "coaching_calendarfeed_digest_given")
    assert_stands(CalendarFeed(user=user, token_digest="a" * 64, **facts))
    twin = CalendarFeed(user=UserFactory(), token_digest="a" * 64, **facts)
    assert_database_refuses(twin.save, "coaching_calendarfeed_token_digest_key")


def test_appointment_and_feed_say_what_they_are():
    row = AppointmentFactory()
    assert str(row) == f"{row.client_id} 2022-04-30 10.00"
    assert str(CalendarFeed(user=row.coach)) == str(row.coach)
