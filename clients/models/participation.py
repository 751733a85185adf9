from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clients.choices import EducationLevel, LabourStatus, LeavingStatus
from clients.models.client import Client
from ohjaamo.constraints import in_choices
from projects.models import Project
from staff.auditing import audited


def _approved(name: str, given: str, approved: str) -> models.CheckConstraint:
    """What is approved has been given, not later."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{approved}__isnull": True})
        | Q(**{f"{approved}__gte": F(given), f"{given}__isnull": False}),
        violation_error_message=_("What is approved has been given first."),
    )


@audited()
class Participation(models.Model):
    """What the fund asks of a client in a project, and how far the client has come in telling it to the fund.

    One each, whatever the number of stays: of the first entry, of the last exit, of six months after. Special
    categories of personal data (disability, ethnic minority) are never asked, so they have no column here.
    """

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="participations", verbose_name=_("client")
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="participations", verbose_name=_("project")
    )
    # At the first entry.
    labour_status = models.CharField(
        _("labour market status at entry"), max_length=10, choices=LabourStatus, blank=True
    )
    unemployed_since_on = models.DateField(_("unemployed since"), null=True, blank=True)
    is_in_education = models.BooleanField(_("in education at entry"), null=True, blank=True)
    education_level = models.PositiveSmallIntegerField(
        _("highest completed education at entry"), choices=EducationLevel, null=True, blank=True
    )
    has_foreign_background = models.BooleanField(_("foreign background"), null=True, blank=True)
    is_homeless = models.BooleanField(_("homeless or without secure housing"), null=True, blank=True)
    # At the last exit, and six months after.
    leaving_status = models.CharField(
        _("situation upon leaving"), max_length=14, choices=LeavingStatus, blank=True
    )
    leaving_status_on = models.DateField(_("as of"), null=True, blank=True)
    has_qualified = models.BooleanField(
        _("gained a qualification thanks to the project"), null=True, blank=True
    )
    later_status = models.CharField(
        _("situation six months after"), max_length=14, choices=LeavingStatus, blank=True
    )
    has_improved = models.BooleanField(_("better off at work than at entry"), null=True, blank=True)
    # What has been told to the fund, step by step.
    code_given_on = models.DateField(_("project code given"), null=True, blank=True)
    start_given_on = models.DateField(_("start data given"), null=True, blank=True)
    start_approved_on = models.DateField(_("start data approved"), null=True, blank=True)
    end_given_on = models.DateField(_("end data given"), null=True, blank=True)
    end_approved_on = models.DateField(_("end data approved"), null=True, blank=True)
    later_given_on = models.DateField(_("six-month data given"), null=True, blank=True)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["project", "client"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "project"],
                name="clients_participation_once",
                violation_error_message=_("The client already participates in the project."),
            ),
            in_choices("clients_participation_labour_known", "labour_status", LabourStatus, blank=True),
            in_choices("clients_participation_leaving_known", "leaving_status", LeavingStatus, blank=True),
            in_choices("clients_participation_later_known", "later_status", LeavingStatus, blank=True),
            models.CheckConstraint(
                name="clients_participation_education_known",
                condition=Q(education_level__isnull=True) | Q(education_level__in=EducationLevel.values),
                violation_error_message=_("This isn't a level of education."),
            ),
            models.CheckConstraint(
                name="clients_participation_since_of_unemployed",
                condition=Q(unemployed_since_on__isnull=True) | Q(labour_status=LabourStatus.UNEMPLOYED),
                violation_error_message=_("Only somebody unemployed has been so since a day."),
            ),
            models.CheckConstraint(
                name="clients_participation_leaving_has_day",
                condition=Q(leaving_status="", leaving_status_on__isnull=True)
                | (~Q(leaving_status="") & Q(leaving_status_on__isnull=False)),
                violation_error_message=_("The situation upon leaving has its day."),
            ),
            _approved("clients_participation_start_approved", "start_given_on", "start_approved_on"),
            _approved("clients_participation_end_approved", "end_given_on", "end_approved_on"),
        ]

    def __str__(self) -> str:
        return f"{self.client.client_number} {self.project.code}"
