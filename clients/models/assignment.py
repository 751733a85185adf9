from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clients.models.client import Client
from ohjaamo.constraints import no_overlap, ordered
from staff.auditing import audited


@audited()
class Assignment(models.Model):
    """A coach works with a client, from a day to a day. Never deleted: it says who knew what when."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("client")
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("coach"),
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["coach", "client"], name="clients_assignment_by_coach")]
        constraints = [
            ordered("clients_assignment_days_ordered"),
            no_overlap(
                "clients_assignment_no_overlap",
                "client",
                "coach",
                message=_("The coach already works with the client on these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client.client_number} {self.coach} {self.starts_on}–{self.ends_on or ''}"
