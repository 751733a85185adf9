import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import attendances, groups, registrations
from coaching.models import GroupMeeting, GroupMember, Registration
from staff import auditing
from tests.factories.clients import ClientFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory, GroupMemberFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


def limit(group, places):
    group.capacity = places
    with auditing.act(by="cli"):
        group.save()


def registered(meeting):
    return set(registrations.registered_for(meeting))


def counted(meeting):
    return registrations.with_registered(GroupMeeting.objects.filter(pk=meeting.pk)).get().registered


def test_join_registers_for_every_meeting_from_the_day_on(group, meeting, client_of, coach, day):
    client = client_of()
    before = GroupMeetingFactory(group=group, meets_on=day - ONE)
    registrations.join(group=group, client=client, starts_on=day, by=coach)
    assert (registered(before), registered(meeting)) == (set(), {client})


def test_join_twice_is_refused(group, member, coach, day):
    with pytest.raises(ValidationError, match="jo ilmoittautunut ryhmään"):
        registrations.join(group=group, client=member(), starts_on=day, by=coach)


def test_join_before_the_group_begins_counts_from_its_first_day(group, client_of, coach):
    row = registrations.join(group=group, client=client_of(), starts_on=group.starts_on - ONE, by=coach)
    assert row.starts_on == group.starts_on


def test_stranger_to_the_project_is_refused(group, meeting, coach, day):
    with pytest.raises(ValidationError, match="ei ole ollut tässä hankkeessa"):
        registrations.join(group=group, client=ClientFactory(), starts_on=day, by=coach)
    with pytest.raises(ValidationError, match="ei ole ollut tässä hankkeessa"):
        registrations.register(meeting=meeting, client=ClientFactory(), today=day, by=coach)


def test_join_after_the_end_is_refused(group, client_of, coach, day):
    groups.end(group=group, ends_on=day - ONE, by=coach)
    with pytest.raises(ValidationError, match="on päättynyt"):
        registrations.join(group=group, client=client_of(), starts_on=day, by=coach)


def test_last_place_of_the_whole_group_is_given_once(group, client_of, coach, day):
    limit(group, 1)
    registrations.join(group=group, client=client_of(), starts_on=day, by=coach)
    with pytest.raises(ValidationError, match="Ryhmä on täynnä: paikkoja on 1"):
        registrations.join(group=group, client=client_of(), starts_on=day, by=coach)
    assert GroupMember.objects.count() == 1


def test_join_is_refused_when_one_meeting_to_come_is_full(group, meeting, client_of, coach, day):
    limit(group, 1)
    RegistrationFactory(meeting=meeting, client=client_of())
    with pytest.raises(ValidationError, match="täynnä"):
        registrations.join(group=group, client=client_of(), starts_on=day, by=coach)
    # A meeting that has been takes no place from what is to come.
    registrations.join(group=group, client=client_of(), starts_on=day + ONE, by=coach)


def test_person_registered_both_ways_takes_one_place(group, meeting, client_of, coach, day):
    limit(group, 1)
    client = client_of()
    registrations.register(meeting=meeting, client=client, today=day, by=coach)
    registrations.join(group=group, client=client, starts_on=day, by=coach)
    assert (registered(meeting), counted(meeting)) == ({client}, 1)


def test_register_for_one_meeting_leaves_the_others(group, meeting, client_of, coach, day):
    client, other = client_of(), GroupMeetingFactory(group=group, meets_on=day + ONE)
    registrations.register(meeting=meeting, client=client, today=day, by=coach)
    assert (registered(meeting), registered(other)) == ({client}, set())


def test_register_twice_or_for_a_full_or_cancelled_meeting_is_refused(
    group, meeting, member, client_of, coach, day
):
    with pytest.raises(ValidationError, match="jo ilmoittautunut"):
        registrations.register(meeting=meeting, client=member(), today=day, by=coach)
    limit(group, 1)
    with pytest.raises(ValidationError, match="täynnä"):
        registrations.register(meeting=meeting, client=client_of(), today=day, by=coach)
    groups.cancel(meeting=meeting, reason="Pakkanen.", by=coach)
    with pytest.raises(ValidationError, match="peruttu"):
        registrations.register(meeting=meeting, client=client_of(), today=day, by=coach)
    assert Registration.objects.count() == 0


def test_unregister_takes_back_one_meeting_only(meeting, member, client_of, coach, day):
    client = client_of()
    registrations.register(meeting=meeting, client=client, today=day, by=coach)
    registrations.unregister(meeting=meeting, client=client, by=coach)
    assert registered(meeting) == set()
    with pytest.raises(ValidationError, match="vain tähän kokoontumiseen"):
        registrations.unregister(meeting=meeting, client=member(), by=coach)


def test_leave_ends_the_day_before_and_frees_the_place(group, meeting, member, coach, day):
    client = member()
    registrations.leave(member=GroupMember.objects.get(), today=day, by=coach)
    assert (GroupMember.objects.get().ends_on, registered(meeting)) == (day - ONE, set())
    registrations.join(group=group, client=client, starts_on=day, by=coach)
    assert registered(meeting) == {client}


def test_leave_on_the_first_day_leaves_no_trace_but_a_marked_day_stays(group, meeting, client_of, coach, day):
    first, second = client_of(), client_of()
    for client in (first, second):
        registrations.join(group=group, client=client, starts_on=day, by=coach)
    attendances.mark(meeting=meeting, client=second, state="present", today=day, by=coach)
    for row in GroupMember.objects.all():
        registrations.leave(member=row, today=day, by=coach)
    assert [(row.client, row.ends_on) for row in GroupMember.objects.all()] == [(second, day)]


def test_count_of_the_registered_is_the_same_as_their_list(group, meeting, member, client_of, day):
    members = [member(), member()]
    GroupMemberFactory(group=group, client=client_of(), ends_on=day - ONE)
    GroupMemberFactory(group=group, client=client_of(), starts_on=day + ONE)
    GroupMemberFactory(group=GroupFactory(), client=client_of())
    RegistrationFactory(meeting=meeting, client=members[0])
    single = RegistrationFactory(meeting=meeting, client=client_of()).client
    assert registered(meeting) == {*members, single}
    assert counted(meeting) == 3


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_get_the_last_place(at_once, group, meeting, client_of, coach, day):
    limit(group, 1)
    first, second = client_of(), client_of()
    results = at_once(
        lambda: registrations.join(group=group, client=first, starts_on=day, by=coach),
        lambda: registrations.register(meeting=meeting, client=second, today=day, by=coach),
    )
    assert sorted(type(result).__name__ for result in results)[-1] == "ValidationError"
    assert (len(registered(meeting)), counted(meeting)) == (1, 1)
