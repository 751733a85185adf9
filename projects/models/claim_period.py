import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import all_or_none, in_choices, no_overlap, ordered
from ohjaamo.periods import Period
from projects.choices import Implementer
from projects.models.funding import FundingSource
from projects.models.project import Project
from staff.auditing import audited

# The first begins with the project, every other the day after the one before: nobody is asked for the first day.
UNBROKEN = """
    IF EXISTS (
        SELECT FROM (
            SELECT claimed.starts_on, COALESCE(
                lag(claimed.ends_on) OVER (ORDER BY claimed.starts_on) + 1, project.starts_on
            ) AS due
            FROM projects_claimperiod AS claimed JOIN projects_project AS project ON project.id = claimed.project_id
            WHERE claimed.project_id = COALESCE(NEW.project_id, OLD.project_id)
              AND claimed.implementer = COALESCE(NEW.implementer, OLD.implementer)
        ) AS chain
        WHERE starts_on <> due
    ) THEN
        RAISE EXCEPTION 'a gap between the claim periods of a project'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_claimperiod_unbroken';
    END IF;
    RETURN NULL;
"""
# Once sent, a claim stays as it was sent.
SENT = """
    IF OLD.sent_at IS NOT NULL THEN
        RAISE EXCEPTION 'a claim that was sent is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_claimperiod_stays_sent';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""
OF_SENT = """
    IF EXISTS (
        SELECT FROM projects_claimperiod AS claimed WHERE claimed.sent_at IS NOT NULL
          AND claimed.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.claim_id END,
                             CASE WHEN TG_OP <> 'DELETE' THEN NEW.claim_id END)
    ) THEN
        RAISE EXCEPTION 'what a claim that was sent holds is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_claimfunding_of_open';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


@audited()
class ClaimPeriod(models.Model):
    """A payment period: the days for which costs are claimed; sent, it is locked and only a later one corrects it."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="claim_periods", verbose_name=_("project")
    )
    implementer = models.CharField(
        _("implementer"), max_length=10, choices=Implementer, default=Implementer.LEAD
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )

    class Meta:
        verbose_name = _("claim period")
        verbose_name_plural = _("claim periods")
        ordering = ["project", "implementer", "starts_on"]
        triggers = [
            pgtrigger.Trigger(
                name="claimperiod_unbroken",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=UNBROKEN,
            ),
            pgtrigger.Trigger(
                name="claimperiod_stays_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=SENT,
            ),
        ]
        constraints = [
            ordered("projects_claimperiod_days_ordered"),
            no_overlap(
                "projects_claimperiod_no_overlap",
                "project",
                "implementer",
                message=_("Another claim period has some of these days."),
            ),
            in_choices("projects_claimperiod_implementer_known", "implementer", Implementer),
            all_or_none(
                "projects_claimperiod_sent_whole",
                "sent_at",
                "sent_by",
                message=_("A claim that was sent has its moment and its sender."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.starts_on}–{self.ends_on}"

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


@audited()
class ClaimFunding(models.Model):
    """What came from a funder in a claim period."""

    claim = models.ForeignKey(
        ClaimPeriod, on_delete=models.CASCADE, related_name="funding", verbose_name=_("claim period")
    )
    source = models.ForeignKey(
        FundingSource,
        on_delete=models.PROTECT,
        related_name="realisations",
        verbose_name=_("part of the funding"),
    )
    amount = models.DecimalField(_("amount, €"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("funding that came")
        verbose_name_plural = _("funding that came")
        ordering = ["claim", "source"]
        triggers = [
            pgtrigger.Trigger(
                name="claimfunding_of_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=OF_SENT,
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "source"],
                name="projects_claimfunding_once",
                violation_error_message=_("The funder's part of this period is there already."),
            ),
            models.CheckConstraint(
                name="projects_claimfunding_sound",
                condition=~Q(amount=0),
                violation_error_message=_("Nothing came: leave it empty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"
