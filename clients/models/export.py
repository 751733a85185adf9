from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clients.choices import ExportFormat, ExportGrain
from ohjaamo.constraints import in_choices
from ohjaamo.fields import EncryptedTextField


class Export(models.Model):
    """What somebody asked to have as a file: of whom, which columns, until when it may be fetched.

    The file is made anew each time it is fetched, of what she may see then, and is kept nowhere.
    """

    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="exports",
        verbose_name=_("who asked"),
    )
    expires_at = models.DateTimeField(_("expires at"))
    grain = models.CharField(_("rows"), max_length=13, choices=ExportGrain)
    format = models.CharField(_("file"), max_length=4, choices=ExportFormat)
    columns = ArrayField(models.CharField(max_length=40), verbose_name=_("columns"))
    # What the list was narrowed to, as in its address; a search may hold a name.
    narrowed = EncryptedTextField(_("narrowed to"), purpose="narrowed list", blank=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-pk"]
        constraints = [
            in_choices("clients_export_grain_known", "grain", ExportGrain),
            in_choices("clients_export_format_known", "format", ExportFormat),
            models.CheckConstraint(
                name="clients_export_has_columns",
                condition=Q(columns__len__gte=1),
                violation_error_message=_("Choose at least one column."),
            ),
            models.CheckConstraint(
                name="clients_export_expires",
                condition=Q(expires_at__gt=F("asked_at")),
                violation_error_message=_("An export ends after it was asked for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.grain}"
