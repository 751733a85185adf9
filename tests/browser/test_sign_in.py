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


def test_idle_sign_in_is_told_of_two_minutes_before_it_ends_and_kept_by_one_press(
    open_page, sign_in, member_of, axe_faults
):
    page = open_page(PHONE)
    page.clock.install()
    sign_in(page, member_of(Role.COACH))
    notice = page.get_by_role("region", name="Kirjautumisesi")
    page.clock.fast_forward("57:00")
    expect(notice).to_be_hidden()
    page.clock.fast_forward("01:30")
    expect(notice).to_contain_text("päättyy kahden minuutin kuluttua")
    assert axe_faults(page) == []
    page.get_by_role("button", name="Pysy kirjautuneena").click()
    expect(notice).to_be_hidden()
