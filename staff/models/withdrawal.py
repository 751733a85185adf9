from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import all_or_none

STANDING = Q(withdrawn_at__isnull=True)


Row = TypeVar("Row", bound=models.Model)


class StandingManager(models.Manager[Row]):
    """Rows that stand; withdrawn ones only through `with_withdrawn`."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(STANDING)


class Withdrawable(models.Model):
    """A row that turned out wrong is withdrawn: out of every constraint and figure, still in history."""

    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True, editable=False)

    objects = StandingManager()
    with_withdrawn = models.Manager()

    class Meta:
        abstract = True
        constraints = [
            all_or_none(
                "%(app_label)s_%(class)s_withdrawal_whole",
                "withdrawn_at",
                "withdrawn_by",
                "withdrawn_reason:text",
                message=_("A withdrawal has its moment, its person and its reason."),
            )
        ]
