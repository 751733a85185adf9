"""The manager tells the funder what was spent and the municipalities what they owe."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from projects.models import ActualCost, ClaimPeriod, Invoice, Project
from reports import money_demonstration, seeds
from staff.permissions import Role
from tests.factories.projects import ProjectFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODE = money_demonstration.PROJECT


@pytest.fixture
def manager(db, member_of):
    """Of the new project: a claim that was sent and billed, and an open one of which one thing is to be explained."""
    seeds.sow(by="cli")
    manager = member_of(Role.MANAGER, project=ProjectFactory(), first_name="Pirjo")
    money_demonstration.show_money(manager)
    return manager


@pytest.fixture
def page(open_page, sign_in, manager):
    page = open_page()
    sign_in(page, manager)
    return page


def test_manager_pastes_costs_sends_the_claim_and_bills_it(page):
    page.goto(f"/projects/{CODE}/costs/paste/")
    page.get_by_role("textbox").last.fill(
        "Tiira Noor (keksitty)\t8/2023\t12,50\nLokki Dmitri (keksitty)\t8/2023\tkymppi"
    )
    page.get_by_role("button", name="Tarkista rivit").click()
    expect(page.locator("main")).to_contain_text("kymppi")
    assert ActualCost.objects.filter(amount="12.50").count() == 0
    page.get_by_role("textbox").last.fill("Tiira Noor (keksitty)\t8/2023\t12,50")
    page.get_by_role("button", name="Tarkista uudelleen").click()
    page.get_by_role("button", name="Tallenna kaikki").click()
    expect(page.locator(".message").first).to_be_visible()
    assert ActualCost.objects.get(amount="12.50").month_starts_on == dt.date(2023, 8, 1)
    claim = ClaimPeriod.objects.get(sent_at=None)
    page.goto(f"/reports/claims/{claim.pk}/")
    page.get_by_role("link", name="Tarkista ja lähetä").first.click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Lähetä ja lukitse").click()
    expect(page.locator(".message").first).to_be_visible()
    page.goto(f"/reports/claims/{claim.pk}/")
    page.get_by_role("button", name="Laadi laskut").first.click()
    expect(page.locator(".message").first).to_be_visible()
    assert Invoice.objects.filter(claim=claim).count() == 6


def test_figure_is_copied_as_it_is_typed_into_the_form(page):
    claim = ClaimPeriod.objects.exclude(sent_at=None).get()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/reports/claims/{claim.pk}/copy/")
    button = page.get_by_role("button", name="Kopioi: Palkat")
    button.first.click()
    expect(page.locator("[data-copied]")).to_contain_text("72188,05")
    assert page.evaluate("navigator.clipboard.readText()") == "72188,05"


def test_pages_of_money_have_no_faults_that_axe_finds(page, faults_at):
    project = Project.objects.get(code=CODE)
    sent, waiting = ClaimPeriod.objects.order_by("starts_on")
    cost = ActualCost.objects.filter(claim=None, corrects=None).first()
    version = project.budgets.latest("pk")
    bill = Invoice.objects.filter(billed_on=None).get()
    billed = Invoice.objects.filter(billed_on__isnull=False).first()
    here = f"/projects/{CODE}"
    addresses = {
        "money": "/reports/money/",
        "money-funding": "/reports/S21588/funding/",
        "money-budget": f"/reports/{CODE}/budget/",
        "money-partner": f"/reports/{CODE}/budget/?implementer=partner",
        "money-split": f"/reports/{CODE}/cofinancing/",
        "money-costs": f"{here}/costs/",
        "money-paste": f"{here}/costs/paste/",
        "money-correct": f"/projects/costs/{cost.pk}/correct/",
        "money-claims": f"{here}/claims/",
        "money-send": f"/projects/claims/{waiting.pk}/send/",
        "money-came": f"/projects/claims/{waiting.pk}/funding/",
        "money-invoices": f"{here}/invoices/",
        "money-bill": f"/projects/invoices/{bill.pk}/bill/",
        "money-receive": f"/projects/invoices/{billed.pk}/receive/",
        "money-follow-up": f"/reports/{CODE}/follow-up/",
        "money-claim": f"/reports/claims/{waiting.pk}/",
        "money-claim-sent": f"/reports/claims/{sent.pk}/",
        "money-copy": f"/reports/claims/{sent.pk}/copy/",
        "money-funding-add": f"{here}/funding/add/",
        "money-draw-up": f"{here}/budget/draw-up/",
        "money-posts": f"/projects/budgets/{version.pk}/posts/",
        "money-agree": f"{here}/cofinancing/agree/",
        "money-population": "/municipalities/population/",
    }
    assert faults_at(page, addresses) == []
