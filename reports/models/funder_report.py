from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank, ordered, positive
from ohjaamo.periods import Period
from projects.models import Project
from reports.choices import FunderReportKind, PartKind, ReportLanguage
from staff.auditing import audited
from staff.models import Withdrawable


@audited()
class FunderReport(Withdrawable):
    """A report to the funder about a period, in one language, put together from parts. It is drawn anew when read."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="funder_reports", verbose_name=_("project")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FunderReportKind)
    language = models.CharField(_("language"), max_length=2, choices=ReportLanguage)
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    class Meta(Withdrawable.Meta):
        verbose_name = _("report to the funder")
        verbose_name_plural = _("reports to the funder")
        ordering = ["project", "-ends_on", "-pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            in_choices("reports_funderreport_kind_known", "kind", FunderReportKind),
            in_choices("reports_funderreport_language_known", "language", ReportLanguage),
            not_blank("reports_funderreport_titled", "title", _("Give the report a title.")),
            ordered("reports_funderreport_days_ordered"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


@audited()
class ReportPart(models.Model):
    """A part of a report to the funder at its place: own words, or figures with or without words before them."""

    report = models.ForeignKey(
        FunderReport, on_delete=models.CASCADE, related_name="parts", verbose_name=_("report to the funder")
    )
    position = models.PositiveSmallIntegerField(_("place in the report"))
    kind = models.CharField(_("part"), max_length=12, choices=PartKind)
    # Which of the results (see reports.result_parts); empty for every other kind.
    results = models.CharField(_("results"), max_length=30, blank=True)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("part of a report to the funder")
        verbose_name_plural = _("parts of reports to the funder")
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="reports_reportpart_position_once",
                violation_error_message=_("Another part already has this place."),
            ),
            in_choices("reports_reportpart_kind_known", "kind", PartKind),
            positive("reports_reportpart_position_from_one", "position", _("Places begin from one.")),
            models.CheckConstraint(
                name="reports_reportpart_results_of_results",
                condition=Q(kind=PartKind.RESULTS) & ~Q(results="")
                | ~Q(kind=PartKind.RESULTS) & Q(results=""),
                violation_error_message=_("Say which of the results."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.position} {self.kind}"
