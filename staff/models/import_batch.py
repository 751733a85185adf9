from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank, positive
from ohjaamo.fields import EncryptedTextField
from staff.choices import BatchState, RowStatus


class ImportBatch(models.Model):
    """An uploaded book: what it was, how its columns were read, what came of it."""

    kind = models.CharField(_("kind of rows"), max_length=40)
    project_code = models.CharField(_("project code"), max_length=40, blank=True)
    file_name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("digest"), max_length=64)
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    header_row = models.PositiveIntegerField(_("header row"))
    mapping = models.JSONField(_("columns"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=BatchState, default=BatchState.STAGED)
    counts = models.JSONField(_("counts"), default=dict)
    # No person when the command line did it.
    staged_at = models.DateTimeField(_("staged at"))
    staged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("staged by"),
    )
    applied_at = models.DateTimeField(_("applied at"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        constraints = [
            in_choices("staff_importbatch_state_known", "state", BatchState),
            not_blank("staff_importbatch_kind_given", "kind", _("Say what kind of rows the book holds.")),
            models.CheckConstraint(
                name="staff_importbatch_digest_shape",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("The digest isn't a SHA-256."),
            ),
            models.CheckConstraint(
                name="staff_importbatch_applied_has_moment",
                condition=Q(state=BatchState.STAGED, applied_at__isnull=True)
                | (~Q(state=BatchState.STAGED) & Q(applied_at__isnull=False)),
                violation_error_message=_("An import that was applied has the moment."),
            ),
            models.CheckConstraint(
                name="staff_importbatch_undone_has_moment",
                condition=(Q(state=BatchState.UNDONE) & Q(undone_at__isnull=False))
                | (~Q(state=BatchState.UNDONE) & Q(undone_at__isnull=True, undone_by__isnull=True)),
                violation_error_message=_("An import that was undone has the moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"


class ImportRow(models.Model):
    """One row of a book: its cells as they were, and what came of it. Purged when the undo time is over."""

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="rows", verbose_name=_("import")
    )
    number = models.PositiveIntegerField(_("row as the spreadsheet shows it"))
    cells = EncryptedTextField(_("raw cells"), purpose="staged cells", blank=True)
    status = models.CharField(_("status"), max_length=10, choices=RowStatus, default=RowStatus.STAGED)
    messages = models.JSONField(_("messages"), default=list)

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
            positive("staff_importrow_number_from_one", "number", _("Rows are numbered from one.")),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"
