"""All projects together: only for somebody who may read the reports of each that has clients."""

import pytest
from django.urls import reverse

from projects.choices import ActivityKind
from staff.permissions import Role
from tests.factories.clients import EnrolmentFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.reports.scenes import DAY

pytestmark = pytest.mark.django_db

PAGE = "reports:all-snapshot"
ON = f"?date={DAY.isoformat()}"


def people(cell) -> str:
    return reverse("reports:all-people", args=[DAY.isoformat(), cell])


@pytest.fixture
def two(project):
    return project, ProjectFactory()


@pytest.fixture
def manager(two, member_of, signed_in):
    own, other = two
    user = member_of(Role.MANAGER, project=own)
    MembershipFactory(project=other, user=user, roles=[Role.MANAGER])
    return signed_in(user)


def test_all_projects_count_a_client_of_two_once_and_open_her(two, enrol, manager):
    client = enrol(ActivityKind.WORK)
    EnrolmentFactory(client=client, project=two[1])
    html = manager.get(reverse(PAGE) + ON).content.decode()
    assert f'<a href="{people("work")}">1</a>' in html
    (row,) = manager.get(people("work")).context["rows"]
    assert row.client == client
    assert len([why for why in row.why if why.startswith("Asiakkuus")]) == 1


def test_all_projects_flow_opens_the_newcomers(two, enrol, manager):
    client = enrol(starts_on=DAY)
    answer = manager.get(people("new") + "?since=2022-01-05")
    assert [row.client for row in answer.context["rows"]] == [client]
    assert manager.get(people("nobody")).status_code == 404


def test_all_projects_are_not_found_by_who_sees_only_some(two, enrol, member_of, signed_in):
    own, other = two
    enrol(project=other)
    some = signed_in(member_of(Role.MANAGER, project=own))
    for address in (reverse(PAGE), people("active")):
        assert some.get(address).status_code == 404
    assert reverse(PAGE) not in some.get(reverse("reports:index")).content.decode()


def test_all_projects_without_clients_elsewhere_are_found(two, enrol, member_of, signed_in):
    own, _other = two
    enrol(project=own)
    some = signed_in(member_of(Role.MANAGER, project=own))
    assert some.get(reverse(PAGE)).status_code == 200
    assert reverse(PAGE) not in some.get(reverse("reports:index")).content.decode()


@pytest.mark.parametrize("clients", [1, 3])
def test_all_projects_any_number_of_clients_takes_the_same_queries(
    two, enrol, manager, clients, django_assert_num_queries
):
    for _number in range(clients):
        enrol(ActivityKind.WORK)
    with django_assert_num_queries(9):
        manager.get(reverse(PAGE) + ON)
