import datetime as dt

import pytest

from clients.access import reachable_clients, visible_clients
from projects.models import ProjectMember
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db


def test_own_clients_are_those_of_projects_where_she_still_works(project, member_of, day):
    coach = member_of(Role.COACH)
    left = EnrolmentFactory(project=project).client
    here = EnrolmentFactory(project=MembershipFactory(user=coach).project).client
    for client in (left, here):
        AssignmentFactory(client=client, coach=coach)
    with auditing.act(by="cli"):
        ProjectMember.objects.filter(project=project).update(ends_on=day - dt.timedelta(days=1))
    assert list(visible_clients(coach, day)) == [here]
    assert list(reachable_clients(coach, day)) == [here]


def test_clients_under_safety_restriction_are_listed_but_not_reached_by_the_coordinator(
    project, member_of, day
):
    client = EnrolmentFactory(project=project, client__has_safety_restriction=True).client
    coordinator = member_of(Role.COORDINATOR)
    assert list(visible_clients(coordinator, day)) == [client]
    assert list(reachable_clients(coordinator, day)) == []
