from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank, ordered, positive
from projects.choices import ProgrammePeriod
from reports.choices import IndicatorKind
from staff.auditing import audited


@audited()
class Indicator(models.Model):
    """A common indicator of the fund in a programme period: its code, what it counts, in which version.

    `rule` names how we count it (see reports.figures.indicators); empty where the fund counts what we may not hold or
    don't keep, and `is_held` says which of the two: special categories of personal data are never held.
    """

    programme_period = models.CharField(_("programme period"), max_length=9, choices=ProgrammePeriod)
    code = models.CharField(_("code"), max_length=12)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    position = models.PositiveSmallIntegerField(_("place in the list"))
    kind = models.CharField(_("when"), max_length=6, choices=IndicatorKind)
    name_fi = models.CharField(_("Finnish name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    definition_fi = models.TextField(_("Finnish definition"), blank=True)
    definition_en = models.TextField(_("English definition"), blank=True)
    rule = models.CharField(_("rule"), max_length=60, blank=True)
    is_held = models.BooleanField(_("data may be held"), default=True)
    source = models.CharField(_("source"), max_length=200)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["programme_period", "position", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme_period", "code", "version"],
                name="reports_indicator_version_once",
                violation_error_message=_("The programme period already has this version of the indicator."),
            ),
            in_choices("reports_indicator_period_known", "programme_period", ProgrammePeriod),
            in_choices("reports_indicator_kind_known", "kind", IndicatorKind),
            positive("reports_indicator_version_from_one", "version", _("Versions begin from one.")),
            not_blank("reports_indicator_code_given", "code", _("Give the indicator's code.")),
            not_blank("reports_indicator_named", "name_fi", _("Give the indicator's name.")),
            not_blank("reports_indicator_sourced", "source", _("Say where the definition comes from.")),
            ordered("reports_indicator_days_ordered"),
            models.CheckConstraint(
                name="reports_indicator_rule_only_if_held",
                condition=models.Q(is_held=True) | models.Q(rule=""),
                violation_error_message=_("What may not be held isn't counted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_fi

    @property
    def definition(self) -> str:
        return self.definition_en if get_language() == "en" else self.definition_fi
