import datetime as dt

import pytest

from coaching import attendances
from coaching.rosters import members_of, nameless, roster_of
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory
from tests.factories.groups import GroupMemberFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


@pytest.fixture
def look(meeting, day):
    """The list as somebody sees it; the meeting is read anew, as a page would."""

    def roster(user):
        meeting.refresh_from_db()
        return roster_of(meeting, user, day)

    return roster


def test_roster_has_the_registered_by_first_name_then_those_who_just_came(
    meeting, member, client_of, look, coach, day
):
    for name in ("Öykü", "Åsa", "Amina", "Ömer", "zahra"):
        member(first_names=name, last_name="Noor")
    walk_in = client_of(first_names="Abdi", last_name="Ali")
    attendances.add_walk_in(meeting=meeting, client=walk_in, today=day, by=coach)
    lines = look(coach).lines
    names = [line.client.first_names for line in lines]
    assert names == ["Amina", "zahra", "Åsa", "Ömer", "Öykü", "Abdi"]
    assert [line.is_registered for line in lines] == [True] * 5 + [False]


def test_roster_counts_each_state_and_the_unknown_apart(meeting, member, look, coach, day):
    for state in ("present", "present", "excused", "absent"):
        attendances.mark(meeting=meeting, client=member(), state=state, today=day, by=coach)
    member()
    attendances.set_heads(meeting=meeting, adults=3, children=1, today=day, by=coach)
    roster = look(coach)
    counts = (roster.present, roster.excused, roster.absent, roster.unknown)
    assert (counts, roster.adults, roster.children) == ((2, 1, 1, 1), 3, 1)


def test_version_changes_with_what_others_do_but_not_with_her_own_marks(
    meeting, member, client_of, member_of, look, coach, day
):
    one, two, colleague = member(), member(), member_of(Role.COACH)
    facts = {"meeting": meeting, "today": day}
    seen = [look(coach).version_for(coach)]

    def after(act, **given):
        act(**facts, **given)
        seen.append(look(coach).version_for(coach))
        return seen[-1] != seen[-2]

    assert not after(attendances.mark, client=one, state="present", by=coach)
    assert after(attendances.mark, client=two, state="present", by=colleague)
    assert after(attendances.mark, client=one, state="absent", by=colleague)
    assert after(attendances.add_walk_in, client=client_of(), by=colleague)
    assert after(attendances.change_heads, adults=1, by=colleague)
    assert after(attendances.unmark, client=two, by=colleague)


def test_restricted_client_is_nameless_but_to_who_may_open_her(member_of, client_of, coach, day):
    client, plain = client_of(has_safety_restriction=True), client_of()
    own = member_of(Role.COACH)
    AssignmentFactory(client=client, coach=own)
    manager = member_of(Role.MANAGER)
    assert nameless([client, plain], coach, day) == {client.pk}
    assert nameless([client, plain], own, day) == nameless([client, plain], manager, day) == set()


def test_members_are_those_running_or_to_begin_in_order_of_name(group, client_of, day):
    def register(name, **facts):
        return GroupMemberFactory(group=group, client=client_of(first_names=name), **facts)

    later = register("Zahra", starts_on=day + ONE)
    register("Ali", ends_on=day - ONE)
    today = register("Yusuf", ends_on=day)
    open_ended = register("Amina")
    assert members_of(group, day) == [open_ended, today, later]
