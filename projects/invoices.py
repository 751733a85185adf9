"""Invoices to those who pay the own funding: what each owes of a claim, what was billed, paid and is open.

The own funding so far is worked out of all salaries that a budget period's claims hold together, and rounded once:
however a year is cut into claims, its invoices come to the same cent. Each month is shared by the key of that month.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from ohjaamo.formats import amount as in_euros
from ohjaamo.formats import day as in_words
from ohjaamo.periods import months_after
from projects import budgets, claim_periods, cofinancing, dues
from projects.apportionments import CENT
from projects.budget_chains import Rates, chain
from projects.budgets import Line
from projects.choices import Implementer
from projects.claim_periods import Claimed
from projects.models import (
    BudgetPeriod,
    ClaimPeriod,
    CofinancingKey,
    Invoice,
    InvoiceLine,
    Municipality,
    Project,
)
from staff import auditing
from staff.rows import keep

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Owed:
    """What is owed of a claim in a budget period, by the municipality's code, and who pays for it."""

    line: Line
    amounts: Mapping[str, Decimal]
    payers: Mapping[str, str]


def draw_up(*, claim: ClaimPeriod, by: auditing.Actor) -> list[Invoice]:
    """Write the invoices of a claim that was sent, one for each municipality that owes something or gets it back.

    Refused (ValidationError) when it isn't the lead's, isn't sent, has its invoices or is within a later one's, when a
    month has no key, and when nobody owes anything.
    """
    _refuse(claim)
    with auditing.act(by=by):
        invoices = _write(claim, owed(claim))
        if not invoices:
            raise ValidationError(_("Nobody owes anything of this claim."))
    return invoices


def owed(claim: ClaimPeriod) -> list[Owed]:
    """What each municipality owes of a claim, budget period by budget period; nobody with nothing to pay.

    Of one that isn't sent yet, what they would owe if it were.
    Refused (ValidationError) when there is no budget, or a month has no key.
    """
    version = budgets.current(claim.project, Implementer(claim.implementer), claim.ends_on)
    if version is None:
        raise ValidationError(_("There is no budget to claim by."))
    sent = [part for each in claim_periods.up_to(claim) for part in claim_periods.claimed(each)]
    found = []
    for line in budgets.lines(version):
        claimed = [part for part in sent if line.period.period.includes(part.period.starts_on)]
        so_far = _own_funding_so_far(claim.project, line.period, claimed)
        parts = [cofinancing.parts(key) for key in so_far]
        shares = dues.own_funding(list(so_far.values()), line.chain.own_funding)
        amounts = dues.due(list(zip(shares, parts, strict=True)), billed_before(claim, line.period))
        payers = {part.code: part.payer for sharing in parts for part in sharing}
        found.append(Owed(line, {code: due for code, due in amounts.items() if due}, payers))
    return [each for each in found if each.amounts]


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
    """Write down how much of an invoice came in all.

    Refused (ValidationError) before it was sent, and when that is more than it comes to, or of the other sign.
    """
    whole = amount(invoice)
    if not min(whole, Decimal(0)) <= paid <= max(whole, Decimal(0)):
        message = _("The invoice is %(amount)s: what came in all is at most that.")
        raise ValidationError({"paid": message % {"amount": in_euros(whole)}})
    invoice.paid, invoice.paid_on = paid, paid_on
    with auditing.act(by=by):
        keep(invoice, update_fields=["paid", "paid_on"])
    return invoice


def billed_before(claim: ClaimPeriod, period: BudgetPeriod) -> dict[str, Decimal]:
    """What earlier claims billed of a budget period, by the municipality's code."""
    earlier = InvoiceLine.objects.filter(
        invoice__claim__project=claim.project,
        invoice__claim__implementer=claim.implementer,
        invoice__claim__starts_on__lt=claim.starts_on,
        starts_on__range=(period.starts_on, period.ends_on),
    )
    sums = earlier.values_list("invoice__municipality__code").annotate(amount=Sum("amount"))
    return dict(sums.order_by("invoice__municipality__code"))


def payer_before(claim: ClaimPeriod, code: str) -> str:
    """Who paid for a municipality that shares nothing any more."""
    latest = Invoice.objects.filter(claim__project=claim.project, municipality__code=code).latest("pk")
    return latest.payer


def _refuse(claim: ClaimPeriod) -> None:
    if claim.implementer != Implementer.LEAD:
        raise ValidationError(_("The municipalities share the lead implementer's own funding only."))
    if claim.sent_at is None:
        raise ValidationError(_("Invoices are drawn up of a claim that was sent."))
    if claim.invoices.exists():
        raise ValidationError(_("The invoices of this claim are drawn up already."))
    later = Invoice.objects.filter(
        claim__project=claim.project,
        claim__implementer=claim.implementer,
        claim__starts_on__gt=claim.starts_on,
    )
    if later.exists():
        raise ValidationError(_("The invoices of a later claim hold what is owed of this one."))


def _own_funding_so_far(
    project: Project, period: BudgetPeriod, claimed: Sequence[Claimed]
) -> dict[CofinancingKey, Decimal]:
    """What the months claimed come to up to the last month of each key, in the order in which the keys hold."""
    salaries: defaultdict[Rates, Decimal] = defaultdict(Decimal)
    so_far = {}
    for month in sorted({month for part in claimed for month in part.months}):
        for part in claimed:
            salaries[part.line.rates.in_units(CENT)] += part.months.get(month, Decimal(0))
        so_far[_key_of(project, month, period)] = sum(
            (chain(each, rates).own_funding for rates, each in salaries.items()), Decimal(0)
        )
    return so_far


def _key_of(project: Project, month: dt.date, period: BudgetPeriod) -> CofinancingKey:
    """The key that holds at the end of a month, or of the period if that ends before."""
    last = min(months_after(month, 1) - ONE_DAY, period.ends_on)
    key = cofinancing.in_force(project, last)
    if key is None:
        message = _("No key by which the own funding is shared is in force on %(day)s.")
        raise ValidationError(message % {"day": in_words(last)})
    return key


def _write(claim: ClaimPeriod, owed_of_periods: Sequence[Owed]) -> list[Invoice]:
    owing = list(dict.fromkeys(code for each in owed_of_periods for code in each.amounts))
    known = {each.code: each for each in Municipality.objects.filter(code__in=owing)}
    payers = {code: payer for each in owed_of_periods for code, payer in each.payers.items()}
    invoices = []
    for code in owing:
        payer = payers.get(code) or payer_before(claim, code)
        invoice = Invoice(claim=claim, municipality=known[code], payer=payer)
        keep(invoice)
        for each in owed_of_periods:
            if code in each.amounts:
                days = {"starts_on": each.line.period.starts_on, "ends_on": each.line.period.ends_on}
                keep(InvoiceLine(invoice=invoice, amount=each.amounts[code], **days))
        invoices.append(invoice)
    return invoices
