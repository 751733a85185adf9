"""The words of this floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InterfaceLanguage(TextChoices):
    FINNISH = "fi", _("Finnish")
    ENGLISH = "en", _("English")


class BatchState(TextChoices):
    STAGED = "staged", _("Staged")
    APPLIED = "applied", _("Applied")
    UNDONE = "undone", _("Undone")


class RowStatus(TextChoices):
    STAGED = "staged", _("Staged")
    CREATED = "created", _("New")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Unchanged")
    REFUSED = "refused", _("Refused")
    QUESTION = "question", _("Waits for an answer")
    LEFT_OUT = "left_out", _("Left out")


class SkipReason(TextChoices):
    """Why a row of a book isn't one of its table's."""

    TITLE = "title", _("above the table")
    HEADING = "heading", _("titles of the columns")
    TOTAL = "total", _("total")
    HIDDEN = "hidden", _("hidden")


class ImportDeed(TextChoices):
    """What is done with a whole book in the background."""

    APPLY = "apply", _("Taking in")
    UNDO = "undo", _("Taking back")


class AccessReason(TextChoices):
    """Why somebody opened the record of a client who isn't their own."""

    SUBSTITUTE = "substitute", _("I stand in for the coach")
    CLIENT_ASKED = "client_asked", _("The client contacted me")
    GROUP = "group", _("The client is in my group")
    MISTAKE = "correcting", _("I correct or complete the record")
