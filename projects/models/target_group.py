from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank, ordered
from ohjaamo.periods import Period
from projects.choices import TargetGroupKind
from projects.models.project import Project
from staff.auditing import audited


@audited()
class TargetGroup(models.Model):
    """Whom a project is for, or what it tries out with some of them, from a day to a day."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="target_groups", verbose_name=_("project")
    )
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=8, choices=TargetGroupKind, default=TargetGroupKind.TARGET)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering = ["project", "name"]
        constraints = [
            ordered("projects_targetgroup_days_ordered"),
            not_blank("projects_targetgroup_named", "name", _("Give the target group a name.")),
            in_choices("projects_targetgroup_kind_known", "kind", TargetGroupKind),
            models.UniqueConstraint(
                fields=["project", "name"],
                name="projects_targetgroup_name_once",
                violation_error_message=_("The project already has a target group of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)
