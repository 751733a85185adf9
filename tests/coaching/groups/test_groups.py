import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import attendances, groups
from coaching.models import CoachingSession, Group, GroupMeeting, GroupMember
from projects.choices import ProjectPart
from projects.models import ProjectMember
from staff import auditing
from tests.factories.coaching import TopicFactory
from tests.factories.groups import GroupMeetingFactory, RegistrationFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)
NOON = dt.time(12)


@pytest.fixture
def facts(project, coach, day):
    """What a conversation club that meets once is founded with."""
    timing = {"coach": coach, "meets_on": day, "meets_from": NOON, "minutes": 60}
    return {"project": project, "name": " Suomi-klubi ", "kind": "club", "by": coach} | timing


@pytest.fixture
def timing(coach, day):
    return {"coach": coach, "meets_on": day, "meets_from": NOON, "minutes": 60, "by": coach}


def test_found_makes_a_group_and_its_first_meeting_in_the_coachs_name(facts, coach, day):
    group = groups.found(**facts)
    (meeting,) = group.meetings.all()
    assert (group.name, group.kind, group.starts_on, group.ends_on) == ("Suomi-klubi", "club", day, None)
    assert (meeting.meets_on, meeting.meets_from, meeting.minutes, meeting.coach) == (day, NOON, 60, coach)
    actors = {event.pgh_context.metadata["actor"] for event in auditing.history_of(meeting)}
    assert actors == {f"user:{coach.pk}"}


def test_found_until_a_day_meets_every_week_to_that_day_included(facts, day):
    group = groups.found(**facts, until=day + dt.timedelta(weeks=2))
    days = [meeting.meets_on for meeting in group.meetings.all()]
    assert days == [day, day + dt.timedelta(weeks=1), day + dt.timedelta(weeks=2)]
    short = groups.found(**facts | {"name": "Toinen"}, until=day + dt.timedelta(days=13))
    assert short.meetings.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda facts: {"until": facts["meets_on"] - ONE}, "until"),
        (lambda facts: {"until": facts["meets_on"] + dt.timedelta(days=367)}, "until"),
        (lambda facts: {"coach": UserFactory()}, "coach"),
        (lambda facts: {"topic": TopicFactory()}, "topic"),
        (lambda facts: {"meets_on": facts["project"].starts_on - ONE}, "meets_on"),
        (lambda facts: {"meets_on": facts["project"].ends_on + ONE}, "meets_on"),
    ],
)
def test_found_with_a_wrong_fact_is_refused_and_leaves_nothing(facts, change, field):
    with pytest.raises(ValidationError) as refused:
        groups.found(**facts | change(facts))
    assert list(refused.value.message_dict) == [field]
    assert (Group.objects.count(), GroupMeeting.objects.count()) == (0, 0)


def test_found_where_groups_are_switched_off_is_refused(facts, coach):
    facts["project"] = ProjectFactory(parts_off=[ProjectPart.GROUPS])
    with pytest.raises(ValidationError, match="ei ole ryhmiä käytössä"):
        groups.found(**facts)


def test_plan_at_a_taken_time_is_refused_and_the_other_weeks_too(group, meeting, timing, day):
    clash = timing | {"meets_on": day - dt.timedelta(weeks=1), "meets_from": meeting.meets_from}
    with pytest.raises(ValidationError, match="jo tähän aikaan"):
        groups.plan(group=group, **clash, until=day)
    assert group.meetings.count() == 1


def test_plan_past_the_coachs_last_day_in_the_project_is_refused_whole(group, timing, coach, day):
    weeks, last = [day + number * dt.timedelta(weeks=1) for number in range(3)], day + dt.timedelta(days=9)
    with auditing.act(by="cli"):
        ProjectMember.objects.filter(user=coach).update(ends_on=last)
    with pytest.raises(ValidationError) as refused:
        groups.plan(group=group, **timing, until=weeks[2])
    assert refused.value.message_dict == {"coach": ["Ohjaaja ei työskentele hankkeessa 14.5.2022."]}
    assert group.meetings.count() == 0
    MembershipFactory(project=group.project, user=coach, starts_on=last + ONE)
    groups.plan(group=group, **timing, until=weeks[2])
    assert list(group.meetings.values_list("meets_on", flat=True)) == weeks


def test_plan_before_the_first_meeting_moves_the_groups_first_day(group, timing):
    earlier = group.starts_on - ONE
    groups.plan(group=group, **timing | {"meets_on": earlier})
    group.refresh_from_db()
    assert group.starts_on == earlier


def test_plan_after_the_group_ended_is_refused(group, timing, coach, day):
    groups.end(group=group, ends_on=day - ONE, by=coach)
    with pytest.raises(ValidationError) as refused:
        groups.plan(group=group, **timing)
    assert list(refused.value.message_dict) == ["meets_on"]


