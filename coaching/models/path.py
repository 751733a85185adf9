from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.models import Enrolment, FollowUp
from ohjaamo.constraints import all_or_none, no_overlap, not_blank, ordered
from staff.auditing import audited


@audited()
class Stage(models.Model):
    """Where on the path an enrolment is, from a day to a day; one stage a day."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="stages", verbose_name=_("enrolment")
    )
    name = models.CharField(_("stage"), max_length=60)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("stage of the path")
        verbose_name_plural = _("stages of the path")
        ordering = ["enrolment", "starts_on"]
        constraints = [
            ordered("coaching_stage_days_ordered"),
            no_overlap(
                "coaching_stage_no_overlap",
                "enrolment",
                message=_("The client is already at another stage on these days."),
            ),
            not_blank("coaching_stage_named", "name", _("Say which stage.")),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.name}"


@audited()
class Goal(models.Model):
    """What a client wants, in the client's own words; its steps lead there. Reached and dropped ones stay."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="goals", verbose_name=_("enrolment")
    )
    text = models.CharField(_("goal"), max_length=300)
    set_on = models.DateField(_("set on"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    reached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marked reached by"),
    )
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dropped by"),
    )

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["enrolment", "set_on", "pk"]
        constraints = [
            not_blank("coaching_goal_said", "text", _("Say what the goal is.")),
            all_or_none(
                "coaching_goal_reached_whole",
                "reached_on",
                "reached_by",
                message=_("A reached goal has its day and person."),
            ),
            all_or_none(
                "coaching_goal_dropped_whole",
                "dropped_on",
                "dropped_by",
                message=_("A dropped goal has its day and person."),
            ),
            models.CheckConstraint(
                name="coaching_goal_reached_or_dropped",
                condition=Q(reached_on__isnull=True) | Q(dropped_on__isnull=True),
                violation_error_message=_("A goal is reached or dropped, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@audited()
class Step(models.Model):
    """The next thing to be done, by somebody, by a day. Done and dropped steps stay."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="steps", verbose_name=_("enrolment")
    )
    goal = models.ForeignKey(
        Goal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("goal"),
    )
    # A step that reminds of a follow-up is done when that is answered.
    follow_up = models.ForeignKey(
        FollowUp,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("follow-up"),
    )
    text = models.CharField(_("what"), max_length=300)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="steps",
        verbose_name=_("who sees to it"),
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marked done by"),
    )
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dropped by"),
    )

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["enrolment", "due_on", "pk"]
        constraints = [
            not_blank("coaching_step_said", "text", _("Say what is to be done.")),
            all_or_none(
                "coaching_step_done_whole",
                "done_on",
                "done_by",
                message=_("A done step has its day and person."),
            ),
            all_or_none(
                "coaching_step_dropped_whole",
                "dropped_on",
                "dropped_by",
                message=_("A dropped step has its day and person."),
            ),
            models.CheckConstraint(
                name="coaching_step_done_or_dropped",
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                violation_error_message=_("A step is done or dropped, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
