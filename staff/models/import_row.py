from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, positive
from ohjaamo.fields import EncryptedJSONField
from staff.choices import RowStatus, SkipReason
from staff.models.import_batch import ImportBatch

PURPOSE = "staged cells"


class ImportRow(models.Model):
    """One row of a book: its cells as they were, what a person said of it, and what came of it.

    Purged when the undo time is over.
    """

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="rows", verbose_name=_("import")
    )
    number = models.PositiveIntegerField(_("row as the spreadsheet shows it"))
    # Empty for the rows of the table.
    skipped = models.CharField(_("why it is skipped"), max_length=10, choices=SkipReason, blank=True)
    cells = EncryptedJSONField(_("raw cells"), purpose=PURPOSE, blank=True, default=list)
    # What was typed over a cell, by the place of its column.
    edits = EncryptedJSONField(_("corrected cells"), purpose=PURPOSE, blank=True, default=dict)
    # Who the row is about, and which differing values to take; see staff.verdicts.Answer.
    answer = EncryptedJSONField(_("answer"), purpose=PURPOSE, blank=True, default=dict)
    is_left_out = models.BooleanField(_("left out"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=RowStatus, default=RowStatus.STAGED)
    messages = EncryptedJSONField(_("messages"), purpose=PURPOSE, blank=True, default=list)
    changes = EncryptedJSONField(_("changes"), purpose=PURPOSE, blank=True, default=list)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="staff_importrow_once",
                violation_error_message=_("The row is already staged."),
            ),
            in_choices("staff_importrow_status_known", "status", RowStatus),
            in_choices("staff_importrow_skipped_known", "skipped", SkipReason, blank=True),
            positive("staff_importrow_number_from_one", "number", _("Rows are numbered from one.")),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"
