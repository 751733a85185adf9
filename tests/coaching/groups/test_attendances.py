import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import attendances, groups
from coaching.attendances import Measures, measures
from coaching.models import Attendance, CoachingSession, SessionTopic
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import ClientFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, TopicFactory
from tests.factories.groups import GroupMeetingFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


@pytest.fixture
def mark(meeting, coach, day):
    """Marks somebody at the meeting, as its coach."""

    def act(client, state="present", **facts):
        facts = {"today": day, "by": coach} | facts
        return attendances.mark(meeting=meeting, client=client, state=state, **facts)

    return act


def states(meeting):
    rows = Attendance.objects.filter(session__group_meeting=meeting)
    return dict(rows.values_list("client", "state"))


def test_first_mark_makes_the_session_as_the_group_was_planned(group, meeting, member, mark, coach, day):
    group.language, group.topic = "som", TopicFactory(project=group.project)
    with auditing.act(by="cli"):
        group.save()
    mark(member())
    mark(member(), "absent")
    session = CoachingSession.objects.get()
    assert (session.kind, session.held_on, session.minutes) == ("group", day, meeting.minutes)
    assert (session.project, session.coach, session.logged_by) == (group.project, coach, coach)
    assert (session.language, SessionTopic.objects.get().topic) == ("som", group.topic)
    meeting.refresh_from_db()
    assert meeting.session == session


def test_last_mark_holds_with_its_moment_and_its_person(meeting, member, mark, member_of):
    client, colleague = member(), member_of(Role.COACH)
    first = mark(client)
    last = mark(client, "excused", by=colleague)
    row = Attendance.objects.get()
    assert (row.state, row.marked_by, row.marked_at) == ("excused", colleague, last.marked_at)
    assert row.marked_at > first.marked_at


def test_note_stays_until_another_is_written(member, mark):
    client = member()
    mark(client, note=" Lähti klo 14. ")
    mark(client, "absent")
    assert Attendance.objects.get().note == "Lähti klo 14."
    mark(client, note="")
    assert Attendance.objects.get().note == ""


def test_mark_of_somebody_not_on_the_list_is_refused(client_of, mark):
    with pytest.raises(ValidationError, match="ei ole tämän kokoontumisen listalla"):
        mark(client_of())
    assert CoachingSession.objects.count() == 0


def test_mark_of_a_meeting_to_come_or_a_cancelled_one_is_refused(meeting, member, mark, coach, day):
    client = member()
    with pytest.raises(ValidationError, match="Läsnäolot merkitään silloin"):
        mark(client, today=day - ONE)
    groups.cancel(meeting=meeting, reason="Pakkanen.", by=coach)
    with pytest.raises(ValidationError, match="peruttu"):
        mark(client)
    assert CoachingSession.objects.count() == 0


def test_mark_of_an_unknown_state_is_refused(member, mark):
    with pytest.raises(ValidationError):
        mark(member(), "maybe")


def test_rest_present_leaves_the_marks_that_are_there(meeting, member, client_of, mark, coach, day):
    absent, others, walk_in = member(), [member(), member()], client_of()
    mark(absent, "absent")
    attendances.add_walk_in(meeting=meeting, client=walk_in, today=day, by=coach)
    assert attendances.mark_the_rest_present(meeting=meeting, today=day, by=coach) == 2
    assert states(meeting) == {
        absent.pk: "absent",
        walk_in.pk: "present",
        **{client.pk: "present" for client in others},
    }
    assert attendances.mark_the_rest_present(meeting=meeting, today=day, by=coach) == 0


def test_walk_in_is_marked_present_even_in_a_full_group(group, meeting, member, client_of, coach, day):
    group.capacity = 1
    with auditing.act(by="cli"):
        group.save()
    member()
    walk_in = client_of()
    attendances.add_walk_in(meeting=meeting, client=walk_in, today=day, by=coach)
    assert states(meeting) == {walk_in.pk: "present"}
    with pytest.raises(ValidationError, match="ei ole ollut tässä hankkeessa"):
        attendances.add_walk_in(meeting=meeting, client=ClientFactory(), today=day, by=coach)


