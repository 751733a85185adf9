import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from projects import claim_funding, claim_periods
from projects.choices import CostKind
from projects.models import Invoice
from staff.permissions import Role
from tests.factories.money import FundingSourceFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.projects.money_scene import FIRST, LAST, enter, furnish, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return furnish(ProjectFactory(starts_on=FIRST, ends_on=LAST))


@pytest.fixture
def browser(signed_in, member_of):
    return signed_in(member_of(Role.MANAGER))


def begun(project, ends_on):
    return claim_periods.begin(project=project, ends_on=ends_on, by="cli")


def page_of(project) -> str:
    return reverse("projects:claims", args=[project.code])


def test_next_claim_is_begun_by_its_last_day_alone(browser, project):
    page = browser.get(page_of(project))
    assert page.context["next_start"] == FIRST
    assert browser.post(page_of(project), {"ends_on": "2022-12-31"}).status_code == 302
    claim = project.claim_periods.get()
    assert (claim.starts_on, claim.ends_on) == (FIRST, dt.date(2022, 12, 31))
    again = browser.post(page_of(project), {"ends_on": "2023-01-31"})
    assert again.context["form"].errors["ends_on"] == ["Edellistä maksatuskautta ei ole vielä lähetetty."]


@pytest.mark.parametrize("ends_on", ["", "2022-10-31", "2024-11-01", "eilen"])
def test_claim_that_ends_wrongly_is_refused_at_its_day(browser, project, ends_on):
    answer = browser.post(page_of(project), {"ends_on": ends_on})
    assert (answer.status_code, project.claim_periods.count()) == (422, 0)
    assert list(answer.context["form"].errors) == ["ends_on"]


def test_open_claim_shows_what_it_holds_and_what_is_to_be_explained(browser, project):
    enter(project, 2022, 11)
    begun(project, dt.date(2022, 11, 30))
    context = browser.get(page_of(project)).context
    assert (context["chain"].costs_total, context["doubts"], context["next_start"]) == (
        Decimal("22091.73"),
        [],
        None,
    )
    enter(project, 2022, 11, amount="100", note="Lomaraha")
    (doubt,) = browser.get(page_of(project)).context["doubts"]
    assert doubt.startswith("Virta Aino 11/2022: Lomaraha")


def test_claim_without_a_budget_says_why_it_cant_be_sent(signed_in, member_of):
    project = ProjectFactory(starts_on=FIRST, ends_on=LAST)
    browser = signed_in(member_of(Role.MANAGER, project=project))
    enter(project, 2022, 11)
    claim = begun(project, dt.date(2022, 11, 30))
    assert browser.get(page_of(project)).context["trouble"] == browser.get(
        reverse("projects:claim-send", args=[claim.pk])
    ).context["trouble"]  # fmt: skip
    answer = browser.post(reverse("projects:claim-send", args=[claim.pk]))
    assert answer.status_code == 422
    assert "budjettia" in str(answer.context["form"].non_field_errors())


def test_claim_with_doubts_is_sent_only_when_they_were_looked_at(browser, project):
    enter(project, 2022, 11)
    enter(project, 2022, 11, amount="100", note="Lomaraha")
    claim = begun(project, dt.date(2022, 11, 30))
    url = reverse("projects:claim-send", args=[claim.pk])
    assert browser.get(url).status_code == 200
    refused = browser.post(url)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["is_checked"])
    assert browser.post(url, {"is_checked": "on"}).status_code == 302
    claim.refresh_from_db()
    assert claim.sent_by is not None
    assert claim.costs.count() == 2
    for method in (browser.get, browser.post):
        assert method(url).headers["Location"].startswith(page_of(project))


def test_claim_in_order_is_sent_at_once_and_an_empty_one_never(browser, project):
    claim = begun(project, dt.date(2022, 11, 30))
    url = reverse("projects:claim-send", args=[claim.pk])
    assert browser.post(url).status_code == 422
    enter(project, 2022, 11)
    assert browser.post(url).status_code == 302
    (told, made) = browser.get(page_of(project)).context["sent"][0]
    assert (told.salaries, made) == (Decimal("12480.08"), 0)


def test_list_asks_the_database_as_often_for_one_row_as_for_three(
    browser, project, django_assert_num_queries
):
    for months in ((11,), (12,)):
        for month in months:
            enter(project, 2022, month, amount="1000")
            sent(project, dt.date(2022, month, 30))
        with django_assert_num_queries(7):
            browser.get(page_of(project))


def test_funding_that_came_is_stated_for_an_open_claim(browser, project):
    esf, own = FundingSourceFactory(project=project), FundingSourceFactory(project=project, kind="own")
    claim = begun(project, dt.date(2022, 11, 30))
    url = reverse("projects:claim-funding", args=[claim.pk])
    assert browser.get(url).status_code == 200
    assert browser.post(url, {f"source-{esf.pk}": "x"}).status_code == 422
    assert browser.post(url, {f"source-{esf.pk}": "1 000,50", f"source-{own.pk}": "20"}).status_code == 302
    assert list(claim.funding.values_list("source", "amount")) == [
        (esf.pk, Decimal("1000.50")),
        (own.pk, Decimal(20)),
    ]
    browser.post(url, {f"source-{esf.pk}": "900", f"source-{own.pk}": ""})
    assert list(claim.funding.values_list("amount")) == [(Decimal(900),)]


def test_funding_of_a_sent_claim_stays(browser, project):
    source = FundingSourceFactory(project=project)
    enter(project, 2022, 11)
    claim = sent(project, dt.date(2022, 11, 30))
    url = reverse("projects:claim-funding", args=[claim.pk])
    assert browser.post(url, {f"source-{source.pk}": "5"}).headers["Location"].startswith(page_of(project))
    with pytest.raises(ValidationError, match="jo lähetetty"):
        claim_funding.state(claim=claim, amounts={source: Decimal(5)}, by="cli")
    assert claim.funding.count() == 0


def test_invoices_are_drawn_up_from_the_list_once(browser, project):
    enter(project, 2022, 11)
    claim = sent(project, dt.date(2022, 11, 30))
    url = reverse("projects:invoices-draw-up", args=[claim.pk])
    back = reverse("projects:invoices", args=[project.code])
    assert browser.post(url).headers["Location"] == back
    assert Invoice.objects.count() == 6
    assert "jo laadittu" in browser.post(url, follow=True).content.decode()
    assert Invoice.objects.count() == 6


def test_claim_of_the_holiday_bonus_alone_holds_nothing(project):
    enter(project, 2022, 11, kind=CostKind.HOLIDAY_BONUS)
    claim = begun(project, dt.date(2022, 11, 30))
    claim_periods.send(claim=claim, moment=timezone.now(), by=UserFactory())
    assert claim_periods.total_of(claim).costs_total == 0
