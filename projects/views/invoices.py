"""Invoices to those who pay the own funding: drawn up, sent, paid, open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ohjaamo.periods import today
from projects import invoice_accounts, invoices
from projects.access import requires
from projects.choices import Implementer
from projects.forms.claims import BillForm, ReceiveForm
from projects.invoice_accounts import Account
from projects.models import Invoice
from projects.money_access import invoice_for, money_for
from projects.views.settings import page
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_safe
@requires(Permission.SEE_MONEY)
def invoice_list(request: HttpRequest, code: str) -> HttpResponse:
    """What is billed, paid and open: for each who pays, and invoice by invoice."""
    project = money_for(request.user, code, Permission.SEE_MONEY)
    found = Invoice.objects.filter(claim__project=project).select_related("claim", "municipality")
    standings = invoice_accounts.standings(
        found.prefetch_related("lines").order_by("-claim__starts_on", "municipality__code")
    )
    waiting = project.claim_periods.filter(
        implementer=Implementer.LEAD, sent_at__isnull=False, invoices=None
    ).order_by("starts_on")
    context = {
        "project": project,
        "standings": standings,
        "accounts": invoice_accounts.by_payer(standings),
        "own": invoice_accounts.paid_by_themselves(standings),
        "whole": Account("", standings),
        "waiting": waiting,
    }
    return render(request, "projects/money/invoices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def invoice_bill(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down that an invoice was sent."""
    invoice = invoice_for(request.user, pk, Permission.KEEP_MONEY)
    data = request.POST if request.method == "POST" else None
    form = BillForm(data, today=today(), initial={"billed_on": today()})

    def bill() -> None:
        invoices.bill(invoice=invoice, **form.cleaned_data, by=request.user)

    if is_accepted(form, bill):
        return _done(request, invoice, _("The invoice %s is sent.") % invoice.number)
    return _page(request, invoice, form, "projects/money/invoice_bill.html")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_MONEY)
def invoice_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down how much of an invoice came in all."""
    invoice = invoice_for(request.user, pk, Permission.KEEP_MONEY)
    data = request.POST if request.method == "POST" else None
    paid = invoice.paid or invoices.amount(invoice)
    form = ReceiveForm(data, today=today(), initial={"paid": paid, "paid_on": invoice.paid_on or today()})

    def receive() -> None:
        invoices.receive(invoice=invoice, **form.cleaned_data, by=request.user)

    if is_accepted(form, receive, at="paid_on"):
        return _done(request, invoice, _("The payment of the invoice %s is written down.") % invoice.number)
    return _page(request, invoice, form, "projects/money/invoice_receive.html")


def _done(request: HttpRequest, invoice: Invoice, text: str) -> HttpResponse:
    back = reverse("projects:invoices", args=[invoice.claim.project.code])
    say_with_undo(request, text, back=back)
    return redirect(back)


def _page(
    request: HttpRequest, invoice: Invoice, form: BillForm | ReceiveForm, template: str
) -> HttpResponse:
    # A refused rule has put its facts into the row; the page tells of the one that stands.
    standing = Invoice.objects.select_related("claim__project", "municipality").get(pk=invoice.pk)
    facts = {"invoice": standing, "amount": invoices.amount(standing)}
    return page(request, template, standing.claim.project, form, **facts)
