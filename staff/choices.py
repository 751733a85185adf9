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


class AccessReason(TextChoices):
    """Why somebody opened the record of a client who isn't their own."""

    SUBSTITUTE = "substitute", _("I stand in for the coach")
    CLIENT_ASKED = "client_asked", _("The client contacted me")
    GROUP = "group", _("The client is in my group")
    MISTAKE = "correcting", _("I correct or complete the record")
