"""The pages of a claim: ready or not, what to do next, the figures to copy; papers that can't be made."""

import datetime as dt

import pytest
from django.urls import reverse

from ohjaamo.pdf import PdfFailed
from projects import claim_periods
from staff.permissions import Role
from tests.factories.money import ClaimPeriodFactory
from tests.factories.projects import ProjectFactory
from tests.projects.money_scene import FIRST, LAST, enter, furnish, sent

pytestmark = pytest.mark.django_db

SPRING = dt.date(2023, 4, 30)


@pytest.fixture
def project():
    return furnish(ProjectFactory(starts_on=FIRST, ends_on=LAST))


@pytest.fixture
def manager(project, member_of, signed_in):
    return signed_in(member_of(Role.MANAGER, project=project))


def page(browser, claim, name="reports:claim") -> str:
    return browser.get(reverse(name, args=[claim.pk])).content.decode()


def test_claim_that_is_open_tells_what_to_explain_and_leads_to_sending(project, manager):
    enter(project, 2022, 11, note="Lomaraha")
    claim = claim_periods.begin(project=project, ends_on=SPRING, by="cli")
    html = page(manager, claim)
    assert "1 selitettävää" in html
    assert "Lomaraha sisältyy sivukulujen prosenttiin" in html
    assert reverse("projects:claim-send", args=[claim.pk]) in html
    assert reverse("projects:invoices-draw-up", args=[claim.pk]) not in html


def test_claim_that_was_sent_offers_to_draw_up_its_invoices(project, manager):
    enter(project, 2022, 11)
    claim = sent(project, SPRING)
    html = page(manager, claim)
    assert reverse("projects:invoices-draw-up", args=[claim.pk]) in html
    assert reverse("projects:claim-send", args=[claim.pk]) not in html


def test_claim_that_cannot_be_worked_out_says_why_and_has_no_papers(member_of, signed_in):
    claim = ClaimPeriodFactory()
    browser = signed_in(member_of(Role.MANAGER, project=claim.project))
    assert "message-warning" in page(browser, claim)
    for name in ("claim-copy", "claim-pdf", "claim-xlsx"):
        answer = browser.get(reverse(f"reports:{name}", args=[claim.pk]))
        assert (answer.status_code, answer.url) == (302, reverse("reports:claim", args=[claim.pk]))


def test_claim_copy_has_a_button_for_each_figure(project, manager):
    enter(project, 2022, 11)
    html = page(manager, claim_periods.begin(project=project, ends_on=SPRING, by="cli"), "reports:claim-copy")
    assert html.count("data-copy=") == 11
    assert 'data-copy="12480,08"' in html


def test_claim_pdf_that_fails_says_so_on_the_page(project, manager, monkeypatch):
    def fail(*_arguments, **_facts):
        raise PdfFailed("broken")

    enter(project, 2022, 11)
    claim = claim_periods.begin(project=project, ends_on=SPRING, by="cli")
    monkeypatch.setattr("reports.claim_papers.render_pdf", fail)
    answer = manager.get(reverse("reports:claim-pdf", args=[claim.pk]), follow=True)
    assert "PDF:n teko ei onnistunut." in answer.content.decode()
