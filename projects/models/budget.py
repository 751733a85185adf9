import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, no_overlap, not_blank, ordered
from ohjaamo.periods import Period
from projects.choices import BudgetKind, Implementer, RateKind
from projects.models.project import Project
from staff.auditing import audited

# Judged at the end of the transaction, when every period of a version stands.
UNBROKEN = """
    IF EXISTS (
        SELECT FROM (
            SELECT starts_on, lag(ends_on) OVER (ORDER BY starts_on) AS last_before
            FROM projects_budgetperiod WHERE version_id = COALESCE(NEW.version_id, OLD.version_id)
        ) AS chain
        WHERE starts_on <> last_before + 1
    ) THEN
        RAISE EXCEPTION 'a gap between the periods of a budget'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_budgetperiod_unbroken';
    END IF;
    RETURN NULL;
"""
# A rate by which a claim that was sent has been worked out.
CLAIMED = """
    IF EXISTS (
        SELECT FROM projects_claimperiod AS claimed
        JOIN projects_budgetversion AS version
          ON version.project_id = claimed.project_id AND version.implementer = claimed.implementer
        WHERE version.id = OLD.version_id AND claimed.sent_at IS NOT NULL
          AND claimed.ends_on >= OLD.starts_on
          AND (OLD.ends_on IS NULL OR claimed.starts_on <= OLD.ends_on)
    ) AND (
        TG_OP = 'DELETE' OR (NEW.percent, NEW.kind, NEW.starts_on, NEW.version_id)
            IS DISTINCT FROM (OLD.percent, OLD.kind, OLD.starts_on, OLD.version_id)
    ) THEN
        RAISE EXCEPTION 'a rate changed inside a claimed period'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projects_budgetrate_not_claimed';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


@audited()
class BudgetVersion(models.Model):
    """One state of an implementer's budget: the draft, what was decided, and every amendment."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="budgets", verbose_name=_("project")
    )
    implementer = models.CharField(_("implementer"), max_length=10, choices=Implementer)
    kind = models.CharField(_("kind of version"), max_length=10, choices=BudgetKind)
    dated_on = models.DateField(_("dated"))
    # What the lines are rounded to: a euro or a cent.
    unit = models.DecimalField(_("rounded to, €"), max_digits=3, decimal_places=2, default=1)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("version of the budget")
        verbose_name_plural = _("versions of the budget")
        ordering = ["project", "implementer", "dated_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "implementer", "dated_on", "kind"],
                name="projects_budgetversion_once",
                violation_error_message=_("There is already a version of this kind of that day."),
            ),
            in_choices("projects_budgetversion_implementer_known", "implementer", Implementer),
            in_choices("projects_budgetversion_kind_known", "kind", BudgetKind),
            models.CheckConstraint(
                name="projects_budgetversion_unit_known",
                condition=Q(unit__in=[1, "0.01"]),
                violation_error_message=_("Lines are rounded to a euro or to a cent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.implementer} {self.dated_on}"


@audited()
class BudgetPeriod(models.Model):
    """A column of the budget: the days it means, and the salaries planned for them.

    Where posts are planned with their own salaries, their sum stands beside this figure.
    """

    version = models.ForeignKey(
        BudgetVersion,
        on_delete=models.CASCADE,
        related_name="periods",
        verbose_name=_("version of the budget"),
    )
    label = models.CharField(_("title of the column"), max_length=40)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    salaries = models.DecimalField(_("salaries, €"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("budget period")
        verbose_name_plural = _("budget periods")
        ordering = ["version", "starts_on"]
        triggers = [
            pgtrigger.Trigger(
                name="budgetperiod_unbroken",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=UNBROKEN,
            )
        ]
        constraints = [
            ordered("projects_budgetperiod_days_ordered"),
            no_overlap(
                "projects_budgetperiod_no_overlap",
                "version",
                message=_("Another period of this budget has some of these days."),
            ),
            not_blank("projects_budgetperiod_labelled", "label", _("Give the column a title.")),
            models.CheckConstraint(
                name="projects_budgetperiod_salaries_sound",
                condition=Q(salaries__gte=0),
                violation_error_message=_("Salaries aren't below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)


@audited()
class BudgetRate(models.Model):
    """A percent of the budget's chain, in force from a day; unchangeable once a claim was worked out by it."""

    version = models.ForeignKey(
        BudgetVersion, on_delete=models.CASCADE, related_name="rates", verbose_name=_("version of the budget")
    )
    kind = models.CharField(_("what it is for"), max_length=20, choices=RateKind)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("rate of the budget")
        verbose_name_plural = _("rates of the budget")
        ordering = ["version", "kind", "starts_on"]
        triggers = [
            pgtrigger.Trigger(
                name="budgetrate_not_claimed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=CLAIMED,
            )
        ]
        constraints = [
            ordered("projects_budgetrate_days_ordered"),
            in_choices("projects_budgetrate_kind_known", "kind", RateKind),
            no_overlap(
                "projects_budgetrate_no_overlap",
                "version",
                "kind",
                message=_("Another rate of this kind is in force on some of these days."),
            ),
            models.CheckConstraint(
                name="projects_budgetrate_percent_sound",
                condition=Q(percent__gte=0, percent__lte=100),
                violation_error_message=_("A percent is between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.percent}"
