from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clients.models.client import Client
from ohjaamo.constraints import no_overlap, ordered
from staff.auditing import audited


@audited()
class Handover(models.Model):
    """A client passed from one coach to another, with what the new one should know. The old one may read on a while."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="handovers", verbose_name=_("client")
    )
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("coach before")
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("new coach")
    )
    happened_on = models.DateField(_("day"))
    note = models.TextField(_("what the new coach should know"), blank=True)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="clients_handover_to_another",
                condition=~Q(giver=F("receiver")),
                violation_error_message=_("A client is handed over to another coach."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.happened_on}"


@audited()
class Substitution(models.Model):
    """Somebody stands in for a coach, from a day to a day: the coach's clients are the substitute's too."""

    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="substitutions",
        verbose_name=_("coach"),
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="stands_in",
        verbose_name=_("substitute"),
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    class Meta:
        verbose_name = _("substitution")
        verbose_name_plural = _("substitutions")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ordered("clients_substitution_days_ordered"),
            no_overlap(
                "clients_substitution_no_overlap",
                "coach",
                "substitute",
                message=_("They already stand in for the coach on these days."),
            ),
            models.CheckConstraint(
                name="clients_substitution_for_another",
                condition=~Q(coach=F("substitute")),
                violation_error_message=_("Nobody stands in for themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach} {self.substitute} {self.starts_on}"
