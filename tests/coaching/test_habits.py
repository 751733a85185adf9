import datetime as dt

import pytest
from django.utils import timezone

from coaching import habits
from coaching.models import SessionTopic
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, TopicFactory
from tests.factories.staff import UserFactory


def test_durations_without_history_are_those_everybody_has():
    assert habits.durations([]) == [15, 30, 45, 60, 90]
    assert habits.usual_duration([]) == 30


def test_durations_with_own_habits_begin_with_them_most_used_first():
    logged = [20] * 5 + [50] * 6 + [30] * 9 + [75] * 4 + [10] * 5
    assert habits.durations(logged) == [50, 20, 15, 30, 45, 60, 90]


@pytest.mark.parametrize(
    ("logged", "expected"),
    [([60, 60, 15], 60), ([30, 60], 30), ([50] * 5, 50), ([50], 45), ([200], 90), ([1], 15)],
)
def test_usual_duration_is_the_offered_one_nearest_to_the_median(logged, expected):
    assert habits.usual_duration(logged) == expected


@pytest.mark.django_db
def test_topics_for_coach_are_ordered_by_her_own_use(project):
    coach = UserFactory()
    rare, frequent, never = (TopicFactory(project=project, position=place) for place in range(3))
    TopicFactory(project=project, is_in_use=False)
    TopicFactory()
    with auditing.act(by="cli"):
        for topic, times in ((rare, 1), (frequent, 2)):
            for _each in range(times):
                SessionTopic.objects.create(session=SessionFactory(project=project, coach=coach), topic=topic)
        for _each in range(5):
            SessionTopic.objects.create(session=SessionFactory(project=project), topic=never)
    assert habits.topics_for(coach, project) == [frequent, rare, never]


@pytest.mark.django_db
def test_topics_for_coach_leave_withdrawn_sessions_out(project):
    coach = UserFactory()
    first, second = (TopicFactory(project=project, position=place) for place in range(2))
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_by": coach, "withdrawn_reason": "Väärä asiakas"}
    with auditing.act(by="cli"):
        session = SessionFactory(project=project, coach=coach, **withdrawn)
        SessionTopic.objects.create(session=session, topic=second)
    assert habits.topics_for(coach, project) == [first, second]


@pytest.mark.django_db
def test_recent_clients_are_own_and_last_met_first(project, member_of, day):
    coach = member_of(Role.COACH)
    clients = [EnrolmentFactory(project=project).client for _each in range(4)]
    long_ago, lately, not_yet, given_up = clients
    for client in (long_ago, lately, not_yet):
        AssignmentFactory(client=client, coach=coach)
    AssignmentFactory(client=given_up, coach=coach, ends_on=dt.date(2021, 12, 31))
    AssignmentFactory(coach=coach)
    for client, held_on in ((long_ago, (2022, 1, 1)), (lately, (2022, 4, 1))):
        session = SessionFactory(project=project, coach=coach, held_on=dt.date(*held_on))
        AttendanceFactory(session=session, client=client)
    AttendanceFactory(session=SessionFactory(project=project), client=not_yet)
    assert habits.recent_clients(coach, day) == [lately, long_ago, not_yet]
    assert habits.recent_clients(coach, day, limit=1) == [lately]
