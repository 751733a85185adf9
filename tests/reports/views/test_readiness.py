"""The page before the reporting date, and the clients behind its numbers."""

import datetime as dt

import pytest
from django.urls import reverse

from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return ProjectFactory(programme_period="2021-2027", reporting_dates=[dt.date(2098, 12, 31)])


@pytest.fixture
def page(project) -> str:
    return reverse("reports:readiness", args=[project.code])


def coached(project, coach):
    client = EnrolmentFactory(project=project).client
    AssignmentFactory(client=client, coach=coach)
    return client


def test_readiness_page_shows_a_manager_every_coach_and_the_whole(project, page, member_of, signed_in):
    coach = member_of(Role.COACH)
    coached(project, coach)
    EnrolmentFactory(project=project)
    answer = signed_in(member_of(Role.MANAGER)).get(page)
    assert {row.key for row in answer.context["readiness"].rows} == {str(coach.pk), "nobody"}
    html = answer.content.decode()
    for key in (str(coach.pk), "nobody", "all"):
        assert reverse("reports:readiness-people", args=[project.code, key, "any"]) in html


def test_readiness_page_shows_a_coach_her_own_row(project, page, member_of, signed_in):
    coach, other = member_of(Role.COACH), member_of(Role.COACH)
    coached(project, coach)
    coached(project, other)
    browser = signed_in(coach)
    assert [row.coach for row in browser.get(page).context["readiness"].rows] == [coach]
    for key in (str(other.pk), "nobody", "all"):
        address = reverse("reports:readiness-people", args=[project.code, key, "any"])
        assert browser.get(address).status_code == 404


def test_readiness_page_without_a_date_ahead_says_so(member_of, signed_in):
    project = ProjectFactory(reporting_dates=[])
    browser = signed_in(member_of(Role.MANAGER, project=project))
    answer = browser.get(reverse("reports:readiness", args=[project.code]))
    assert answer.context["readiness"] is None
    assert "raportointipäivää" in answer.content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_readiness_page_any_number_of_people_takes_the_same_queries(
    project, page, member_of, signed_in, people, django_assert_num_queries
):
    for _number in range(people):
        coached(project, UserFactory())
    browser = signed_in(member_of(Role.MANAGER))
    with django_assert_num_queries(15):
        browser.get(page)


def test_readiness_people_are_as_many_as_the_number_with_each_gap(project, member_of, signed_in):
    coach = member_of(Role.COACH)
    client = coached(project, coach)
    address = reverse("reports:readiness-people", args=[project.code, coach.pk, "unclassified"])
    answer = signed_in(coach).get(address)
    (row,) = answer.context["rows"]
    assert (row.client, row.why) == (
        client, ["Ei luokiteltu", "Aloitustietoja puuttuu", "Rahoittajalle annettavaa"],
    )  # fmt: skip
    assert len(answer.context["figure"].keys) == 1


@pytest.mark.parametrize("gap", ["religion", "coach", "\0"])
def test_readiness_people_of_no_gap_are_not_found(project, member_of, signed_in, gap):
    address = reverse("reports:readiness-people", args=[project.code, "all", gap])
    assert signed_in(member_of(Role.MANAGER)).get(address).status_code == 404
