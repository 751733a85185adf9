"""A claim as a report: its page, the figures to copy into the funder's form, its papers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from ohjaamo.sheets import XLSX
from projects.access import requires
from projects.choices import Implementer
from projects.memberships import allowed_to
from projects.models import ClaimPeriod
from projects.money_access import claim_for, invoice_for
from reports import claim_books, claim_papers, claim_tables, claim_words
from reports.figures.claim import figures
from staff.permissions import Permission


@require_safe
@requires(Permission.SEE_MONEY)
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of a claim: whether it is ready, its figures, and what to do next."""
    found = claim_for(request.user, pk, Permission.SEE_MONEY)
    context = {"claim": found, "project": found.project, "title": claim_words.title(found)}
    try:
        context |= claim_papers.contents(found)
    except ValidationError as refusal:
        context["trouble"] = " ".join(refusal.messages)
    context |= _may(request, found)
    return render(request, "reports/claims/claim.html", context)


@require_safe
@requires(Permission.SEE_MONEY)
def claim_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures in the order of the funder's form, each to be copied; back to the claim when there are none."""
    found = claim_for(request.user, pk, Permission.SEE_MONEY)
    try:
        groups = list(claim_tables.to_copy(figures(found)))
    except ValidationError as refusal:
        return _back(request, found, *refusal.messages)
    context = {"claim": found, "project": found.project, "groups": groups}
    return render(request, "reports/claims/copy.html", context)


@require_safe
@requires(Permission.SEE_MONEY)
def claim_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The report on paper; back to its page when it can't be made."""
    found = claim_for(request.user, pk, Permission.SEE_MONEY)
    maker, moment = str(request.user), timezone.localtime()
    name = f"maksatuskausi-{_named(found)}.pdf"
    return _paper(request, found, name, lambda: claim_papers.claim_pdf(found, maker=maker, moment=moment))


@require_safe
@requires(Permission.SEE_MONEY)
def claim_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a book; back to its page when it can't be worked out."""
    found = claim_for(request.user, pk, Permission.SEE_MONEY)
    name = f"maksatuskausi-{_named(found)}.xlsx"
    return _paper(request, found, name, lambda: claim_books.claim_book(found), XLSX)


@require_safe
@requires(Permission.SEE_MONEY)
def invoice_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The annex of an invoice for its payer."""
    found = invoice_for(request.user, pk, Permission.SEE_MONEY)
    maker, moment = str(request.user), timezone.localtime()
    name = f"lasku-{_named(found.claim)}-{found.municipality.code}.pdf"
    return _paper(
        request, found.claim, name, lambda: claim_papers.invoice_pdf(found, maker=maker, moment=moment)
    )


def _may(request: HttpRequest, found: ClaimPeriod) -> dict[str, Any]:
    """What she may do with the claim now."""
    keeps = allowed_to(request.user, today()).may(Permission.KEEP_MONEY, found.project_id)
    is_sent = found.sent_at is not None
    can_bill = keeps and is_sent and found.implementer == Implementer.LEAD
    return {"may_send": keeps and not is_sent, "may_draw_up": can_bill and not found.invoices.exists()}


def _paper(
    request: HttpRequest,
    found: ClaimPeriod,
    name: str,
    make: Callable[[], bytes],
    content_type: str = "application/pdf",
) -> HttpResponse:
    try:
        paper = make()
    except ValidationError as refusal:
        return _back(request, found, *refusal.messages)
    except PdfUnavailable as error:
        return _back(request, found, str(error))
    except PdfFailed:
        return _back(request, found, _("The PDF couldn't be made."))
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(paper, content_type=content_type, headers=headers)


def _back(request: HttpRequest, found: ClaimPeriod, *faults: str) -> HttpResponse:
    for fault in faults:
        messages.error(request, fault)
    return redirect(reverse("reports:claim", args=[found.pk]))


def _named(found: ClaimPeriod) -> str:
    return f"{found.project.code}-{found.ends_on.isoformat()}"
