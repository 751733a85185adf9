"""Coming in, choosing a language, and leaving."""

import pytest
from playwright.sync_api import expect

from staff.permissions import Role
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY, first_name="Sari")


def test_secretary_comes_in_reads_english_and_leaves(open_page, sign_in, axe_faults, secretary):
    page = open_page(PHONE)
    page.goto("/clients/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirjaudu sisään")
    page.fill("[name=login]", secretary.email)
    page.fill("[name=password]", "not this one at all")
    page.press("[name=password]", "Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    faults = axe_faults(page)
    sign_in(page, secretary)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hei, Sari")
    page.locator("nav.bottom summary").click()
    page.get_by_role("button", name="English").filter(visible=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("nav.bottom summary").click()
    page.get_by_role("button", name="Sign out").filter(visible=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert faults == []
