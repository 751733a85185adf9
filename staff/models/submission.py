from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """A form that was sent and taken: sent again, it gets the same answer and writes nothing twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions", verbose_name=_("user")
    )
    # The form's own key, its address and what it says, digested together.
    digest = models.CharField(_("digest"), max_length=64)
    led_to = models.TextField(_("address it led to"))
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("form sent")
        verbose_name_plural = _("forms sent")
        indexes = [models.Index(fields=["sent_at"], name="staff_submission_by_moment")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"],
                name="staff_submission_once",
                violation_error_message=_("This form has already been saved."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.sent_at:%Y-%m-%d %H:%M}"
