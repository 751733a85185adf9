from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import not_blank
from projects.choices import Urbanisation
from staff.auditing import audited


@audited()
class Municipality(models.Model):
    """A municipality by its official three-digit code, leading zeros kept."""

    code = models.CharField(_("official code"), max_length=3)
    name_fi = models.CharField(_("Finnish name"), max_length=60)
    name_sv = models.CharField(_("Swedish name"), max_length=60, blank=True)
    # Eurostat's degree of urbanisation; unknown until somebody gives it with its source in hand.
    urbanisation = models.PositiveSmallIntegerField(
        _("degree of urbanisation"), choices=Urbanisation, null=True, blank=True
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name_fi"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="projects_municipality_code_once",
                violation_error_message=_("There is already a municipality with this code."),
            ),
            models.CheckConstraint(
                name="projects_municipality_code_shape",
                condition=Q(code__regex=r"^[0-9]{3}$"),
                violation_error_message=_("A municipality's code has three digits."),
            ),
            models.CheckConstraint(
                name="projects_municipality_urbanisation_known",
                condition=Q(urbanisation__isnull=True) | Q(urbanisation__in=Urbanisation.values),
                violation_error_message=_("This isn't one of the choices."),
            ),
            not_blank("projects_municipality_named", "name_fi", _("Give the municipality's name.")),
        ]

    def __str__(self) -> str:
        return self.name_sv if get_language() == "sv" and self.name_sv else self.name_fi


@audited()
class ForeignLanguageShare(models.Model):
    """How many in a municipality speak a foreign language, on a day, by a source."""

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="foreign_language_shares",
        verbose_name=_("municipality"),
    )
    as_of = models.DateField(_("as of"))
    share_percent = models.DecimalField(_("share, %"), max_digits=5, decimal_places=2)
    persons = models.PositiveIntegerField(_("persons"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("share of foreign-language residents")
        verbose_name_plural = _("shares of foreign-language residents")
        ordering = ["municipality", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "as_of", "source"],
                name="projects_foreignlanguageshare_once",
                violation_error_message=_("This source already gives the share for the day."),
            ),
            models.CheckConstraint(
                name="projects_foreignlanguageshare_percent",
                condition=Q(share_percent__gte=0, share_percent__lte=100),
                violation_error_message=_("A share is between 0 and 100 per cent."),
            ),
            not_blank(
                "projects_foreignlanguageshare_sourced", "source", _("Say where the share comes from.")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.as_of}: {self.share_percent} %"
