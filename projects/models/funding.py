from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank
from projects.choices import FundingKind
from projects.models.municipality import Municipality
from projects.models.project import Project
from staff.auditing import audited


@audited()
class FundingSource(models.Model):
    """A part of a project's funding: who gives it, how much was agreed and how much came.

    What a paper states of it besides (its percent, its mean a year, the project's total) is a claim of the paper.
    """

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="funding", verbose_name=_("project")
    )
    funder = models.CharField(_("funder"), max_length=200)
    kind = models.CharField(_("kind of funding"), max_length=20, choices=FundingKind)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funding",
        verbose_name=_("municipality"),
    )
    agreed = models.DecimalField(_("agreed, €"), max_digits=14, decimal_places=2, null=True, blank=True)
    realised = models.DecimalField(_("realised, €"), max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("part of the funding")
        verbose_name_plural = _("parts of the funding")
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "funder", "kind"],
                name="projects_fundingsource_once",
                violation_error_message=_("This part of the funding is there already."),
            ),
            not_blank("projects_fundingsource_named", "funder", _("Say who gives the money.")),
            in_choices("projects_fundingsource_kind_known", "kind", FundingKind),
            models.CheckConstraint(
                name="projects_fundingsource_amounts_sound",
                condition=(Q(agreed__isnull=True) | Q(agreed__gte=0))
                & (Q(realised__isnull=True) | Q(realised__gte=0)),
                violation_error_message=_("An amount of funding isn't below zero."),
            ),
            models.CheckConstraint(
                name="projects_fundingsource_amount_given",
                condition=Q(agreed__isnull=False) | Q(realised__isnull=False),
                violation_error_message=_("Give the amount that was agreed or the one that came."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.funder}"
