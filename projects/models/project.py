from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, no_overlap, not_blank, ordered
from ohjaamo.periods import Period
from projects.choices import DEFAULT_STAGES, ProgrammePeriod, ProjectPart
from projects.models.municipality import Municipality
from staff.auditing import audited


def default_stages() -> list[str]:
    return list(DEFAULT_STAGES)


@audited()
class Project(models.Model):
    """What we are paid to do. Its days are those in force, extensions included."""

    code = models.CharField(_("project code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    lead_implementer = models.CharField(_("lead implementer"), max_length=200, blank=True)
    partner_implementer = models.CharField(_("partner implementer"), max_length=200, blank=True)
    programme_period = models.CharField(
        _("programme period"), max_length=9, choices=ProgrammePeriod, blank=True
    )
    priority_axis = models.CharField(_("priority axis"), max_length=200, blank=True)
    specific_objective = models.CharField(_("specific objective"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    target_age_min = models.PositiveSmallIntegerField(
        _("youngest in the target group"), null=True, blank=True
    )
    target_age_max = models.PositiveSmallIntegerField(_("oldest in the target group"), null=True, blank=True)
    area = models.ManyToManyField(Municipality, through="ProjectArea", verbose_name=_("area"))
    reporting_dates = ArrayField(
        models.DateField(), default=list, blank=True, verbose_name=_("reporting dates")
    )
    stage_names = ArrayField(
        models.CharField(max_length=60), default=default_stages, verbose_name=_("stages of the path")
    )
    parts_off = ArrayField(
        models.CharField(max_length=20, choices=ProjectPart),
        default=list,
        blank=True,
        verbose_name=_("parts switched off"),
    )

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-starts_on", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="projects_project_code_once",
                violation_error_message=_("There is already a project with this code."),
            ),
            ordered("projects_project_days_ordered"),
            not_blank("projects_project_code_given", "code", _("Give the project's code.")),
            not_blank("projects_project_named", "name", _("Give the project's name.")),
            in_choices("projects_project_period_known", "programme_period", ProgrammePeriod, blank=True),
            models.CheckConstraint(
                name="projects_project_ages_ordered",
                condition=Q(target_age_min__isnull=True)
                | Q(target_age_max__isnull=True)
                | Q(target_age_max__gte=F("target_age_min")),
                violation_error_message=_("The oldest age is below the youngest."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    def has_part(self, part: ProjectPart) -> bool:
        return part not in self.parts_off


@audited()
class ProjectExtension(models.Model):
    """A decision by which a project went on; its last day is the project's while it is the latest."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="extensions", verbose_name=_("project")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("extension of a project")
        verbose_name_plural = _("extensions of projects")
        ordering = ["project", "starts_on"]
        constraints = [
            ordered("projects_projectextension_days_ordered"),
            no_overlap(
                "projects_projectextension_no_overlap",
                "project",
                message=_("The project already has an extension for these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.starts_on}–{self.ends_on}"


@audited()
class ProjectArea(models.Model):
    """A municipality that belongs to a project's area."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="areas", verbose_name=_("project")
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="areas", verbose_name=_("municipality")
    )

    class Meta:
        verbose_name = _("municipality of a project's area")
        verbose_name_plural = _("municipalities of projects' areas")
        ordering = ["project", "municipality"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "municipality"],
                name="projects_projectarea_once",
                violation_error_message=_("The municipality already belongs to the area."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.municipality}"


@audited()
class ServiceLanguage(models.Model):
    """A language a project serves its clients in, from a day to a day."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="service_languages", verbose_name=_("project")
    )
    language = models.CharField(_("language"), max_length=3)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("service language")
        verbose_name_plural = _("service languages")
        ordering = ["project", "starts_on", "pk"]
        constraints = [
            ordered("projects_servicelanguage_days_ordered"),
            no_overlap(
                "projects_servicelanguage_no_overlap",
                "project",
                "language",
                message=_("The project already serves in this language then."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.language}"
