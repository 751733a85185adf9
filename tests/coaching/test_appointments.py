"""Appointments: agreed on once, moved, cancelled with a reason, held by one session."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from clients.access import ReasonNeeded
from coaching import appointments
from coaching.models import Appointment
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TEN = dt.time(10)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


@pytest.fixture
def agree(stay, coach, day):
    def make(**facts):
        usual = {
            "client": stay.client,
            "project": stay.project,
            "coach": coach,
            "meets_on": day,
            "meets_from": TEN,
        }
        return appointments.agree(**(usual | {"minutes": 30, "today": day, "by": coach} | facts))

    return make


@pytest.fixture
def session(stay, coach, day):
    return AttendanceFactory(
        session=SessionFactory(project=stay.project, coach=coach, held_on=day), client=stay.client
    ).session


def test_agree_writes_down_when_how_and_where(agree, stay, coach, day):
    made = agree(kind="phone", place=" Toivola ", minutes=45)
    assert (made.client, made.coach, made.meets_on, made.meets_from, made.minutes, made.kind, made.place) == (
        stay.client, coach, day, TEN, 45, "phone", "Toivola",
    )  # fmt: skip


def test_agree_again_gives_the_first(agree):
    assert agree() == agree()
    assert agree(meets_from=dt.time(11)) != agree()


def test_agree_on_a_day_passed_or_outside_the_stay_is_refused(agree, stay, day):
    for facts in ({"meets_on": day - DAY}, {"project": ProjectFactory()}, {"kind": "group"}):
        with pytest.raises(ValidationError):
            agree(**facts)
    assert not Appointment.objects.exists()


def test_move_changes_all_but_not_to_a_day_passed(agree, coach, day):
    facts = {
        "meets_from": dt.time(12),
        "minutes": 60,
        "kind": "video",
        "place": "",
        "today": day,
        "by": coach,
    }
    moved = appointments.move(appointment=agree(place="Toivola"), meets_on=day + DAY, **facts)
    assert (moved.meets_on, moved.meets_from, moved.minutes, moved.kind, moved.place) == (
        day + DAY, dt.time(12), 60, "video", "",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Päivä on jo mennyt"):
        appointments.move(appointment=moved, meets_on=day - DAY, **facts)


def test_move_of_a_missed_one_may_keep_its_day(coach, stay, day):
    missed = AppointmentFactory(client=stay.client, project=stay.project, coach=coach, meets_on=day - DAY)
    facts = {"meets_from": dt.time(12), "minutes": 60, "kind": "meeting", "today": day, "by": coach}
    assert appointments.move(appointment=missed, meets_on=day - DAY, **facts).minutes == 60


def test_cancel_takes_it_out_with_the_reason(agree, coach):
    made = agree()
    with pytest.raises(ValidationError):
        appointments.cancel(appointment=made, reason="  ", by=coach)
    appointments.cancel(appointment=made, reason="Sairastui", by=coach)
    gone = Appointment.with_withdrawn.get()
    assert (gone.withdrawn_reason, gone.withdrawn_by, Appointment.objects.count()) == ("Sairastui", coach, 0)


def test_hold_ties_the_session_once(agree, session, coach):
    made = agree()
    for _press in range(2):
        assert appointments.hold(appointment=made, session=session, by=coach).session == session
    other = SessionFactory(coach=coach, project=made.project)
    AttendanceFactory(session=other, client=made.client)
    with pytest.raises(ValidationError, match="jo kirjattu pidetyksi"):
        appointments.hold(appointment=made, session=other, by=coach)


def test_hold_with_somebody_elses_session_is_refused(agree, coach):
    made = agree()
    of_another_client = AttendanceFactory(session__project=made.project).session
    with pytest.raises(ValidationError, match="eri asiakkaalle"):
        appointments.hold(appointment=made, session=of_another_client, by=coach)


def test_hold_with_a_session_of_another_project_is_refused(agree, coach):
    made = agree()
    elsewhere = AttendanceFactory(client=made.client).session
    with pytest.raises(ValidationError, match="eri hankkeesta"):
        appointments.hold(appointment=made, session=elsewhere, by=coach)


def test_hold_of_what_was_cancelled_meanwhile_is_refused_in_words(agree, session, coach):
    made = agree()
    appointments.cancel(appointment=made, reason="Sairastui", by=coach)
    with pytest.raises(ValidationError, match="peruttu"):
        appointments.hold(appointment=made, session=session, by=coach)


def test_what_is_held_or_cancelled_is_neither_moved_nor_cancelled(agree, session, coach, day):
    held, gone = agree(), agree(meets_from=dt.time(11))
    appointments.hold(appointment=held, session=session, by=coach)
    appointments.cancel(appointment=gone, reason="Sairastui", by=coach)
    facts = {"meets_on": day, "meets_from": TEN, "minutes": 30, "kind": "meeting", "today": day, "by": coach}
    for each, words in ((held, "jo kirjattu pidetyksi"), (gone, "peruttu")):
        with pytest.raises(ValidationError, match=words):
            appointments.move(appointment=each, **facts)
        with pytest.raises(ValidationError, match=words):
            appointments.cancel(appointment=each, reason="Siirtyi", by=coach)


def test_prefilled_is_how_long_and_when_it_was_agreed_to_be(agree, day):
    assert appointments.prefilled(agree(minutes=45, kind="phone")) == {
        "kind": "phone", "held_on": day, "minutes": 45,
    }  # fmt: skip


def test_appointment_opens_to_who_logs_in_the_project_through_the_clients_door(agree, member_of, coach, day):
    made = agree()
    assert appointments.appointment_for(coach, made.pk, day) == made
    assert appointments.appointment_for(member_of(Role.COORDINATOR), made.pk, day) == made
    with pytest.raises(ReasonNeeded):
        appointments.appointment_for(member_of(Role.COACH), made.pk, day)
    for stranger in (member_of(Role.SECRETARY), member_of(Role.COACH, project=ProjectFactory())):
        with pytest.raises(Http404):
            appointments.appointment_for(stranger, made.pk, day)


def test_coming_are_those_from_today_on_that_wait(agree, session, stay, coach, day):
    later, sooner, held = agree(meets_on=day + DAY), agree(), agree(meets_from=dt.time(8))
    appointments.hold(appointment=held, session=session, by=coach)
    AppointmentFactory(client=stay.client, project=stay.project, coach=coach, meets_on=day - DAY)
    assert list(appointments.coming(coach, stay.client, day)) == [sooner, later]


def test_coming_are_those_of_the_projects_where_she_logs(agree, stay, coach, member_of, day):
    elsewhere = EnrolmentFactory(client=stay.client, project=ProjectFactory()).project
    here, there = agree(), agree(project=elsewhere)
    stranger = member_of(Role.COACH, project=elsewhere)
    assert list(appointments.coming(coach, stay.client, day)) == [here]
    assert list(appointments.coming(stranger, stay.client, day)) == [there]
    assert list(appointments.coming(member_of(Role.SECRETARY), stay.client, day)) == []
