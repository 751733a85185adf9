"""What must never be false of money: each rule broken once, past forms in the database too."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from projects.choices import CostKind, Implementer, RateKind
from projects.models import (
    ActualCost,
    BudgetPeriod,
    BudgetRate,
    ClaimPeriod,
    CofinancingKey,
    CofinancingShare,
    InvoiceLine,
)
from staff import auditing
from tests.factories.money import (
    ActualCostFactory,
    BudgetPeriodFactory,
    BudgetRateFactory,
    BudgetVersionFactory,
    ClaimFundingFactory,
    ClaimPeriodFactory,
    CofinancingKeyFactory,
    CofinancingShareFactory,
    FundingSourceFactory,
    InvoiceFactory,
    PostFactory,
    PostPlanFactory,
)
from tests.factories.projects import MunicipalityFactory, ProjectFactory
from tests.factories.staff import UserFactory
from tests.refusals import (
    assert_database_refuses,
    assert_days_ordered,
    assert_one_a_day,
    assert_refused,
    assert_stands,
    changed,
    date,
)

pytestmark = pytest.mark.django_db

WRONG_FACTS = [
    (FundingSourceFactory, "projects_fundingsource_named", {"funder": " "}),
    (FundingSourceFactory, "projects_fundingsource_kind_known", {"kind": "x"}),
    (FundingSourceFactory, "projects_fundingsource_amounts_sound", {"agreed": Decimal("-0.01")}),
    (FundingSourceFactory, "projects_fundingsource_amounts_sound", {"realised": Decimal("-1")}),
    (FundingSourceFactory, "projects_fundingsource_amount_given", {"agreed": None}),
    (BudgetVersionFactory, "projects_budgetversion_implementer_known", {"implementer": "x"}),
    (BudgetVersionFactory, "projects_budgetversion_kind_known", {"kind": "x"}),
    (BudgetVersionFactory, "projects_budgetversion_unit_known", {"unit": Decimal("0.1")}),
    (BudgetPeriodFactory, "projects_budgetperiod_labelled", {"label": " "}),
    (BudgetPeriodFactory, "projects_budgetperiod_salaries_sound", {"salaries": Decimal("-1")}),
    (BudgetRateFactory, "projects_budgetrate_kind_known", {"kind": "x"}),
    (BudgetRateFactory, "projects_budgetrate_percent_sound", {"percent": Decimal("100.01")}),
    (BudgetRateFactory, "projects_budgetrate_percent_sound", {"percent": Decimal("-0.01")}),
    (PostFactory, "projects_post_titled", {"title": ""}),
    (PostFactory, "projects_post_percent_sound", {"full_time_percent": Decimal("0")}),
    (PostFactory, "projects_post_percent_sound", {"full_time_percent": Decimal("100.01")}),
    (PostPlanFactory, "projects_postplan_sound", {"person_years": Decimal("-0.01")}),
    (PostPlanFactory, "projects_postplan_sound", {"salary": Decimal("-1")}),
    (CofinancingKeyFactory, "projects_cofinancingkey_basis_known", {"basis": "x"}),
    (CofinancingKeyFactory, "projects_cofinancingkey_rule_known", {"rule": "x"}),
    (CofinancingShareFactory, "projects_cofinancingshare_payer_known", {"payer": "x"}),
    (CofinancingShareFactory, "projects_cofinancingshare_sound", {"weight": Decimal("-1")}),
    (CofinancingShareFactory, "projects_cofinancingshare_sound", {"percent": Decimal("100.1")}),
    (ClaimPeriodFactory, "projects_claimperiod_implementer_known", {"implementer": "x"}),
    (ClaimPeriodFactory, "projects_claimperiod_sent_whole", {"sent_at": timezone.now()}),
    (ClaimFundingFactory, "projects_claimfunding_sound", {"amount": Decimal("0")}),
    (ActualCostFactory, "projects_actualcost_implementer_known", {"implementer": "x"}),
    (ActualCostFactory, "projects_actualcost_kind_known", {"kind": "x"}),
    (ActualCostFactory, "projects_actualcost_person_given", {"person": " "}),
    (ActualCostFactory, "projects_actualcost_month_first", {"month_starts_on": dt.date(2021, 1, 2)}),
    (ActualCostFactory, "projects_actualcost_amount_sound", {"amount": Decimal("0")}),
    (ActualCostFactory, "projects_actualcost_amount_sound", {"amount": Decimal("-1")}),
    (ActualCostFactory, "projects_actualcost_amount_sound", {"amount": Decimal("100000.01")}),
    (ActualCostFactory, "projects_actualcost_percent_sound", {"full_time_percent": Decimal("101")}),
    (InvoiceFactory, "projects_invoice_payer_known", {"payer": "x"}),
    (InvoiceFactory, "projects_invoice_billed_before_paid", {"paid_on": dt.date(2021, 5, 1)}),
    (InvoiceFactory, "projects_invoice_paid_has_day", {"paid": Decimal("1")}),
]
TWICE = [
    (FundingSourceFactory, "projects_fundingsource_once", ("project", "funder")),
    (BudgetVersionFactory, "projects_budgetversion_once", ("project",)),
    (PostPlanFactory, "projects_postplan_once", ("post", "period")),
    (ClaimFundingFactory, "projects_claimfunding_once", ("claim", "source")),
    (InvoiceFactory, "projects_invoice_once", ("claim", "municipality")),
]


@pytest.mark.parametrize(("factory", "name", "facts"), WRONG_FACTS)
def test_money_with_a_wrong_fact_is_refused(factory, name, facts):
    assert_refused(changed(factory(), facts), name)


@pytest.mark.parametrize(("factory", "name", "same"), TWICE)
def test_money_written_down_twice_is_refused(factory, name, same):
    first = factory()
    again = factory.build(**{column: getattr(first, column) for column in same})
    assert_refused(again, name)


def test_share_of_a_municipality_is_one_a_key():
    first = CofinancingShareFactory()
    again = changed(CofinancingShare.objects.get(), {"pk": None, "percent": 0})
    assert_refused(again, "projects_cofinancingshare_once")
    other = MunicipalityFactory(code="241", name_fi="Keminmaa")
    assert_stands(changed(again, {"municipality": other}))
    assert first.key.shares.count() == 2


def test_correction_may_be_below_zero_and_a_salary_may_not():
    cost = ActualCostFactory()
    correction = ActualCostFactory.build(project=cost.project, amount=Decimal("-10"), corrects=cost)
    assert_stands(correction)
    assert_stands(ActualCostFactory.build(project=cost.project, kind=CostKind.HOLIDAY_BONUS))


def test_periods_of_a_budget_share_no_day_and_are_in_order():
    version = BudgetVersionFactory()

    def period(starts_on, ends_on) -> BudgetPeriod:
        return BudgetPeriodFactory.build(version=version, starts_on=starts_on, ends_on=ends_on)

    assert_days_ordered(period, "projects_budgetperiod_days_ordered")
    taken = BudgetVersionFactory()
    BudgetPeriodFactory(version=taken)
    assert_refused(
        BudgetPeriodFactory.build(version=taken, starts_on=date(12, 31), ends_on=date(1, 31, 2022)),
        "projects_budgetperiod_no_overlap",
    )
    assert_stands(
        BudgetPeriodFactory.build(version=taken, starts_on=date(1, 1, 2022), ends_on=date(1, 31, 2022))
    )


def test_gap_between_periods_of_a_budget_is_refused():
    version = BudgetPeriodFactory().version
    later = BudgetPeriodFactory.build(version=version, starts_on=date(1, 2, 2022), ends_on=date(12, 31, 2022))
    assert_database_refuses(later.save, "projects_budgetperiod_unbroken")


def test_rates_of_a_kind_share_no_day():
    version = BudgetVersionFactory()

    def rate(starts_on, ends_on) -> BudgetRate:
        return BudgetRateFactory.build(version=version, starts_on=starts_on, ends_on=ends_on)

    assert_one_a_day(rate, "projects_budgetrate_no_overlap")
    assert_stands(BudgetRateFactory.build(version=version, kind=RateKind.SIDE_COSTS))
    other = BudgetVersionFactory()
    assert_days_ordered(
        lambda starts_on, ends_on: BudgetRateFactory.build(
            version=other, starts_on=starts_on, ends_on=ends_on
        ),
        "projects_budgetrate_days_ordered",
    )


def test_keys_of_a_project_share_no_day():
    project = CofinancingKeyFactory().project

    def key(starts_on, ends_on) -> CofinancingKey:
        return CofinancingKeyFactory.build(project=project, starts_on=starts_on, ends_on=ends_on)

    assert_refused(key(date(3, 1), None), "projects_cofinancingkey_no_overlap")
    assert_days_ordered(
        lambda starts_on, ends_on: changed(
            key(starts_on, ends_on), {"project": ClaimPeriodFactory().project}
        ),
        "projects_cofinancingkey_days_ordered",
    )


def test_percents_of_a_key_that_are_not_a_hundred_are_refused():
    share = CofinancingShareFactory()
    assert_database_refuses(
        changed(share, {"percent": Decimal("99.99")}).save, "projects_cofinancingshare_whole"
    )
    assert_database_refuses(
        CofinancingShareFactory.build(
            key=share.key, municipality=MunicipalityFactory(code="241"), percent=Decimal("0.01")
        ).save,
        "projects_cofinancingshare_whole",
    )


def test_claim_periods_are_an_unbroken_chain_from_the_projects_first_day():
    first = ClaimPeriodFactory()

    def following(starts_on: dt.date, **facts) -> ClaimPeriod:
        return ClaimPeriodFactory.build(
            project=first.project, starts_on=starts_on, ends_on=date(8, 31), **facts
        )

    assert_refused(following(date(4, 30)), "projects_claimperiod_no_overlap")
    assert_database_refuses(following(date(5, 2)).save, "projects_claimperiod_unbroken")
    partners = following(date(5, 1), implementer=Implementer.PARTNER)
    assert_database_refuses(partners.save, "projects_claimperiod_unbroken")
    assert_stands(following(date(5, 1)))
    assert_database_refuses(first.delete, "projects_claimperiod_unbroken")


def test_claim_period_days_are_ordered():
    project = ProjectFactory(starts_on=date(3, 2))

    def claim(starts_on, ends_on) -> ClaimPeriod:
        return ClaimPeriod(
            project=project, implementer=Implementer.LEAD, starts_on=starts_on, ends_on=ends_on
        )

    assert_days_ordered(claim, "projects_claimperiod_days_ordered")


@pytest.fixture
def sent():
    """A claim that was sent, with a cost and a funder's part in it."""
    claim = ClaimPeriodFactory()
    ActualCostFactory(project=claim.project, claim=claim)
    ClaimFundingFactory(claim=claim)
    with auditing.act(by="cli"):
        claim.sent_at, claim.sent_by = timezone.now(), UserFactory()
        claim.save()
    return claim


