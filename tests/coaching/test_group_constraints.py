import datetime as dt

import pytest
from django.utils import timezone

from coaching.choices import SessionKind
from coaching.models import Group, GroupMeeting, GroupMember, Registration
from tests.factories.clients import ClientFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory, RegistrationFactory
from tests.factories.projects import MunicipalityFactory, ProjectFactory
from tests.factories.staff import UserFactory
from tests.refusals import (
    assert_days_ordered,
    assert_one_a_day,
    assert_refused,
    assert_stands,
    changed,
    parts,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
NAMED_ONLY = [kind for kind in SessionKind if kind not in (SessionKind.GROUP, SessionKind.ADVICE)]
WITHDRAWN = {"withdrawn_at": timezone.now(), "withdrawn_by": "somebody", "withdrawn_reason": "Sairastui."}
MARKED = {"marked_at": timezone.now(), "marked_by": "somebody"}


def with_person(facts):
    return {name: UserFactory() if value == "somebody" else value for name, value in facts.items()}


def test_group_days_are_ordered():
    project = ProjectFactory()

    def group(starts_on, ends_on):
        return Group(project=project, name="Klubi", kind="club", starts_on=starts_on, ends_on=ends_on)

    assert_days_ordered(group, "coaching_group_days_ordered")


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"name": " "}, "coaching_group_named"),
        ({"kind": "party"}, "coaching_group_kind_known"),
        ({"kind": ""}, "coaching_group_kind_known"),
        ({"capacity": 0}, "coaching_group_capacity"),
    ],
)
def test_group_with_a_wrong_fact_is_refused(facts, name):
    assert_refused(changed(GroupFactory(), facts), name)


def test_group_of_one_place_or_of_any_number_stands():
    assert_stands(changed(GroupFactory(), {"capacity": 1}))
    assert_stands(changed(GroupFactory(), {"capacity": None}))


def test_member_days_are_ordered_and_taken_once():
    group, other, client = GroupFactory(), GroupFactory(), ClientFactory()

    def member(starts_on, ends_on, group=group):
        return GroupMember(group=group, client=client, starts_on=starts_on, ends_on=ends_on)

    assert_days_ordered(lambda *days: member(*days, other), "coaching_groupmember_days_ordered")
    assert_one_a_day(member, "coaching_groupmember_no_overlap")
    assert_stands(member(DAY, None, GroupFactory()))


def test_group_meets_once_at_a_time_but_a_cancelled_meeting_leaves_it_free():
    meeting = GroupMeetingFactory()
    facts = {"group": meeting.group, "coach": meeting.coach, "meets_on": meeting.meets_on, "minutes": 60}
    again = GroupMeeting(**facts, meets_from=meeting.meets_from)
    assert_refused(again, "coaching_groupmeeting_once")
    assert_stands(GroupMeeting(**facts, meets_from=dt.time(15)))
    assert_stands(GroupMeeting(**facts | {"group": GroupFactory()}, meets_from=meeting.meets_from))
    assert_stands(changed(meeting, with_person(WITHDRAWN)))
    assert_stands(again)


@pytest.mark.parametrize("minutes", [0, 1441])
def test_meeting_of_no_length_or_beyond_a_day_is_refused(minutes):
    assert_refused(changed(GroupMeetingFactory(), {"minutes": minutes}), "coaching_groupmeeting_minutes")


@pytest.mark.parametrize("minutes", [1, 1440])
def test_meeting_of_a_minute_or_a_day_stands(minutes):
    assert_stands(changed(GroupMeetingFactory(), {"minutes": minutes}))


@pytest.mark.parametrize("facts", parts(WITHDRAWN), ids=lambda facts: "+".join(facts))
def test_meeting_cancelled_by_halves_is_refused(facts):
    row = changed(GroupMeetingFactory(), with_person(facts))
    assert_refused(row, "coaching_groupmeeting_withdrawal_whole")


def test_client_is_registered_once_for_a_meeting():
    first = RegistrationFactory()
    again = Registration(meeting=first.meeting, client=first.client, registered_on=DAY)
    assert_refused(again, "coaching_registration_once")
    assert_stands(Registration(meeting=GroupMeetingFactory(), client=first.client, registered_on=DAY))


@pytest.mark.parametrize("facts", parts(MARKED), ids=lambda facts: "+".join(facts))
def test_attendance_marked_by_halves_is_refused(facts):
    assert_refused(changed(AttendanceFactory(), with_person(facts)), "coaching_attendance_mark_whole")


def test_attendance_with_both_or_neither_stands():
    assert_stands(changed(AttendanceFactory(), with_person(MARKED)))
    assert_stands(AttendanceFactory())


@pytest.mark.parametrize("kind", NAMED_ONLY)
@pytest.mark.parametrize("heads", ["unnamed_adults", "unnamed_children"])
def test_unnamed_heads_of_a_session_with_named_people_are_refused(kind, heads):
    assert_refused(SessionFactory.build(**saved(kind), **{heads: 1}), "coaching_session_heads_of_groups")


@pytest.mark.parametrize("kind", [kind for kind in SessionKind if kind != SessionKind.ADVICE])
def test_municipality_of_a_session_that_is_no_advice_is_refused(kind):
    row = SessionFactory.build(**saved(kind), municipality=MunicipalityFactory())
    assert_refused(row, "coaching_session_municipality_of_advice")


def test_unnamed_children_of_a_group_and_municipality_of_advice_stand():
    assert_stands(SessionFactory.build(**saved(SessionKind.GROUP), unnamed_children=2))
    advice = saved(SessionKind.ADVICE)
    assert_stands(SessionFactory.build(**advice, municipality=MunicipalityFactory()))


def saved(kind):
    """What a session of a kind stands on."""
    return {"project": ProjectFactory(), "coach": UserFactory(), "kind": kind}
