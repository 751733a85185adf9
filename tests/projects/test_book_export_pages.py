"""The page of spreadsheets out, the books themselves, and what is written down of whoever takes them."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from projects.book_kinds import KINDS
from staff.models import AccessEntry
from staff.permissions import Role
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def browser(signed_in, secretary):
    return signed_in(secretary)


def table(response):
    sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def export(browser, kind="clients", **query):
    return browser.get(reverse("projects:book-export", args=[kind]), query)


@pytest.mark.parametrize(("role", "sees_money"), [(Role.SECRETARY, False), (Role.MANAGER, True)])
def test_page_offers_the_book_of_every_open_kind_whose_columns_have_no_days(
    signed_in, member_of, project, role, sees_money
):
    page = signed_in(member_of(role)).get(reverse("projects:exports")).content.decode()
    for kind, resource in KINDS.items():
        whole = f"{reverse('projects:book-export', args=[kind])}?project={project.code}"
        is_open = resource.permission is None or sees_money
        assert (whole in page) == (is_open and not resource.dated)


def test_export_is_a_file_of_the_projects_rows_that_no_cache_keeps(browser, project):
    EnrolmentFactory(client=ClientFactory(client_number="0047", last_name="=1+1"), project=project)
    EnrolmentFactory()
    response = export(browser)
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{project.code}-asiakkaat-ja-asiakkuudet.xlsx"'
    )
    assert response.headers["Cache-Control"] == "no-store"
    (_titles, row) = table(response)
    assert row[:2] == ["0047", "=1+1"]


def test_export_writes_down_each_client_once_and_every_time(browser, secretary, project):
    clients = [EnrolmentFactory(project=project, ends_on="2021-03-01").client for _each in range(2)]
    EnrolmentFactory(client=clients[0], project=project, starts_on="2021-05-01")
    export(browser)
    export(browser)
    entries = AccessEntry.objects.values_list("opened_by", "kind", "key", "reason")
    written = [(secretary.pk, "client-export", client.pk, "clients") for client in clients]
    assert sorted(entries) == sorted(written * 2)


@pytest.mark.parametrize(("role", "count"), [(Role.SECRETARY, 0), (Role.MANAGER, 1)])
def test_restricted_client_goes_out_to_those_alone_who_open_such_records(
    signed_in, member_of, project, role, count
):
    EnrolmentFactory(client=ClientFactory(has_safety_restriction=True, address="Katu 1"), project=project)
    rows = table(export(signed_in(member_of(role))))[1:]
    assert (len(rows), "Katu 1" in str(rows), AccessEntry.objects.count()) == (count, False, count)


@pytest.mark.parametrize(("role", "has_notes"), [(Role.SECRETARY, False), (Role.MANAGER, True)])
def test_notes_of_sessions_go_out_to_those_alone_who_read_them(signed_in, member_of, role, has_notes):
    (titles,) = table(export(signed_in(member_of(role)), "sessions"))
    assert ("Muistiinpano" in titles) == has_notes


def test_export_of_another_project_or_kind_isnt_there(browser, member_of, secretary):
    other = ProjectFactory()
    assert export(browser, project=other.code).status_code == 404
    assert export(browser, project="A\0").status_code == 404
    assert export(browser, "attendance_lists").status_code == 404
    assert export(browser, "unknown").status_code == 404
    MembershipFactory(project=other, user=secretary, roles=[Role.SECRETARY])
    assert export(browser, project=other.code).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_empty_book_of_every_kind_holds_titles_alone(signed_in, member_of, kind):
    response = signed_in(member_of(Role.MANAGER)).get(reverse("projects:book-template", args=[kind]))
    assert len(table(response)) == 1
    assert AccessEntry.objects.count() == 0


def test_empty_book_of_no_kind_isnt_there(browser):
    assert browser.get(reverse("projects:book-template", args=["unknown"])).status_code == 404


def test_export_takes_as_many_questions_for_three_clients_as_for_one(
    browser, project, django_assert_num_queries
):
    export(browser)
    for _each in range(3):
        EnrolmentFactory(project=project)
        with django_assert_num_queries(8):
            export(browser)
