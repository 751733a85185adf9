"""The manager opens the status table the old books rebuild, looks behind a figure and takes the paper away."""

import pytest
from playwright.sync_api import expect

from projects.models import Project
from reports import seeds
from staff.permissions import Role
from tests.golden import CODE, take_in_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def manager(db, member_of):
    seeds.sow(by="cli")
    take_in_all()
    project = Project.objects.get(code=CODE)
    return member_of(Role.MANAGER, project=project, first_name="Pirjo")


def test_manager_finds_the_missing_clients_and_takes_the_pdf_away(open_page, sign_in, faults_at, manager):
    page = open_page()
    sign_in(page, manager)
    faults = faults_at(page, {"snapshot": f"/reports/{CODE}/snapshot/"})
    page.goto("/")
    page.get_by_role("link", name="Raportit").first.click()
    page.get_by_role("link", name="Tilannekuva").first.click()
    expect(page.get_by_text("7 selitettävää")).to_be_visible()
    page.get_by_role("link", name="26 asiakkaalta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ei luokiteltu 30.4.2021: 26")
    expect(page.locator("tbody tr")).to_have_count(26)
    page.go_back()
    with page.expect_download() as download:
        page.get_by_role("link", name="Lataa PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert faults == []
