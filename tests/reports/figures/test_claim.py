"""A claim in figures: beside the budget, with all before it, and what each municipality owes."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects import claim_funding, claim_periods, invoices
from reports.figures.claim import figures
from staff import auditing
from tests.factories.money import ClaimPeriodFactory, FundingSourceFactory
from tests.projects.money_scene import enter, furnish, sent

pytestmark = pytest.mark.django_db

SPRING, SUMMER = dt.date(2023, 4, 30), dt.date(2023, 8, 31)


@pytest.fixture
def project():
    return furnish()


def row(found, line):
    return next(each for each in found.rows if each.line == line)


def test_figures_tell_budget_this_claim_all_claims_and_what_is_left(project):
    enter(project, 2022, 11)
    sent(project, SPRING)
    enter(project, 2023, 5, amount="1000.00")
    found = figures(claim_periods.begin(project=project, ends_on=SUMMER, by="cli"))
    salaries = row(found, "salaries")
    assert (salaries.budget, salaries.here, salaries.so_far, salaries.left) == (
        Decimal(302216),
        Decimal("1000.00"),
        Decimal("13480.08"),
        Decimal("288735.92"),
    )
    assert salaries.percent == Decimal("4.5")
    assert (row(found, "flat_rate").here, row(found, "own_funding").here) == (
        Decimal("505.76"),
        Decimal("354.03"),
    )


def test_figures_of_an_open_claim_tell_what_would_be_owed_beside_what_was_billed(project):
    enter(project, 2022, 11)
    first = sent(project, SPRING)
    invoices.draw_up(claim=first, by="cli")
    enter(project, 2023, 5, amount="1000.04")
    found = figures(claim_periods.begin(project=project, ends_on=SUMMER, by="cli"))
    kemi = found.shares[0]
    assert (str(kemi.municipality), kemi.percent, kemi.invoice) == ("Kemi", Decimal(33), None)
    assert kemi.before == figures(first).shares[0].here == Decimal("1458.06")
    assert (found.shared, found.own_funding) == (Decimal("354.04"), Decimal("354.05"))
    assert found.unshared == Decimal("-0.01")


def test_figures_of_a_billed_claim_are_its_invoices(project):
    enter(project, 2022, 11)
    claim = sent(project, SPRING)
    drawn = {each.municipality_id: each for each in invoices.draw_up(claim=claim, by="cli")}
    found = figures(claim)
    assert {share.municipality.pk: share.invoice for share in found.shares} == drawn
    assert found.unshared == 0
    assert {share.payer for share in found.shares if str(share.municipality) == "Tornio"} == {"association"}


def test_figures_tell_what_came_from_each_funder(project):
    enter(project, 2022, 11)
    esf = FundingSourceFactory(project=project)
    claim = claim_periods.begin(project=project, ends_on=SPRING, by="cli")
    claim_funding.state(claim=claim, amounts={esf: Decimal("500.00")}, by="cli")
    (funded,) = figures(claim).funded
    assert (funded.source, funded.here, funded.so_far) == (esf, Decimal("500.00"), Decimal("500.00"))


def test_figures_tell_each_line_that_was_rounded(project):
    found = figures(claim_periods.begin(project=project, ends_on=SPRING, by="cli"))
    flat_rate = next(each for each in found.roundings if (each.line, each.label) == ("flat_rate", "2023"))
    assert (flat_rate.computed, flat_rate.decided) == (Decimal("75743.20"), Decimal(75743))
    assert flat_rate.difference == Decimal("-0.20")


def test_figures_without_a_budget_are_refused():
    with pytest.raises(ValidationError):
        figures(ClaimPeriodFactory())


def test_figures_without_a_key_say_why_nothing_is_shared(project):
    enter(project, 2022, 11)
    key = project.cofinancing.get()
    key.starts_on = dt.date(2023, 1, 1)
    with auditing.act(by="cli"):
        key.save()
    found = figures(claim_periods.begin(project=project, ends_on=SPRING, by="cli"))
    assert found.shares == ()
    assert "30.11.2022" in found.why_unshared
