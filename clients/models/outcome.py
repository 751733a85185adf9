from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clients.choices import EducationState, FollowUpAnswer, FollowUpKind, OutcomeKind
from clients.models.activity import Activity
from clients.models.client import Client
from ohjaamo.constraints import all_or_none, in_choices, positive
from projects.models import Project
from staff.auditing import audited
from staff.models import Withdrawable

EDUCATION = (OutcomeKind.ADULT_BASIC_EDUCATION, OutcomeKind.DEGREE_EDUCATION)


@audited()
class Outcome(Withdrawable):
    """Something that came of the coaching, on a day: an event, counted by its quantity."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="outcomes", verbose_name=_("client")
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="outcomes", verbose_name=_("project")
    )
    kind = models.CharField(_("outcome"), max_length=24, choices=OutcomeKind)
    happened_on = models.DateField(_("day"))
    quantity = models.PositiveSmallIntegerField(_("how many"), default=1)
    detail = models.CharField(_("employer, school or card"), max_length=200, blank=True)
    state = models.CharField(_("state of the education"), max_length=12, choices=EducationState, blank=True)
    evidence_place = models.CharField(_("where the evidence is"), max_length=200, blank=True)
    evidence_seen_on = models.DateField(_("evidence seen on"), null=True, blank=True)
    evidence_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evidence seen by"),
    )

    class Meta(Withdrawable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["happened_on", "pk"]
        indexes = [
            models.Index(fields=["project", "kind", "happened_on"], name="clients_outcome_by_project"),
            models.Index(fields=["client", "happened_on"], name="clients_outcome_by_client"),
        ]
        constraints = [
            *Withdrawable.Meta.constraints,
            in_choices("clients_outcome_kind_known", "kind", OutcomeKind),
            in_choices("clients_outcome_state_known", "state", EducationState, blank=True),
            models.CheckConstraint(
                name="clients_outcome_state_of_education",
                condition=Q(state="") | Q(kind__in=EDUCATION),
                violation_error_message=_("Only education is ongoing, completed or interrupted."),
            ),
            positive("clients_outcome_quantity_from_one", "quantity", _("An outcome counts at least one.")),
            all_or_none(
                "clients_outcome_evidence_whole",
                "evidence_place:text",
                "evidence_seen_on",
                "evidence_seen_by",
                message=_("Evidence has its place, its day and the person who saw it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client.client_number} {self.kind} {self.happened_on}"


@audited()
class FollowUp(Withdrawable):
    """A day on which we ask how it went, and the answer."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="follow_ups", verbose_name=_("client")
    )
    outcome = models.ForeignKey(
        Outcome,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("outcome"),
    )
    # What is asked about, where no outcome is counted: a work trial, studies without a degree.
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("activity"),
    )
    kind = models.CharField(_("follow-up"), max_length=16, choices=FollowUpKind)
    due_on = models.DateField(_("due on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    answer = models.CharField(_("answer"), max_length=12, choices=FollowUpAnswer, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            in_choices("clients_followup_kind_known", "kind", FollowUpKind),
            in_choices("clients_followup_answer_known", "answer", FollowUpAnswer, blank=True),
            all_or_none(
                "clients_followup_answer_whole",
                "answered_on",
                "answered_by",
                "answer:text",
                message=_("An answer has its day, its words and the person who asked."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client.client_number} {self.kind} {self.due_on}"
