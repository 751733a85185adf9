from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clients.models.client import Client
from staff.auditing import audited


@audited()
class NotDouble(models.Model):
    """Two clients who look alike and aren't one: somebody has looked, and they aren't asked about again."""

    first = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+", verbose_name=_("client"))
    second = models.ForeignKey(
        Client, on_delete=models.CASCADE, related_name="+", verbose_name=_("another client")
    )

    class Meta:
        verbose_name = _("two who aren't one")
        verbose_name_plural = _("pairs who aren't one")
        ordering = ["first", "second"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="clients_notdouble_once",
                violation_error_message=_("These two have been looked at already."),
            ),
            models.CheckConstraint(
                name="clients_notdouble_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("The client taken in first comes first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


@audited()
class Merge(models.Model):
    """Two records of one person made one. The number that went away still finds the client."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="merges", verbose_name=_("client")
    )
    gone_number = models.CharField(_("client number that went away"), max_length=20)
    gone_key = models.BigIntegerField(_("key of the record that went away"))
    # The context of the history in which it was done: undoing goes by it.
    context = models.UUIDField(_("act"), editable=False)
    merged_on = models.DateField(_("merged on"))

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-merged_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone_number"],
                name="clients_merge_number_once",
                violation_error_message=_("This client number has gone away already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_number} → {self.client.client_number}"
