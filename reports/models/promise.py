from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import all_or_none, in_choices, not_blank
from projects.models import Municipality, Project
from reports.choices import PromiseKind
from staff.auditing import audited
from staff.models import Withdrawable


@audited()
class Promise(Withdrawable):
    """What a project said it would reach, make or leave behind; with a figure, how far it has come is counted."""

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="promises", verbose_name=_("project")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PromiseKind)
    text = models.CharField(_("what was promised"), max_length=500)
    # What is counted for it (see reports.promises), and how much of it was promised.
    figure = models.CharField(_("figure"), max_length=80, blank=True)
    target = models.PositiveIntegerField(_("target"), null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("municipality"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("who sees to it"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    evidence_place = models.CharField(_("where the evidence is"), max_length=300, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    source = models.CharField(_("where it was promised"), max_length=200, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ["project", "kind", "pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            in_choices("reports_promise_kind_known", "kind", PromiseKind),
            not_blank("reports_promise_said", "text", _("Say what was promised.")),
            all_or_none(
                "reports_promise_reached_with_evidence",
                "reached_on",
                "evidence_place:text",
                message=_("What was reached has its day and its evidence."),
            ),
            models.CheckConstraint(
                name="reports_promise_adoption_has_municipality",
                condition=Q(kind=PromiseKind.ADOPTION, municipality__isnull=False)
                | (~Q(kind=PromiseKind.ADOPTION) & Q(municipality__isnull=True)),
                violation_error_message=_("The model is adopted by one municipality at a time."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
