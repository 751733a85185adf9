"""The start page of each role."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.coaching import StepFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


def page(browser, name="reports:home", *args) -> str:
    answer = browser.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("clients", [1, 3])
def test_home_coach_logs_in_one_tap_for_any_number_of_clients(
    project, member_of, signed_in, clients, django_assert_num_queries
):
    coach = member_of(Role.COACH)
    enrolments = EnrolmentFactory.create_batch(clients, project=project)
    for enrolment in enrolments:
        AssignmentFactory(client=enrolment.client, coach=coach)
        StepFactory(enrolment=enrolment, due_on=timezone.localdate() - dt.timedelta(days=1))
        for days in (0, 1):
            meets_on = timezone.localdate() - dt.timedelta(days=days)
            AppointmentFactory(client=enrolment.client, project=project, coach=coach, meets_on=meets_on)
    browser = signed_in(coach)
    with django_assert_num_queries(12):
        html = page(browser)
    log = reverse("coaching:session-log")
    for enrolment in enrolments:
        assert f'href="{log}?client={enrolment.client_id}"' in html
    assert html.count("Myöhässä") == html.count("CV valmiiksi") == clients


def test_home_names_a_restricted_client_and_tells_nothing_of_her_step(project, member_of, signed_in):
    coach = member_of(Role.COACH)
    stay = EnrolmentFactory(project=project, client__last_name="Salattu", client__has_safety_restriction=True)
    AssignmentFactory(client=stay.client, coach=coach)
    StepFactory(enrolment=stay, due_on=timezone.localdate())
    html = page(signed_in(coach))
    (row,) = html.split('id="steps-title"')[1].split("</ul>")[0].split("</li>")[:-1]
    assert ("Salattu" in row, "CV valmiiksi" in row) == (True, False)


def test_home_coach_with_nothing_due_is_not_nagged(project, member_of, signed_in):
    coach = member_of(Role.COACH)
    AssignmentFactory(client=EnrolmentFactory(project=project).client, coach=coach)
    html = page(signed_in(coach))
    assert "Tälle viikolle ei ole sovittuja askelia." in html
    assert "Myöhässä" not in html


def test_home_manager_gets_to_the_snapshot_and_reads_its_state(project, member_of, signed_in):
    EnrolmentFactory(project=project)
    browser = signed_in(member_of(Role.MANAGER))
    html = page(browser)
    assert "1 selitettävää" in html
    # The page it opens is of the same dates, so that it says the same.
    today = timezone.localdate().isoformat()
    address = f"{reverse('reports:snapshot', args=[project.code])}?date={today}"
    assert f'href="{address}"' in html
    assert "1 selitettävää" in browser.get(address).content.decode()


def test_home_secretary_gets_to_the_clients(member_of, signed_in):
    html = page(signed_in(member_of(Role.SECRETARY)))
    assert "Avaa asiakasluettelo" in html
    assert "Kirjaa tapaaminen" not in html


def test_home_partner_administrator_and_stranger_read_what_they_may_do(member_of, signed_in):
    assert "Osatoteuttaja" in page(signed_in(member_of(Role.PARTNER)))
    assert "Hallitset käyttäjiä" in page(signed_in(UserFactory(is_administrator=True)))
    assert "Et kuulu nyt mihinkään hankkeeseen" in page(signed_in(UserFactory()))


def test_index_lists_only_the_projects_whose_reports_she_reads(project, member_of, signed_in):
    manager = member_of(Role.MANAGER)
    other = EnrolmentFactory().project
    html = page(signed_in(manager), "reports:index")
    assert project.code in html
    assert other.code not in html
