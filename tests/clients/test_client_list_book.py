"""The list of clients as a spreadsheet: the rows that it shows, so far as their records open."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from staff.models import AccessEntry
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrol(project):
    def make(number, project=project, **facts):
        return EnrolmentFactory(client=ClientFactory(client_number=number, **facts), project=project)

    return make


def numbers(browser, **query):
    response = browser.get(reverse("clients:list-book"), query)
    sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
    return [row[0].value for row in sheet.iter_rows(min_row=2)]


def test_book_holds_a_row_for_each_stay_that_the_list_is_narrowed_to(signed_in, member_of, enrol, project):
    enrol("1", mother_tongue="som")
    enrol("2", mother_tongue="ara")
    browser = signed_in(member_of(Role.SECRETARY))
    assert numbers(browser) == ["1", "2"]
    assert numbers(browser, language="som") == ["1"]


def test_book_holds_stays_of_her_own_projects_alone(signed_in, member_of, enrol):
    stay = enrol("1")
    EnrolmentFactory(client=stay.client)
    assert numbers(signed_in(member_of(Role.SECRETARY))) == ["1"]


def test_book_of_a_coach_holds_whom_she_coaches_and_nobody_whose_record_asks_why(signed_in, member_of, enrol):
    coach = member_of(Role.COACH)
    AssignmentFactory(client=enrol("1").client, coach=coach)
    enrol("2")
    browser = signed_in(coach)
    assert numbers(browser) == ["1"]
    assert numbers(browser, q="Warsame", whose="all") == ["1"]
    assert set(AccessEntry.objects.values_list("kind", "reason")) == {("client-export", "clients")}


@pytest.mark.parametrize(("role", "found"), [(Role.SECRETARY, []), (Role.MANAGER, ["1"])])
def test_book_holds_a_restricted_client_for_those_alone_who_open_the_record(
    signed_in, member_of, enrol, role, found
):
    enrol("1", has_safety_restriction=True)
    assert numbers(signed_in(member_of(role))) == found


def test_list_links_to_its_book_with_its_choices(signed_in, member_of, enrol):
    enrol("1", mother_tongue="som")
    page = signed_in(member_of(Role.SECRETARY)).get(reverse("clients:list"), {"language": "som"})
    assert f"{reverse('clients:list-book')}?language=som" in page.content.decode()
