import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from coaching import sessions
from coaching.models import Attendance, CoachingSession
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.coaching import TopicFactory
from tests.factories.projects import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts(project, member_of, day):
    """What a session of half an hour is logged with."""
    coach = member_of(Role.COACH)
    enrolment = EnrolmentFactory(project=project, ends_on=dt.date(2022, 3, 31))
    return {
        "project": project,
        "client": enrolment.client,
        "coach": coach,
        "kind": "meeting",
        "held_on": dt.date(2022, 3, 1),
        "minutes": 30,
        "submission": uuid.uuid4(),
        "today": day,
        "by": coach,
    }


def test_log_makes_session_attendance_and_topics_in_the_coachs_name(facts, project):
    topics = [TopicFactory(project=project) for _each in range(2)]
    session = sessions.log(**facts, topics=topics, language="som", note=" CV. ", is_confidential=True)
    session.refresh_from_db()
    assert (session.minutes, session.language, session.note, session.is_confidential) == (
        30,
        "som",
        "CV.",
        True,
    )
    assert list(session.topics.order_by("pk")) == topics
    assert [(row.client, row.state) for row in session.attendances.all()] == [(facts["client"], "present")]
    assert session.logged_by == facts["by"]
    actors = {event.pgh_context.metadata["actor"] for event in auditing.history_of(session)}
    assert actors == {f"user:{facts['by'].pk}"}


def test_log_again_with_the_same_submission_gives_the_first_session(facts):
    first = sessions.log(**facts)
    assert sessions.log(**facts).pk == first.pk
    assert (CoachingSession.objects.count(), Attendance.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "phone"},
        {"held_on": dt.date(2022, 3, 2)},
        {"minutes": 60},
        {"note": "Lisäys."},
        {"note": "Asia.", "is_confidential": True},
        {"language": "som"},
        {"has_interpreter": True},
        {"partner": True},
    ],
)
def test_log_again_with_other_content_is_refused_and_changes_nothing(facts, change):
    first = sessions.log(**facts | {"note": "Asia."})
    if "partner" in change:
        change = {"partner": PartnerFactory()}
    with pytest.raises(ValidationError, match="Tallenna uudelleen"):
        sessions.log(**facts | {"note": "Asia."} | change)
    first.refresh_from_db()
    assert (CoachingSession.objects.count(), first.kind, first.minutes, first.note) == (
        1, "meeting", 30, "Asia.",
    )  # fmt: skip


def test_log_again_with_other_client_or_topics_is_refused(facts, project):
    topics = [TopicFactory(project=project) for _each in range(2)]
    first = sessions.log(**facts, topics=topics)
    assert sessions.log(**facts, topics=topics[::-1]).pk == first.pk
    for change in (
        {"client": EnrolmentFactory(project=project).client, "topics": topics},
        {"topics": topics[:1]},
    ):
        with pytest.raises(ValidationError):
            sessions.log(**facts | change)


def test_log_again_after_the_session_was_withdrawn_is_refused(facts):
    first = sessions.log(**facts)
    first.withdrawn_at, first.withdrawn_by, first.withdrawn_reason = timezone.now(), facts["by"], "Väärä"
    with auditing.act(by="cli"):
        first.save()
    with pytest.raises(ValidationError):
        sessions.log(**facts)


def test_log_with_somebody_elses_submission_is_refused(facts, member_of):
    sessions.log(**facts)
    other = member_of(Role.COACH)
    with pytest.raises(ValidationError):
        sessions.log(**facts | {"coach": other, "by": other})


@pytest.mark.django_db(transaction=True)
def test_log_twice_at_once_makes_one_session(facts):
    start = Barrier(2)

    def send():
        try:
            start.wait(timeout=10)
            return sessions.log(**facts).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = [done.result() for done in [pool.submit(send) for _each in range(2)]]
    assert made[0] == made[1]
    assert (CoachingSession.objects.count(), Attendance.objects.count()) == (1, 1)


def test_log_today_is_taken_and_tomorrow_refused(facts, day):
    assert sessions.log(**facts | {"held_on": day}).held_on == day
    tomorrow = {"held_on": day + dt.timedelta(days=1), "submission": uuid.uuid4()}
    with pytest.raises(ValidationError) as refusal:
        sessions.log(**facts | tomorrow)
    assert list(refusal.value.message_dict) == ["held_on"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0},
        {"minutes": 24 * 60 + 1},
        {"is_confidential": True},
        {"is_confidential": True, "note": "  "},
        {"kind": "party"},
    ],
)
def test_log_with_impossible_facts_is_refused_and_writes_nothing(facts, wrong):
    with pytest.raises(ValidationError):
        sessions.log(**facts | wrong)
    assert CoachingSession.objects.count() == 0


def test_log_with_a_note_of_the_longest_length_is_taken_and_a_longer_one_refused_whole(facts):
    longest = "ä" * sessions.LONGEST_NOTE
    assert sessions.log(**facts | {"note": longest}).note == longest
    with pytest.raises(ValidationError, match=r"10\s?001 merkkiä"):
        sessions.log(**facts | {"note": longest + "ä", "submission": uuid.uuid4()})


def test_log_for_an_appointment_holds_it(facts):
    appointment = AppointmentFactory(client=facts["client"], project=facts["project"], coach=facts["coach"])
    session = sessions.log(**facts, appointment=appointment)
    appointment.refresh_from_db()
    assert appointment.session == session
    assert sessions.log(**facts, appointment=appointment) == session


def test_log_for_an_appointment_with_somebody_else_is_refused_and_writes_nothing(facts, project):
    appointment = AppointmentFactory(client=EnrolmentFactory(project=project).client, project=project)
    with pytest.raises(ValidationError):
        sessions.log(**facts, appointment=appointment)
    assert CoachingSession.objects.count() == 0


def test_log_for_client_who_never_was_in_the_project_is_refused(facts):
    with pytest.raises(ValidationError):
        sessions.log(**facts | {"client": ClientFactory()})


def test_log_with_another_projects_topic_is_refused(facts):
    with pytest.raises(ValidationError) as refusal:
        sessions.log(**facts, topics=[TopicFactory()])
    assert list(refusal.value.message_dict) == ["topics"]


@pytest.mark.parametrize(
    ("held_on", "expected"), [((2022, 3, 31), False), ((2022, 4, 1), True), ((2020, 12, 31), True)]
)
def test_session_outside_the_stay_is_aftercare(facts, held_on, expected):
    session = sessions.log(**facts | {"held_on": dt.date(*held_on)})
    assert sessions.is_after_care(session=session, client=facts["client"]) is expected
