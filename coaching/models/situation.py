from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Enrolment
from coaching.choices import Benefit, SituationMoment, Tenure
from ohjaamo.constraints import in_choices
from staff.auditing import audited


@audited()
class Situation(models.Model):
    """A client's life at entry, at exit and a year after: what a change is measured from. Any answer may be missing."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="situations", verbose_name=_("enrolment")
    )
    moment = models.CharField(_("when"), max_length=12, choices=SituationMoment)
    recorded_on = models.DateField(_("day"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    benefit = models.CharField(_("main benefit"), max_length=20, choices=Benefit, blank=True)
    residence = models.CharField(_("residence permit"), max_length=12, choices=Tenure, blank=True)
    wellbeing = models.PositiveSmallIntegerField(_("wellbeing, 0–10"), null=True, blank=True)

    class Meta:
        verbose_name = _("life situation")
        verbose_name_plural = _("life situations")
        ordering = ["enrolment", "recorded_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "moment"],
                name="coaching_situation_once",
                violation_error_message=_("This has been recorded already; change what is there."),
            ),
            in_choices("coaching_situation_moment_known", "moment", SituationMoment),
            in_choices("coaching_situation_benefit_known", "benefit", Benefit, blank=True),
            in_choices("coaching_situation_residence_known", "residence", Tenure, blank=True),
            models.CheckConstraint(
                name="coaching_situation_wellbeing",
                condition=Q(wellbeing__isnull=True) | Q(wellbeing__lte=10),
                violation_error_message=_("Wellbeing is from 0 to 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.moment}"
