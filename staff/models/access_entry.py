from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import not_blank


class AccessEntry(models.Model):
    """Who opened whose record, when and why. The record lives upstairs, so it is kept as kind and key."""

    opened_at = models.DateTimeField(_("opened at"))
    opened_on = models.DateField(_("day of opening"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="access_entries",
        verbose_name=_("opened by"),
    )
    kind = models.CharField(_("kind of record"), max_length=40)
    key = models.BigIntegerField(_("key of the record"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("access entry")
        verbose_name_plural = _("access entries")
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "key", "opened_on"], name="staff_access_by_record"),
            models.Index(fields=["opened_by", "opened_on"], name="staff_access_by_person"),
        ]
        constraints = [
            not_blank("staff_accessentry_kind_given", "kind", _("Say what kind of record was opened."))
        ]

    def __str__(self) -> str:
        return f"{self.opened_on} {self.kind} {self.key}"