def test_copy_to_next_week_plans_the_same_meeting(meeting, coach, day):
    again = groups.copy_to_next_week(meeting=meeting, by=coach)
    assert (again.group, again.coach, again.meets_on) == (meeting.group, coach, day + dt.timedelta(weeks=1))
    assert (again.meets_from, again.minutes, again.session) == (meeting.meets_from, meeting.minutes, None)
    with pytest.raises(ValidationError):
        groups.copy_to_next_week(meeting=meeting, by=coach)


def test_cancel_withdraws_the_meeting_with_its_reason(meeting, coach):
    groups.cancel(meeting=meeting, reason=" Ohjaaja sairastui. ", by=coach)
    row = GroupMeeting.with_withdrawn.get()
    assert (row.withdrawn_by, row.withdrawn_reason) == (coach, "Ohjaaja sairastui.")
    assert not GroupMeeting.objects.exists()
    with pytest.raises(ValidationError, match="peruttu"):
        groups.cancel(meeting=meeting, reason="Taas.", by=coach)


def test_cancel_without_a_reason_is_refused(meeting, coach):
    with pytest.raises(ValidationError) as refused:
        groups.cancel(meeting=meeting, reason="  ", by=coach)
    assert list(refused.value.message_dict) == ["reason"]


@pytest.mark.parametrize("who", ["named", "unnamed"])
def test_cancel_once_somebody_came_is_refused(meeting, member, coach, day, who):
    if who == "named":
        attendances.mark(meeting=meeting, client=member(), state="absent", today=day, by=coach)
    else:
        attendances.change_heads(meeting=meeting, children=1, today=day, by=coach)
    with pytest.raises(ValidationError, match="on jo pidetty"):
        groups.cancel(meeting=meeting, reason="Peruttu.", by=coach)


def test_move_takes_the_session_along_and_never_to_a_day_to_come(meeting, member, timing, coach, day):
    attendances.mark(meeting=meeting, client=member(), state="present", today=day, by=coach)
    earlier = timing | {"meets_on": day - ONE, "minutes": 45}
    groups.move(meeting=meeting, **earlier, today=day)
    session = CoachingSession.objects.get()
    assert (session.held_on, session.minutes, session.revision) == (day - ONE, 45, 2)
    with pytest.raises(ValidationError) as refused:
        groups.move(meeting=meeting, **timing | {"meets_on": day + ONE}, today=day)
    assert list(refused.value.message_dict) == ["meets_on"]


def test_move_of_a_planned_meeting_makes_no_session(meeting, timing, day):
    moved = groups.move(meeting=meeting, **timing | {"meets_on": day + ONE}, today=day)
    assert (moved.meets_on, moved.meets_from, CoachingSession.objects.count()) == (day + ONE, NOON, 0)


def test_change_to_fewer_places_than_are_taken_is_refused(group, meeting, member, client_of, coach, day):
    member(), member()
    RegistrationFactory(meeting=meeting, client=client_of())
    facts = {"name": "Passi", "kind": "card", "language": "som", "place": "Kirjasto", "topic": None}
    with pytest.raises(ValidationError) as refused:
        groups.change(group=group, **facts, capacity=2, today=day, by=coach)
    assert refused.value.message_dict == {"capacity": ["Paikoista 3 on jo varattu."]}
    changed = groups.change(group=group, **facts, capacity=3, today=day, by=coach)
    assert (changed.name, changed.language, changed.place, changed.capacity) == (
        "Passi",
        "som",
        "Kirjasto",
        3,
    )


def test_end_cancels_what_was_planned_and_ends_the_registrations(group, meeting, member, coach, day):
    member()
    later = GroupMeetingFactory(group=group, coach=coach, meets_on=day + ONE)
    groups.end(group=group, ends_on=day, by=coach)
    assert list(group.meetings.all()) == [meeting]
    assert GroupMeeting.with_withdrawn.get(pk=later.pk).withdrawn_reason == "Ryhmä päättyi."
    assert [row.ends_on for row in GroupMember.objects.all()] == [day]


def test_end_before_a_meeting_that_was_held_is_refused_and_leaves_all(group, meeting, member, coach, day):
    attendances.mark(meeting=meeting, client=member(), state="present", today=day, by=coach)
    with pytest.raises(ValidationError, match="on jo pidetty"):
        groups.end(group=group, ends_on=day - ONE, by=coach)
    assert Group.objects.get().ends_on is None


def test_end_before_the_first_day_is_refused(group, coach):
    with pytest.raises(ValidationError):
        groups.end(group=group, ends_on=group.starts_on - ONE, by=coach)
