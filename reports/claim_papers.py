"""A claim and an invoice on paper, and all that their pages have in common with the papers."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from ohjaamo.formats import amount, day, moment, period, share
from ohjaamo.pdf import render_pdf
from projects import claim_periods, cost_tables, invoices
from projects.choices import PayerKind
from projects.models import ClaimPeriod, Invoice, InvoiceLine
from reports import claim_tables, claim_words, papers
from reports.figures import claim as figures
from reports.figures.claim import ClaimFigures
from reports.funding_words import to_explain


def contents(claim: ClaimPeriod) -> dict[str, Any]:
    """What page and paper have in common. Refused (ValidationError) when the claim can't be worked out."""
    found = figures.figures(claim)
    doubts = claim_words.to_explain(found)
    costs = list(claim_periods.costs_of(claim))
    months, worked = claim_tables.salaries(cost_tables.table(costs, [part.line for part in found.parts]))
    return {
        "title": claim_words.title(claim),
        "project": claim.project,
        "claim": claim,
        "found": found,
        "facts": facts(found),
        "lines": claim_tables.lines(found),
        "formulas": [(part.period, claim_tables.formulas(part)) for part in found.parts],
        "funded": claim_tables.funded(found),
        "split_sums": claim_tables.split(found),
        "doubts": doubts,
        "state": to_explain(len(doubts)),
        "sharing": claim_words.sharing(found),
        "roundings": [claim_words.rounding(each) for each in found.roundings],
        "months": months,
        "worked": worked,
        "corrections": [cost for cost in costs if cost.corrects_id],
    }


def facts(found: ClaimFigures) -> list[tuple[str, str]]:
    """What a reader must know of a claim: label and text."""
    claim, version = found.claim, found.version
    told = f"{version.get_kind_display()} {day(version.dated_on)}"
    return [
        (_("Project"), f"{claim.project.name} ({claim.project.code})"),
        (_("Implementer"), claim.get_implementer_display()),
        (_("Payment period"), period(claim)),
        (_("Budget"), told),
        (_("Sent"), moment(claim.sent_at) or _("Not sent yet")),
    ]


def claim_pdf(claim: ClaimPeriod, *, maker: str, moment: dt.datetime) -> bytes:
    """The report of a claim with its annexes as a PDF.

    Refused (ValidationError) when it can't be worked out. Raises PdfUnavailable and PdfFailed as ohjaamo.pdf does.
    """
    with translation.override("fi"):
        return render_pdf(claim_html(claim, maker=maker, moment=moment))


def claim_html(claim: ClaimPeriod, *, maker: str, moment: dt.datetime) -> str:
    """What the report says, in the language in force."""
    context = contents(claim)
    context["annexes"] = [annex(context["found"], each.municipality.code) for each in context["found"].shares]
    return render_to_string("pdf/claim.html", context | _frame(claim, maker, moment))


def invoice_pdf(invoice: Invoice, *, maker: str, moment: dt.datetime) -> bytes:
    """The annex of an invoice for its payer as a PDF; refused and raised as `claim_pdf`."""
    with translation.override("fi"):
        return render_pdf(invoice_html(invoice, maker=maker, moment=moment))


def invoice_html(invoice: Invoice, *, maker: str, moment: dt.datetime) -> str:
    """What the annex says, in the language in force."""
    found = figures.figures(invoice.claim)
    told = annex(found, invoice.municipality.code)
    context = {
        "title": told["title"],
        "facts": facts(found) + told["facts"],
        "annex": told,
        "lines": claim_tables.lines(found),
    }
    return render_to_string("pdf/invoice.html", context | _frame(invoice.claim, maker, moment))


def annex(found: ClaimFigures, code: str) -> dict[str, Any]:
    """What one who pays is told of a claim: the facts, and the amounts budget period by budget period."""
    each = next(share for share in found.shares if share.municipality.code == code)
    return {
        "title": _("Annex to the invoice: %(municipality)s") % {"municipality": each.municipality},
        "facts": [
            (_("Municipality"), str(each.municipality)),
            (_("Payer"), str(PayerKind(each.payer).label)),
            (_("Share of own funding"), share(each.percent)),
            *_invoice_facts(each.invoice),
        ],
        "rows": [
            (_("Own funding of the whole claim"), amount(found.own_funding)),
            (_("The municipality's share so far"), amount(each.so_far)),
            (_("Billed of earlier claims"), amount(each.before)),
        ],
        "here": amount(each.here),
        "periods": _by_period(each.invoice),
    }


def _invoice_facts(invoice: Invoice | None) -> list[tuple[str, str]]:
    if invoice is None or invoice.billed_on is None:
        return [(_("Invoice"), _("Not sent yet"))]
    return [
        (_("Invoice"), f"{invoice.number} {day(invoice.billed_on)}"),
        (_("Still to be paid"), amount(invoices.amount(invoice) - invoice.paid)),
    ]


def _by_period(invoice: Invoice | None) -> list[tuple[InvoiceLine, str]]:
    """The amounts budget period by budget period, where there are several."""
    lines = list(invoice.lines.all()) if invoice else []
    return [(line, amount(line.amount)) for line in lines] if len(lines) > 1 else []


def _frame(claim: ClaimPeriod, maker: str, moment: dt.datetime) -> dict[str, Any]:
    made = papers.made(maker, moment, is_draft=claim.sent_at is None)
    return {"organisation": settings.OHJAAMO_ORGANISATION, "made": made}
