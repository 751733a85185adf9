from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import not_blank
from projects.models.budget import BudgetPeriod, BudgetVersion
from staff.auditing import audited


@audited()
class Post(models.Model):
    """A post of the budget: what it is, who holds it, how much of full time it is."""

    version = models.ForeignKey(
        BudgetVersion, on_delete=models.CASCADE, related_name="posts", verbose_name=_("version of the budget")
    )
    title = models.CharField(_("post"), max_length=150)
    person = models.CharField(_("person"), max_length=200, blank=True)
    full_time_percent = models.DecimalField(_("of full time, %"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["version", "pk"]
        constraints = [
            not_blank("projects_post_titled", "title", _("Say what the post is.")),
            models.CheckConstraint(
                name="projects_post_percent_sound",
                condition=Q(full_time_percent__gt=0, full_time_percent__lte=100),
                violation_error_message=_("A post is more than 0 and at most 100 percent of full time."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@audited()
class PostPlan(models.Model):
    """What a post is planned to take in a period: person-years, and its salary where the budget tells it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="plans", verbose_name=_("post"))
    period = models.ForeignKey(
        BudgetPeriod, on_delete=models.CASCADE, related_name="plans", verbose_name=_("budget period")
    )
    person_years = models.DecimalField(_("person-years"), max_digits=4, decimal_places=2)
    salary = models.DecimalField(_("salary, €"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("plan of a post")
        verbose_name_plural = _("plans of posts")
        ordering = ["post", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "period"],
                name="projects_postplan_once",
                violation_error_message=_("The post is planned for this period already."),
            ),
            models.CheckConstraint(
                name="projects_postplan_sound",
                condition=Q(person_years__gte=0) & (Q(salary__isnull=True) | Q(salary__gte=0)),
                violation_error_message=_("Person-years and salaries aren't below zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.period}"
