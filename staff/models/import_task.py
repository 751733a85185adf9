from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices
from staff.choices import ImportDeed
from staff.models.import_batch import ImportBatch


class ImportTask(models.Model):
    """A book being taken in or back in the background: who asked, how far it is, how it ended.

    Its progress is written beside the one transaction that does the work, and so is seen before that ends.
    """

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("import")
    )
    deed = models.CharField(_("deed"), max_length=10, choices=ImportDeed)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    started_at = models.DateTimeField(_("started at"), null=True)
    done_rows = models.PositiveIntegerField(_("rows done"), default=0)
    all_rows = models.PositiveIntegerField(_("rows in all"), default=0)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # One sentence for the person who asked; empty when it was done.
    failure = models.TextField(_("failure"), blank=True)

    class Meta:
        verbose_name = _("task of an import")
        verbose_name_plural = _("tasks of imports")
        ordering = ["-pk"]
        constraints = [
            in_choices("staff_importtask_deed_known", "deed", ImportDeed),
            models.UniqueConstraint(
                fields=["batch"],
                condition=Q(ended_at__isnull=True),
                name="staff_importtask_one_at_a_time",
                violation_error_message=_("This book is being taken in or back already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.deed}"
