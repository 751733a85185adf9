from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank
from ohjaamo.fields import EncryptedBytesField
from staff.choices import BatchState


class ImportBatch(models.Model):
    """An uploaded book: what it was, how it was read, what a person said of it, what came of it."""

    kind = models.CharField(_("kind of rows"), max_length=40)
    project_code = models.CharField(_("project code"), max_length=40, blank=True)
    file_name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("digest"), max_length=64)
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    header_row = models.PositiveIntegerField(_("header row"))
    # How the reader understood the file: its kind, its letters, its sheets, what is hidden or merged in it.
    reading = models.JSONField(_("reading"), default=dict)
    # Column by column its title, what it means, and why it isn't read.
    mapping = models.JSONField(_("columns"), default=list)
    # What the words of a column mean, and in which order its days are written: {column: …}.
    words = models.JSONField(_("meanings of words"), default=dict)
    days = models.JSONField(_("orders of days"), default=dict)
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
    # When its rows were last tried; empty when something was changed since.
    judged_at = models.DateTimeField(_("judged at"), null=True)
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


class ImportFile(models.Model):
    """The book itself, so that another of its sheets can be read, or the same once more. Purged with the rows."""

    batch = models.OneToOneField(
        ImportBatch,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="file",
        verbose_name=_("import"),
    )
    content = EncryptedBytesField(_("content"), purpose="imported file")

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of imports")

    def __str__(self) -> str:
        return str(self.batch)
