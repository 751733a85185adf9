from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, no_overlap, ordered, positive
from projects.choices import ActivityKind
from projects.models.project import Project
from staff.auditing import audited


@audited()
class ActivityCategory(models.Model):
    """A row of the project's status table. The lower its precedence number, the sooner it is primary."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="categories", verbose_name=_("project")
    )
    kind = models.CharField(_("activity"), max_length=20, choices=ActivityKind)
    precedence = models.PositiveSmallIntegerField(_("place in the order of precedence"))

    class Meta:
        verbose_name = _("activity category")
        verbose_name_plural = _("activity categories")
        ordering = ["project", "precedence"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind"],
                name="projects_activitycategory_kind_once",
                violation_error_message=_("The project already has this category."),
            ),
            models.UniqueConstraint(
                fields=["project", "precedence"],
                name="projects_activitycategory_precedence_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Another category already has this place in the order."),
            ),
            in_choices("projects_activitycategory_kind_known", "kind", ActivityKind),
            positive(
                "projects_activitycategory_precedence_from_one",
                "precedence",
                _("The order of precedence begins from one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.get_kind_display()}"


@audited()
class CategoryValidity(models.Model):
    """Days on which a category was in use. Outside them its zero prints blank: not asked isn't nobody."""

    category = models.ForeignKey(
        ActivityCategory, on_delete=models.CASCADE, related_name="validities", verbose_name=_("category")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("validity of a category")
        verbose_name_plural = _("validities of categories")
        ordering = ["category", "starts_on"]
        constraints = [
            ordered("projects_categoryvalidity_days_ordered"),
            no_overlap(
                "projects_categoryvalidity_no_overlap",
                "category",
                message=_("The category is already in use on these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.starts_on}–{self.ends_on or ''}"
