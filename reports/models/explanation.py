from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import not_blank
from projects.models import Project
from staff.auditing import audited
from staff.models import Withdrawable


@audited()
class Explanation(Withdrawable):
    """Why a deviation from a rule is accepted: for these clients, or for this difference, and no others.

    Whoever deviates later isn't explained by it. Clients are kept as keys, so it outlives their erasure.
    """

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="explanations", verbose_name=_("project")
    )
    rule = models.CharField(_("rule"), max_length=40)
    # The figure or pair of days that the rule speaks of; empty where it speaks of the day as a whole.
    subject = models.CharField(_("figure"), max_length=120, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    client_keys = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name=_("clients"))
    difference = models.IntegerField(_("difference"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    explained_at = models.DateTimeField(_("explained at"))
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("explained by")
    )

    class Meta(Withdrawable.Meta):
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        ordering = ["project", "as_of", "rule", "pk"]
        indexes = [models.Index(fields=["project", "rule"], name="reports_explanation_by_rule")]
        constraints = [
            *Withdrawable.Meta.constraints,
            not_blank("reports_explanation_rule_given", "rule", _("Say which rule is explained.")),
            not_blank("reports_explanation_reason_given", "reason", _("Say why this is as it should be.")),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.rule} {self.as_of or ''}"