def test_unmark_makes_nothing_known(meeting, member, mark, coach, day):
    client = member()
    mark(client)
    attendances.unmark(meeting=meeting, client=client, today=day, by=coach)
    assert states(meeting) == {}


def test_heads_are_counted_up_and_down_never_below_zero(meeting, coach, day):
    def count(**facts):
        attendances.change_heads(meeting=meeting, **facts, today=day, by=coach)
        session = CoachingSession.objects.get()
        return session.unnamed_adults, session.unnamed_children

    assert [count(adults=1), count(adults=1, children=3), count(adults=-1)] == [(1, 0), (2, 3), (1, 3)]
    assert count(adults=-9) == (0, 3)
    attendances.set_heads(meeting=meeting, adults=40, children=0, today=day, by=coach)
    assert count(adults=1) == (41, 0)


def test_withdrawn_session_is_replaced_by_the_next_mark(meeting, member, mark, coach):
    client = member()
    mark(client)
    session = CoachingSession.objects.get()
    session.withdrawn_at, session.withdrawn_by, session.withdrawn_reason = session.logged_at, coach, "Väärin."
    with auditing.act(by=coach):
        session.save()
    mark(client, "absent")
    assert CoachingSession.objects.count() == 1
    assert states(meeting) == {client.pk: "absent"}


def test_measures_keep_sessions_attendances_and_persons_apart(project):
    sessions = [
        SessionFactory(project=project, kind="group", unnamed_adults=2, unnamed_children=5),
        SessionFactory(project=project, kind="group", unnamed_adults=1),
        SessionFactory(project=project, kind="group"),
    ]
    both, once, never = (ClientFactory() for _each in range(3))
    for session, client, state in (
        (sessions[0], both, "present"),
        (sessions[1], both, "present"),
        (sessions[0], once, "present"),
        (sessions[1], once, "excused"),
        (sessions[0], never, "absent"),
    ):
        AttendanceFactory(session=session, client=client, state=state)
    assert measures(CoachingSession.objects.all()) == Measures(3, 3, 2, 3, 5)
    assert measures(CoachingSession.objects.filter(pk=sessions[1].pk)) == Measures(1, 1, 1, 1, 0)
    assert measures(CoachingSession.objects.none()) == Measures(0, 0, 0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_coaches_at_once_make_one_session_and_one_mark_a_person(
    at_once, meeting, member, mark, member_of
):
    one, two, colleague = member(), member(), member_of(Role.COACH)
    results = at_once(
        lambda: mark(one),
        lambda: mark(one, "absent", by=colleague),
        lambda: mark(two, by=colleague),
    )
    assert [type(result) for result in results] == [Attendance] * 3
    assert (CoachingSession.objects.count(), Attendance.objects.count()) == (1, 2)
    last = max(results[:2], key=lambda row: row.marked_at)
    row = Attendance.objects.get(client=one)
    assert (row.state, row.marked_by) == (last.state, last.marked_by)


@pytest.mark.django_db(transaction=True)
def test_two_coaches_who_count_heads_at_once_lose_nobody(at_once, meeting, coach, day):
    def count():
        for _each in range(10):
            attendances.change_heads(meeting=meeting, adults=1, today=day, by=coach)

    assert at_once(count, count) == [None, None]
    assert CoachingSession.objects.get().unnamed_adults == 20


def test_meeting_of_yesterday_may_still_be_marked(group, coach, member, day):
    late = GroupMeetingFactory(group=group, coach=coach, meets_on=day - ONE)
    attendances.mark(meeting=late, client=member(), state="present", today=day, by=coach)
    assert CoachingSession.objects.get().held_on == day - ONE
