"""From costs to claims to invoices: nothing is asked twice, nothing sent changes, and a year closes to the cent."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from projects import claim_periods, costs, invoices
from projects.choices import CostKind, Implementer, PayerKind
from projects.models import Invoice
from staff import auditing
from tests.factories.money import ClaimPeriodFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.projects.money_scene import enter, furnish, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    """Two budget periods of a year, and the six municipalities' key."""
    return furnish()


def test_claim_begins_where_the_last_one_ended_and_takes_what_waits(project):
    enter(project, 2022, 11)
    first = sent(project, dt.date(2022, 12, 31))
    late = enter(project, 2022, 12, amount="100")
    enter(project, 2023, 1, amount="200")
    enter(project, 2023, 2, amount="400")
    second = claim_periods.begin(project=project, ends_on=dt.date(2023, 1, 31), by="cli")
    assert (first.starts_on, second.starts_on) == (dt.date(2022, 11, 1), dt.date(2023, 1, 1))
    assert [cost.amount for cost in claim_periods.costs_of(second)] == [100, 200]
    assert late in claim_periods.costs_of(second)


def test_claim_holds_the_chain_of_its_salaries_in_cents_by_budget_period(project):
    enter(project, 2023, 10, amount="1000.01")
    enter(project, 2023, 10, amount="500", kind=CostKind.HOLIDAY_BONUS)
    enter(project, 2023, 11, amount="2000")
    claim = claim_periods.begin(project=project, ends_on=dt.date(2023, 12, 31), by="cli")
    assert [(each.period.label, each.chain.salaries) for each in claim_periods.claimed(claim)] == [
        ("2023", Decimal("1000.01")),
        ("2024", Decimal("2000")),
    ]
    assert claim_periods.total_of(claim).costs_total == Decimal("5310.49")


def test_claim_out_of_the_chain_or_empty_is_refused(project):
    with pytest.raises(ValidationError, match=r"1\.11\.2022"):
        claim_periods.begin(project=project, ends_on=dt.date(2022, 10, 31), by="cli")
    with pytest.raises(ValidationError, match=r"31\.10\.2024"):
        claim_periods.begin(project=project, ends_on=dt.date(2024, 11, 1), by="cli")
    with pytest.raises(ValidationError, match="kustannusta"):
        sent(project, dt.date(2022, 12, 31))
    with pytest.raises(ValidationError, match="ei ole vielä lähetetty"):
        claim_periods.begin(project=project, ends_on=dt.date(2023, 1, 31), by="cli")
    assert project.claim_periods.count() == 1


def test_claim_is_sent_once(project):
    enter(project, 2022, 11)
    claim = sent(project, dt.date(2022, 12, 31))
    with pytest.raises(ValidationError, match="jo lähetetty"):
        claim_periods.send(claim=claim, moment=timezone.now(), by=UserFactory())


def test_claim_of_costs_without_a_budget_is_refused_and_never_sent():
    project = ProjectFactory()
    claim = claim_periods.begin(project=project, ends_on=project.starts_on, by="cli")
    with pytest.raises(ValidationError, match="budjettia"):
        claim_periods.claimed(claim)
    enter(project, project.starts_on.year, project.starts_on.month)
    with pytest.raises(ValidationError, match="budjettia"):
        claim_periods.send(claim=claim, moment=timezone.now(), by=UserFactory())
    assert claim_periods.costs_of(claim).get().claim is None


def test_invoices_of_a_year_close_to_the_cent_and_stop_at_what_was_decided(project):
    billed: dict[str, Decimal] = {}
    for place in range(12):
        year, month = divmod(10 + place, 12)
        first = dt.date(2022 + year, month + 1, 1)
        enter(project, first.year, first.month, amount="12480.09")
        last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        for invoice in invoices.draw_up(claim=sent(project, last), by="cli"):
            code = invoice.municipality.code
            billed[code] = billed.get(code, Decimal(0)) + invoices.amount(invoice)
    # Twelve months cost 149 761,08 €: eight cents above the plan, whose own funding is the cap.
    assert sum(billed.values()) == Decimal("53020.00")
    assert billed == {
        "240": Decimal("17496.60"),
        "851": Decimal("10073.80"),
        "976": Decimal("9543.60"),
        "845": Decimal("9013.40"),
        "241": Decimal("3446.30"),
        "751": Decimal("3446.30"),
    }
    assert Invoice.objects.count() == 72
    assert set(Invoice.objects.filter(municipality__code="851").values_list("payer", flat=True)) == {
        PayerKind.ASSOCIATION
    }


