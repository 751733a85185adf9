import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank
from projects.choices import CostKind, Implementer
from projects.models.claim_period import ClaimPeriod
from projects.models.project import Project
from staff.auditing import audited

# A cost may be claimed while it waits; once its claim was sent, a further entry corrects it.
CLAIMED = """
    IF EXISTS (
        SELECT FROM projects_claimperiod AS claimed WHERE claimed.sent_at IS NOT NULL
          AND claimed.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.claim_id END,
                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.claim_id END)
    ) THEN
        RAISE EXCEPTION 'a cost of a claim that was sent is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_actualcost_of_open_claim';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


@audited()
class ActualCost(models.Model):
    """What a person's work cost in a month. A correction is a further entry, which says what it corrects.

    It belongs to the claim with which it was sent, and to none before.
    """

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="costs", verbose_name=_("project")
    )
    implementer = models.CharField(
        _("implementer"), max_length=10, choices=Implementer, default=Implementer.LEAD
    )
    person = models.CharField(_("person"), max_length=200)
    month_starts_on = models.DateField(_("month"))
    kind = models.CharField(_("kind of cost"), max_length=15, choices=CostKind, default=CostKind.SALARY)
    amount = models.DecimalField(_("amount, €"), max_digits=10, decimal_places=2)
    full_time_percent = models.DecimalField(
        _("of full time, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    claim = models.ForeignKey(
        ClaimPeriod,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="costs",
        verbose_name=_("claim period"),
    )

    class Meta:
        verbose_name = _("actual cost")
        verbose_name_plural = _("actual costs")
        ordering = ["project", "month_starts_on", "person", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="actualcost_of_open_claim",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CLAIMED,
            )
        ]
        constraints = [
            in_choices("projects_actualcost_implementer_known", "implementer", Implementer),
            in_choices("projects_actualcost_kind_known", "kind", CostKind),
            not_blank("projects_actualcost_person_given", "person", _("Say whose work it was.")),
            models.CheckConstraint(
                name="projects_actualcost_month_first",
                condition=Q(month_starts_on__day=1),
                violation_error_message=_("A month is kept by its first day."),
            ),
            models.CheckConstraint(
                name="projects_actualcost_amount_sound",
                condition=(Q(amount__gt=0) & Q(amount__lte=100_000))
                | (Q(corrects__isnull=False) & ~Q(amount=0) & Q(amount__gte=-100_000)),
                violation_error_message=_(
                    "An amount is above zero and at most 100 000 €; only a correction may be below zero."
                ),
            ),
            models.CheckConstraint(
                name="projects_actualcost_percent_sound",
                condition=Q(full_time_percent__isnull=True)
                | Q(full_time_percent__gte=0, full_time_percent__lte=100),
                violation_error_message=_("A percent is between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.month_starts_on:%m/%Y}"
