from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import not_blank


class Remembered(models.Model):
    """What was once said of a book and is offered for the next one alike."""

    said_at = models.DateTimeField(_("said at"))
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("said by")
    )

    class Meta:
        abstract = True


class RememberedLayout(Remembered):
    """What the columns of a kind of book meant, by the titles as they stood."""

    kind = models.CharField(_("kind of rows"), max_length=40)
    digest = models.CharField(_("digest of the titles"), max_length=64)
    # Column by column what it means; empty for one that isn't read.
    meanings = models.JSONField(_("columns"), default=list)

    class Meta:
        verbose_name = _("remembered layout")
        verbose_name_plural = _("remembered layouts")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "digest"],
                name="staff_rememberedlayout_once",
                violation_error_message=_("This layout is already remembered."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"


class RememberedWord(Remembered):
    """What a word in a column stood for."""

    column = models.CharField(_("column"), max_length=60)
    # As staff.readings compares it: small letters, without accents.
    word = models.CharField(_("word"), max_length=200)
    # A code of the column's choices; empty when the word says nothing.
    meaning = models.CharField(_("meaning"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("remembered word")
        verbose_name_plural = _("remembered words")
        constraints = [
            models.UniqueConstraint(
                fields=["column", "word"],
                name="staff_rememberedword_once",
                violation_error_message=_("This word is already remembered."),
            ),
            not_blank("staff_rememberedword_word_given", "word", _("A word is needed.")),
        ]

    def __str__(self) -> str:
        return f"{self.column}: {self.word}"
