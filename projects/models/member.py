from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import no_overlap, ordered
from projects.models.project import Project
from staff.auditing import audited
from staff.permissions import Role


@audited()
class ProjectMember(models.Model):
    """Somebody works in a project, in one role or several, from a day to a day."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="members", verbose_name=_("project")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("user"),
    )
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name=_("roles"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a project")
        verbose_name_plural = _("members of projects")
        ordering = ["project", "user", "starts_on"]
        constraints = [
            ordered("projects_projectmember_days_ordered"),
            no_overlap(
                "projects_projectmember_no_overlap",
                "project",
                "user",
                message=_("The person already works in the project on these days."),
            ),
            models.CheckConstraint(
                name="projects_projectmember_roles_known",
                condition=Q(roles__contained_by=Role.values),
                violation_error_message=_("One of the roles isn't known."),
            ),
            models.CheckConstraint(
                name="projects_projectmember_roles_given",
                condition=Q(roles__len__gte=1),
                violation_error_message=_("Give at least one role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.user}"
