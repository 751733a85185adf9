from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, ordered
from projects.choices import PayerKind
from projects.models.claim_period import ClaimPeriod
from projects.models.municipality import Municipality
from staff.auditing import audited


@audited()
class Invoice(models.Model):
    """What a payer owes of a claim's own funding for a municipality; how much is the sum of its lines."""

    claim = models.ForeignKey(
        ClaimPeriod, on_delete=models.PROTECT, related_name="invoices", verbose_name=_("claim period")
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="invoices", verbose_name=_("municipality")
    )
    payer = models.CharField(_("payer"), max_length=12, choices=PayerKind)
    number = models.CharField(_("number of the invoice"), max_length=40, blank=True)
    billed_on = models.DateField(_("billed"), null=True, blank=True)
    paid_on = models.DateField(_("paid"), null=True, blank=True)
    paid = models.DecimalField(_("paid, €"), max_digits=12, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["claim", "municipality"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "municipality"],
                name="projects_invoice_once",
                violation_error_message=_("The municipality's share of this period is billed already."),
            ),
            in_choices("projects_invoice_payer_known", "payer", PayerKind),
            models.CheckConstraint(
                name="projects_invoice_billed_before_paid",
                condition=Q(paid_on__isnull=True) | Q(billed_on__isnull=False, paid_on__gte=F("billed_on")),
                violation_error_message=_("An invoice is billed before it is paid."),
            ),
            models.CheckConstraint(
                name="projects_invoice_paid_has_day",
                condition=Q(paid=0) | Q(paid_on__isnull=False),
                violation_error_message=_("What was paid has its day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.number}"


@audited()
class InvoiceLine(models.Model):
    """A budget period's part of an invoice; below zero when earlier ones took too much."""

    invoice = models.ForeignKey(
        Invoice, on_delete=models.CASCADE, related_name="lines", verbose_name=_("invoice")
    )
    # The days of the budget period, whichever version of the budget had it.
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    amount = models.DecimalField(_("amount, €"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("line of an invoice")
        verbose_name_plural = _("lines of invoices")
        ordering = ["invoice", "starts_on"]
        constraints = [
            ordered("projects_invoiceline_days_ordered"),
            models.UniqueConstraint(
                fields=["invoice", "starts_on"],
                name="projects_invoiceline_once",
                violation_error_message=_("The invoice has a line of this budget period already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.amount}"
