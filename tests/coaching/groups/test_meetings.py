import datetime as dt

import pytest
from django.http import Http404

from coaching import attendances, groups, registrations
from coaching.acquaintances import clients_met_in_groups
from coaching.meetings import group_for, leaders, meeting_for, meetings_seen, narrowed, unmarked
from projects.choices import ProjectPart
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import ClientFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory, GroupMemberFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


def again(user):
    """The same person as the next request knows her."""
    return type(user).objects.get(pk=user.pk)


def test_meetings_come_with_their_numbers(group, meeting, member, client_of, coach, day):
    early = GroupMeetingFactory(group=group, coach=coach, meets_on=day, meets_from=dt.time(9))
    here, away = member(), member()
    RegistrationFactory(meeting=meeting, client=client_of())
    attendances.mark(meeting=meeting, client=here, state="present", today=day, by=coach)
    attendances.mark(meeting=meeting, client=away, state="absent", today=day, by=coach)
    found = [
        (each, each.registered, each.present, each.is_marked)
        for each in meetings_seen(coach, day).order_by("meets_from")
    ]
    assert found == [(early, 2, 0, False), (meeting, 3, 1, True)]


def test_meeting_where_only_heads_were_counted_is_marked(meeting, coach, day):
    attendances.change_heads(meeting=meeting, children=1, today=day, by=coach)
    assert [each.is_marked for each in meetings_seen(coach, day)] == [True]
    attendances.change_heads(meeting=meeting, children=-1, today=day, by=coach)
    assert [each.is_marked for each in meetings_seen(coach, day)] == [False]


def test_groups_are_seen_where_she_logs_and_they_are_in_use(group, meeting, member_of, coach, project, day):
    for role in (Role.COACH, Role.COORDINATOR, Role.MANAGER):
        assert group_for(member_of(role), group.pk, day) == group
        assert meeting_for(member_of(role), meeting.pk, day) == meeting
    stranger, secretary = member_of(Role.COACH, project=GroupFactory().project), member_of(Role.SECRETARY)
    project.parts_off = [ProjectPart.GROUPS]
    with auditing.act(by="cli"):
        project.save()
    for user in (stranger, secretary, again(coach)):
        with pytest.raises(Http404):
            group_for(user, group.pk, day)
        with pytest.raises(Http404):
            meeting_for(user, meeting.pk, day)


def test_cancelled_meeting_is_seen_no_more(meeting, coach, day):
    groups.cancel(meeting=meeting, reason="Pakkanen.", by=coach)
    with pytest.raises(Http404):
        meeting_for(coach, meeting.pk, day)


def test_list_is_narrowed_by_time_kind_project_and_whose(group, meeting, coach, member_of, project, day):
    other = GroupMeetingFactory(
        group=GroupFactory(project=project, kind="pop_up"), coach=member_of(Role.COACH), meets_on=day + ONE
    )
    past = GroupMeetingFactory(group=group, coach=coach, meets_on=day - ONE)

    def listed(**asked):
        return list(narrowed(meetings_seen(coach, day), user=coach, today=day, **asked))

    assert listed() == [meeting, other]
    assert listed(is_past=True) == [past]
    assert listed(is_hers=True) == [meeting]
    assert listed(kind="pop_up") == [other]
    assert (listed(project=project), listed(project=GroupFactory().project)) == ([meeting, other], [])


def test_unmarked_are_hers_of_the_last_thirty_days(group, meeting, member, coach, member_of, day):
    def held(days_ago, user=coach):
        return GroupMeetingFactory(group=group, coach=user, meets_on=day - days_ago * ONE)

    late, oldest, _older = held(1), held(30), held(31)
    held(2, member_of(Role.COACH))
    marked = held(3)
    attendances.mark(meeting=marked, client=member(), state="absent", today=day, by=coach)
    assert list(unmarked(coach, day)) == [late, oldest]


def test_leaders_are_those_who_log_in_the_project_today(member_of, project, coach, day):
    manager = member_of(Role.MANAGER)
    member_of(Role.SECRETARY), member_of(Role.PARTNER), member_of(Role.COACH, is_active=False)
    member_of(Role.COACH, project=GroupFactory().project)
    assert set(leaders(project, day)) == {coach, manager}


def met(user, day):
    return set(clients_met_in_groups(user, day).values_list("pk", flat=True))


def test_acquaintance_is_nobody_whom_she_has_put_on_the_list_herself(
    group, meeting, client_of, coach, member_of, day
):
    everywhere, single, absent = client_of(), client_of(), client_of()
    registrations.join(group=group, client=everywhere, starts_on=day, by=coach)
    for client in (single, absent):
        registrations.register(meeting=meeting, client=client, today=day, by=coach)
    attendances.mark(meeting=meeting, client=absent, state="absent", today=day, by=coach)
    assert met(coach, day) == set()
    # Who came is known, and whoever a colleague sends.
    attendances.mark(meeting=meeting, client=single, state="present", today=day, by=coach)
    sent = client_of()
    registrations.register(meeting=meeting, client=sent, today=day, by=member_of(Role.COACH))
    assert met(coach, day) == {single.pk, sent.pk}


def test_acquaintances_are_the_registered_and_the_marked_of_meetings_she_leads(
    group, meeting, member, client_of, coach, member_of, day
):
    everywhere, single, walk_in = member(), client_of(), client_of()
    RegistrationFactory(meeting=meeting, client=single)
    attendances.add_walk_in(meeting=meeting, client=walk_in, today=day, by=coach)
    ClientFactory()
    assert met(coach, day) == {everywhere.pk, single.pk, walk_in.pk}
    assert met(member_of(Role.COACH), day) == set()
    assert met(coach, day + 90 * ONE) == {everywhere.pk, single.pk, walk_in.pk}
    assert met(coach, day + 91 * ONE) == set()


def test_acquaintance_of_a_series_was_registered_on_a_day_that_she_led(group, meeting, client_of, coach, day):
    left = GroupMemberFactory(group=group, client=client_of(), ends_on=day - ONE)
    to_come = GroupMemberFactory(group=group, client=client_of(), starts_on=day + ONE)
    assert met(coach, day) == set()
    GroupMeetingFactory(group=group, coach=coach, meets_on=day + ONE)
    assert met(coach, day) == {to_come.client_id}
    GroupMeetingFactory(group=group, coach=coach, meets_on=day - ONE)
    assert met(coach, day) == {to_come.client_id, left.client_id}


def test_cancelled_meeting_makes_no_acquaintances(meeting, member, coach, day):
    member()
    groups.cancel(meeting=meeting, reason="Pakkanen.", by=coach)
    assert met(coach, day) == set()
