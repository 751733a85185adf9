"""The EURA desk of somebody who keeps client facts, and the sheet to copy from."""

import datetime as dt

import pytest
from django.urls import reverse

from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

ENTERED = dt.date(2023, 2, 1)


@pytest.fixture
def project(db):
    return ProjectFactory(programme_period="2021-2027")


@pytest.fixture
def secretary(member_of, signed_in):
    return signed_in(member_of(Role.SECRETARY))


def desk(project) -> str:
    return reverse("reports:eura", args=[project.code])


def test_desk_lists_participants_with_what_is_missing_and_leads_to_their_pages(project, secretary):
    stay = EnrolmentFactory(project=project, starts_on=ENTERED)
    answer = secretary.get(desk(project))
    ((line, client, key, missing),) = answer.context["rows"]
    assert (line.start.day, client, key) == (ENTERED, stay.client, stay.pk)
    assert missing == "sukupuoli, työmarkkina-asema, koulutus"
    html = answer.content.decode()
    assert reverse("clients:participation", args=[stay.pk]) in html
    assert reverse("reports:eura-sheet", args=[project.code, stay.pk]) in html
    # The secretary sees no report totals, so no tabs lead to them.
    assert reverse("reports:indicators", args=[project.code]) not in html


def test_desk_a_coach_has_her_own_clients_only(project, member_of, signed_in):
    coach = member_of(Role.COACH)
    own, _other = EnrolmentFactory(project=project), EnrolmentFactory(project=project)
    AssignmentFactory(client=own.client, coach=coach)
    answer = signed_in(coach).get(desk(project))
    assert [client for _line, client, _stay, _missing in answer.context["rows"]] == [own.client]


def test_desk_of_another_programme_period_says_that_nobody_is_asked(secretary, member_of, signed_in):
    project = ProjectFactory(programme_period="2014-2020")
    EnrolmentFactory(project=project)
    answer = signed_in(member_of(Role.SECRETARY, project=project)).get(desk(project))
    assert answer.context["rows"] == []
    assert "2021–2027" in answer.content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_desk_any_number_of_people_takes_the_same_queries(
    project, secretary, people, django_assert_num_queries
):
    for _number in range(people):
        EnrolmentFactory(project=project)
    with django_assert_num_queries(10):
        secretary.get(desk(project))


def test_sheet_has_a_button_for_each_fact_that_is_known(project, secretary):
    stay = EnrolmentFactory(project=project, starts_on=ENTERED)
    ParticipationFactory(client=stay.client, project=project)
    html = secretary.get(reverse("reports:eura-sheet", args=[project.code, stay.pk])).content.decode()
    for typed in (project.code, "1.2.2023", "Toinen aste", "Työtön työnhakija"):
        assert f'data-copy="{typed}"' in html
    assert html.count("data-copy=") == 4


def test_sheet_of_a_stay_in_another_project_is_not_found(project, member_of, signed_in):
    stay = EnrolmentFactory()
    user = member_of(Role.SECRETARY)
    member_of(Role.SECRETARY, project=stay.project)
    address = reverse("reports:eura-sheet", args=[project.code, stay.pk])
    assert signed_in(user).get(address).status_code == 404
