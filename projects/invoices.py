"""Invoices to those who pay the own funding: what each owes of a claim, what was billed, paid and is open."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from projects import claim_periods, cofinancing, dues
from projects.claim_periods import Claimed
from projects.models import ClaimPeriod, CofinancingKey, Invoice, InvoiceLine, Municipality
from staff import auditing
from staff.rows import keep


def draw_up(*, claim: ClaimPeriod, by: auditing.Actor) -> list[Invoice]:
    """Write the invoices of a claim that was sent, one for each municipality that shares or was billed before.

    Refused (ValidationError) when it isn't sent, has its invoices, or no key is in force.
    """
    key = cofinancing.in_force(claim.project, claim.ends_on)
    if key is None:
        raise ValidationError(_("No key is in force by which the own funding is shared."))
    if claim.sent_at is None:
        raise ValidationError(_("Invoices are drawn up of a claim that was sent."))
    if claim.invoices.exists():
        raise ValidationError(_("The invoices of this claim are drawn up already."))
    with auditing.act(by=by):
        return _write(claim, key, claim_periods.claimed(claim))


def amount(invoice: Invoice) -> Decimal:
    """What an invoice comes to."""
    return sum((line.amount for line in invoice.lines.all()), Decimal(0))


def bill(*, invoice: Invoice, number: str, billed_on: dt.date, by: auditing.Actor) -> Invoice:
    """Write down that an invoice was sent. Refused (ValidationError) when it was before."""
    if invoice.billed_on is not None:
        raise ValidationError(_("This invoice was sent already."))
    invoice.number, invoice.billed_on = number, billed_on
    with auditing.act(by=by):
        keep(invoice, update_fields=["number", "billed_on"])
    return invoice


def receive(*, invoice: Invoice, paid: Decimal, paid_on: dt.date, by: auditing.Actor) -> Invoice:
    """Write down how much of an invoice came in all. Refused (ValidationError) before it was sent."""
    invoice.paid, invoice.paid_on = paid, paid_on
    with auditing.act(by=by):
        keep(invoice, update_fields=["paid", "paid_on"])
    return invoice


def billed_before(claim: ClaimPeriod, period_starts_on: dt.date) -> dict[str, Decimal]:
    """What earlier claims billed of a budget period, by the municipality's code."""
    earlier = InvoiceLine.objects.filter(
        invoice__claim__project=claim.project,
        invoice__claim__implementer=claim.implementer,
        invoice__claim__starts_on__lt=claim.starts_on,
        starts_on=period_starts_on,
    )
    sums = earlier.values_list("invoice__municipality__code").annotate(amount=Sum("amount"))
    return dict(sums.order_by("invoice__municipality__code"))


def own_funding_so_far(claim: ClaimPeriod, part: Claimed) -> Decimal:
    """The own funding of a budget period up to a claim, itself included: it follows costs up to what was decided."""
    earlier = claim.project.claim_periods.filter(
        implementer=claim.implementer, starts_on__lt=claim.starts_on, sent_at__isnull=False
    )
    costs = part.chain.costs_total + sum(
        (
            each.chain.costs_total
            for before in earlier
            for each in claim_periods.claimed(before)
            if each.period.starts_on == part.period.starts_on
        ),
        Decimal(0),
    )
    return dues.own_funding(costs, part.line.rates.own_funding, part.line.chain.own_funding)


def _write(claim: ClaimPeriod, key: CofinancingKey, parts_of_claim: list[Claimed]) -> list[Invoice]:
    payers = {part.code: part.payer for part in cofinancing.parts(key)}
    owed: dict[str, list[tuple[Claimed, Decimal]]] = {}
    for part in parts_of_claim:
        billed = billed_before(claim, part.period.starts_on)
        so_far = own_funding_so_far(claim, part)
        for code, due in dues.due(so_far, cofinancing.parts(key), billed).items():
            owed.setdefault(code, []).append((part, due))
    known = {each.code: each for each in Municipality.objects.filter(code__in=owed)}
    invoices = []
    for code, lines in owed.items():
        invoice = Invoice(
            claim=claim, municipality=known[code], payer=payers.get(code, _payer_before(claim, code))
        )
        keep(invoice)
        for part, due in lines:
            keep(
                InvoiceLine(
                    invoice=invoice,
                    starts_on=part.period.starts_on,
                    ends_on=part.period.ends_on,
                    amount=due,
                )
            )
        invoices.append(invoice)
    return invoices


def _payer_before(claim: ClaimPeriod, code: str) -> str:
    """Who paid for a municipality that shares no more."""
    latest = (
        Invoice.objects.filter(claim__project=claim.project, municipality__code=code).order_by("pk").last()
    )
    return latest.payer if latest else ""
