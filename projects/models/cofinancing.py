import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, no_overlap, ordered
from projects.choices import PayerKind, PercentRule, SplitBasis
from projects.models.municipality import Municipality
from projects.models.project import Project
from staff.auditing import audited

# Judged at the end of the transaction, when every share of a key stands.
WHOLE = """
    IF (
        SELECT sum(percent) FROM projects_cofinancingshare
        WHERE key_id = COALESCE(NEW.key_id, OLD.key_id)
    ) <> 100 THEN
        RAISE EXCEPTION 'the percents of a key are not 100 together'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_cofinancingshare_whole';
    END IF;
    RETURN NULL;
"""


@audited()
class CofinancingKey(models.Model):
    """How the municipalities share a project's own funding, from a day on, and what that rests on."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="cofinancing", verbose_name=_("project")
    )
    basis = models.CharField(_("basis"), max_length=10, choices=SplitBasis)
    # The day that the basis tells of, and where it is from.
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=200)
    rule = models.CharField(_("how weights become percents"), max_length=12, choices=PercentRule)
    decision = models.CharField(_("decision that binds"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("co-financing key")
        verbose_name_plural = _("co-financing keys")
        ordering = ["project", "starts_on"]
        constraints = [
            ordered("projects_cofinancingkey_days_ordered"),
            no_overlap(
                "projects_cofinancingkey_no_overlap",
                "project",
                message=_("Another key holds on some of these days."),
            ),
            in_choices("projects_cofinancingkey_basis_known", "basis", SplitBasis),
            in_choices("projects_cofinancingkey_rule_known", "rule", PercentRule),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.starts_on}"


@audited()
class CofinancingShare(models.Model):
    """A municipality's share: its weight by the basis, the percent that is used, and who pays it."""

    key = models.ForeignKey(
        CofinancingKey, on_delete=models.CASCADE, related_name="shares", verbose_name=_("co-financing key")
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="cofinancing", verbose_name=_("municipality")
    )
    weight = models.DecimalField(_("weight"), max_digits=10, decimal_places=3)
    persons = models.PositiveIntegerField(_("persons"))
    percent = models.DecimalField(_("percent used"), max_digits=9, decimal_places=6)
    payer = models.CharField(_("payer"), max_length=12, choices=PayerKind, default=PayerKind.MUNICIPALITY)

    class Meta:
        verbose_name = _("share of the co-financing")
        verbose_name_plural = _("shares of the co-financing")
        ordering = ["key", "-percent", "municipality__code"]
        triggers = [
            pgtrigger.Trigger(
                name="cofinancingshare_whole",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=WHOLE,
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "municipality"],
                name="projects_cofinancingshare_once",
                violation_error_message=_("The municipality has a share already."),
            ),
            in_choices("projects_cofinancingshare_payer_known", "payer", PayerKind),
            models.CheckConstraint(
                name="projects_cofinancingshare_sound",
                condition=Q(weight__gte=0, percent__gte=0, percent__lte=100),
                violation_error_message=_("A share is between 0 and 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.percent}"