def test_claim_once_sent_is_changed_by_nobody(sent):
    assert_database_refuses(changed(sent, {"ends_on": date(5, 31)}).save, "projects_claimperiod_stays_sent")
    with auditing.act(by="cli"):
        empty = ClaimPeriodFactory(sent_at=timezone.now(), sent_by=sent.sent_by)
    assert_database_refuses(empty.delete, "projects_claimperiod_stays_sent")


def test_what_a_sent_claim_holds_is_changed_by_nobody(sent):
    cost, part = sent.costs.get(), sent.funding.get()
    assert_database_refuses(changed(cost, {"amount": 1}).save, "projects_actualcost_of_open_claim")
    assert_database_refuses(ActualCost.objects.get().delete, "projects_actualcost_of_open_claim")
    more = ActualCostFactory.build(project=sent.project, claim=sent)
    assert_database_refuses(more.save, "projects_actualcost_of_open_claim")
    assert_database_refuses(changed(part, {"amount": 1}).save, "projects_claimfunding_of_open")
    assert_database_refuses(part.delete, "projects_claimfunding_of_open")
    assert_stands(ActualCostFactory.build(project=sent.project, amount=-1, corrects=ActualCost.objects.get()))


def test_rate_inside_a_claimed_period_is_changed_by_nobody_but_may_end(sent):
    rate = BudgetRateFactory(version=BudgetVersionFactory(project=sent.project))
    assert_database_refuses(changed(rate, {"percent": 41}).save, "projects_budgetrate_not_claimed")
    assert_database_refuses(BudgetRate.objects.get().delete, "projects_budgetrate_not_claimed")
    assert_stands(changed(BudgetRate.objects.get(), {"ends_on": date(12, 31)}))
    later = BudgetRateFactory(version=rate.version, starts_on=date(1, 1, 2022))
    assert_stands(changed(later, {"percent": 41}))


def test_line_of_an_invoice_is_one_a_budget_period_and_may_be_below_zero():
    invoice = InvoiceFactory()

    def line(starts_on, ends_on) -> InvoiceLine:
        return InvoiceLine(invoice=invoice, starts_on=starts_on, ends_on=ends_on, amount=-5)

    assert_days_ordered(line, "projects_invoiceline_days_ordered")
    assert_refused(line(date(3, 2), date(3, 2)), "projects_invoiceline_once")
