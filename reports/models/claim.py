from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import not_blank
from projects.models import Project
from staff.auditing import audited


@audited()
class Claim(models.Model):
    """What an earlier paper says. Kept beside what we work out; it never overwrites and never hides.

    `figure` is our key (snapshot:work, result:employment …); `as_of` the day of a snapshot, empty for a whole project;
    an empty value is a cell the paper leaves blank.
    """

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="claims", verbose_name=_("project")
    )
    figure = models.CharField(_("figure"), max_length=80)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["project", "as_of", "figure"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "figure", "as_of", "source"],
                nulls_distinct=False,
                name="reports_claim_once",
                violation_error_message=_("The source already claims this figure."),
            ),
            not_blank("reports_claim_figure_given", "figure", _("Say which figure is claimed.")),
            not_blank("reports_claim_sourced", "source", _("Say where the claim comes from.")),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.figure} {self.as_of or ''}"
