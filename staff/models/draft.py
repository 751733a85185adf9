from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import not_blank

# Beside the fields of the form: which showing of it wrote this, and what was written in another showing.
SHOWING, EARLIER = "draft-showing", "draft-earlier"


class Draft(models.Model):
    """A half-written form: one per user, form and client; never shown to anybody else or for another client."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts", verbose_name=_("user")
    )
    form = models.CharField(_("form"), max_length=60)
    client_key = models.BigIntegerField(_("key of the client"), null=True, blank=True)
    content = models.JSONField(_("content"), default=dict)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "client_key"],
                nulls_distinct=False,
                name="staff_draft_once",
                violation_error_message=_("There is already a draft of this form."),
            ),
            not_blank("staff_draft_form_given", "form", _("Say which form the draft is of.")),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.saved_at:%Y-%m-%d}"

    @property
    def showing(self) -> str:
        """The key of the form, as it was shown, in which this was written."""
        return next(iter(self.content.get(SHOWING, [])), "")

    @property
    def earlier(self) -> list[str]:
        """What she wrote in another showing of the form, a second tab perhaps, and this would have written over."""
        return self.content.get(EARLIER, [])
