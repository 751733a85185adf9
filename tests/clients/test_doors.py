"""Whose record opens without a reason: shared groups and appointments, standing in, and a while after a handover."""

import datetime as dt

import pytest

from clients import handovers, substitutions
from clients.access import ReasonNeeded, client_for, needs_reason, reachable_clients, visible_clients
from clients.models import Handover
from coaching.models import Appointment, Group, GroupMeeting, Registration
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def colleague(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def client(project, colleague):
    """A colleague's client."""
    found = EnrolmentFactory(project=project).client
    AssignmentFactory(client=found, coach=colleague)
    return found


def opens(coach, client, day) -> bool:
    return not needs_reason(coach, reachable_clients(coach, day).get(pk=client.pk), day)


def meet(coach, client, project, day):
    with auditing.act(by=coach):
        return Appointment.objects.create(
            project=project, client=client, coach=coach, meets_on=day, meets_from=dt.time(10)
        )


def lead_a_group(coach, client, project, day):
    with auditing.act(by=coach):
        group = Group.objects.create(project=project, name="Klubi", kind="club", starts_on=day)
        meeting = GroupMeeting.objects.create(group=group, coach=coach, meets_on=day, meets_from=dt.time(13))
    # Somebody else has registered the client: whom she registers herself she doesn't know by that.
    with auditing.act(by="cli"):
        Registration.objects.create(meeting=meeting, client=client, registered_on=day)


def stand_in(coach, colleague, day):
    last = day + dt.timedelta(days=7)
    substitutions.stand_in(
        coach=colleague, substitute=coach, starts_on=day, ends_on=last, today=day, by=colleague
    )


def test_record_of_a_colleagues_client_opens_with_a_reason_only(coach, client, day):
    with pytest.raises(ReasonNeeded):
        client_for(coach, client.pk, day)


def test_record_opens_where_they_share_an_appointment_until_it_is_past(coach, client, project, day):
    appointment = meet(coach, client, project, day)
    assert [opens(coach, client, day + dt.timedelta(days=days)) for days in (-30, 0, 14, 15)] == [
        True,
        True,
        True,
        False,
    ]
    assert client not in visible_clients(coach, day)
    with auditing.act(by=coach):
        appointment.delete()
    assert not opens(coach, client, day)


def test_record_opens_where_they_share_a_group(coach, client, project, day):
    lead_a_group(coach, client, project, day)
    assert opens(coach, client, day)
    assert client not in visible_clients(coach, day)


def test_records_of_those_she_stands_in_for_are_on_her_list_meanwhile(coach, colleague, client, day):
    stand_in(coach, colleague, day)
    assert list(visible_clients(coach, day)) == [client]
    assert opens(coach, client, day)
    assert list(visible_clients(coach, day + dt.timedelta(days=8))) == []


def test_record_opens_for_thirty_days_after_a_handover(coach, colleague, client, day):
    handovers.hand_over(client=client, giver=colleague, receiver=coach, note="", today=day, by=colleague)
    assert Handover.objects.get().receiver == coach
    assert [opens(colleague, client, day + dt.timedelta(days=days)) for days in (0, 30, 31)] == [
        True,
        True,
        False,
    ]


def test_record_under_a_safety_restriction_is_opened_by_none_of_these(coach, colleague, project, day):
    client = EnrolmentFactory(project=project, client__has_safety_restriction=True).client
    AssignmentFactory(client=client, coach=colleague)
    meet(coach, client, project, day)
    lead_a_group(coach, client, project, day)
    stand_in(coach, colleague, day)
    assert client not in reachable_clients(coach, day)
    assert client not in visible_clients(coach, day)


def test_appointment_with_a_client_of_another_project_opens_nothing(coach, day, project):
    stranger = EnrolmentFactory(client=ClientFactory()).client
    meet(coach, stranger, project, day)
    assert stranger not in reachable_clients(coach, day)
