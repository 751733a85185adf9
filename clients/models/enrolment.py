import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.choices import ExitReason
from clients.models.client import Client
from ohjaamo.constraints import in_choices, no_overlap, ordered
from ohjaamo.periods import Period
from projects.models import Partner, Project
from staff.auditing import audited
from staff.models import Withdrawable
from staff.models.withdrawal import STANDING

WITHIN_PROJECT = """
    IF NEW.withdrawn_at IS NULL AND NOT EXISTS (
        SELECT FROM projects_project AS project
        WHERE project.id = NEW.project_id
          AND NEW.starts_on BETWEEN project.starts_on AND project.ends_on
          AND (NEW.ends_on IS NULL OR NEW.ends_on <= project.ends_on)
    ) THEN
        RAISE EXCEPTION 'an enrolment outside the days of its project'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clients_enrolment_within_project';
    END IF;
    RETURN NEW;
"""


@audited()
class Enrolment(Withdrawable):
    """A client's stay in a project, dated. A client may return: several stays, never two on one day."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("client")
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("project")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    exit_reason = models.CharField(_("exit reason"), max_length=20, choices=ExitReason, blank=True)
    referred_by = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals",
        verbose_name=_("referred by"),
    )
    # The stay in an earlier project from whose end this one was carried over.
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("carried over from"),
    )

    class Meta(Withdrawable.Meta):
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["project", "client"], name="clients_enrolment_by_project")]
        triggers = [
            pgtrigger.Trigger(
                name="enrolment_within_project",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WITHIN_PROJECT,
            )
        ]
        constraints = [
            *Withdrawable.Meta.constraints,
            ordered("clients_enrolment_days_ordered"),
            no_overlap(
                "clients_enrolment_no_overlap",
                "client",
                "project",
                condition=STANDING,
                message=_("The client is already enrolled in the project on these days."),
            ),
            in_choices("clients_enrolment_exit_known", "exit_reason", ExitReason, blank=True),
            models.CheckConstraint(
                name="clients_enrolment_exit_has_end",
                condition=Q(exit_reason="") | Q(ends_on__isnull=False),
                violation_error_message=_("An exit reason goes with a last day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client.client_number} {self.project.code} {self.starts_on}–{self.ends_on or ''}"

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)