def test_invoice_after_a_correction_gives_back(project):
    cost = enter(project, 2022, 11, amount="10000")
    before = {
        i.municipality.code: invoices.amount(i)
        for i in invoices.draw_up(claim=sent(project, dt.date(2022, 11, 30)), by="cli")
    }
    costs.correct(cost=cost, amount=Decimal("-4000"), note="Palkka kuului toiselle hankkeelle", by="cli")
    after = {
        i.municipality.code: invoices.amount(i)
        for i in invoices.draw_up(claim=sent(project, dt.date(2022, 12, 31)), by="cli")
    }
    assert (before["240"], after["240"]) == (Decimal("1168.31"), Decimal("-467.33"))
    assert sum(before.values()) + sum(after.values()) == Decimal("2124.19")


def test_invoices_over_two_budget_periods_have_a_line_of_each(project):
    enter(project, 2023, 10, amount="1000")
    enter(project, 2023, 11, amount="1000")
    (kemi, *_others) = invoices.draw_up(claim=sent(project, dt.date(2023, 11, 30)), by="cli")
    assert [(line.starts_on.year, line.amount) for line in kemi.lines.all()] == [
        (2022, Decimal("116.83")),
        (2023, Decimal("116.83")),
    ]


def test_invoices_are_drawn_up_once_of_a_sent_claim_with_a_key(project):
    enter(project, 2022, 11)
    claim = claim_periods.begin(project=project, ends_on=dt.date(2022, 11, 30), by="cli")
    with pytest.raises(ValidationError, match="lähetetystä"):
        invoices.draw_up(claim=claim, by="cli")
    claim = claim_periods.send(claim=claim, moment=timezone.now(), by=UserFactory())
    invoices.draw_up(claim=claim, by="cli")
    with pytest.raises(ValidationError, match="jo laadittu"):
        invoices.draw_up(claim=claim, by="cli")


def test_invoices_of_an_earlier_claim_are_within_those_of_a_later_one(project):
    enter(project, 2022, 11, amount="1000")
    enter(project, 2022, 12, amount="1000")
    first, second = (sent(project, dt.date(2022, month, day)) for month, day in ((11, 30), (12, 31)))
    (kemi, *_others) = invoices.draw_up(claim=second, by="cli")
    assert invoices.amount(kemi) == Decimal("233.66")
    with pytest.raises(ValidationError, match="myöhemmän"):
        invoices.draw_up(claim=first, by="cli")


def test_invoices_are_refused_for_a_month_without_a_key_and_of_a_partner(project):
    with auditing.act(by="cli"):
        project.cofinancing.update(starts_on=dt.date(2022, 12, 1))
    enter(project, 2022, 11)
    with pytest.raises(ValidationError, match=r"30\.11\.2022"):
        invoices.draw_up(claim=sent(project, dt.date(2022, 12, 31)), by="cli")
    partners = ClaimPeriodFactory(implementer=Implementer.PARTNER)
    with pytest.raises(ValidationError, match="päätoteuttajan"):
        invoices.draw_up(claim=partners, by="cli")
    assert Invoice.objects.count() == 0


def test_invoices_of_a_claim_that_owes_nothing_are_refused(project):
    enter(project, 2022, 11, kind=CostKind.HOLIDAY_BONUS)
    with pytest.raises(ValidationError, match="Kukaan"):
        invoices.draw_up(claim=sent(project, dt.date(2022, 11, 30)), by="cli")


def test_invoice_is_billed_once_and_then_paid(project):
    enter(project, 2022, 11)
    (invoice, *_others) = invoices.draw_up(claim=sent(project, dt.date(2022, 11, 30)), by="cli")
    with pytest.raises(ValidationError, match="ennen kuin"):
        invoices.receive(invoice=invoice, paid=Decimal(1), paid_on=dt.date(2023, 1, 1), by="cli")
    invoice = Invoice.objects.get(pk=invoice.pk)
    invoices.bill(invoice=invoice, number="2023-1", billed_on=dt.date(2023, 1, 10), by="cli")
    with pytest.raises(ValidationError, match="jo lähetetty"):
        invoices.bill(invoice=invoice, number="2023-2", billed_on=dt.date(2023, 1, 11), by="cli")
    invoices.receive(invoice=invoice, paid=Decimal("10.50"), paid_on=dt.date(2023, 2, 1), by="cli")
    with pytest.raises(ValidationError, match="enintään"):
        invoices.receive(invoice=invoice, paid=Decimal("1e6"), paid_on=dt.date(2023, 2, 1), by="cli")
    kept = Invoice.objects.get(pk=invoice.pk)
    assert (kept.number, kept.paid, kept.paid_on) == ("2023-1", Decimal("10.50"), dt.date(2023, 2, 1))
