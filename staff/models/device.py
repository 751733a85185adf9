from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import not_blank


class Device(models.Model):
    """A phone or computer its user has enrolled: one sign-in lasts the working day there. Only a digest is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=60)
    token_digest = models.CharField(_("digest of its key"), max_length=64, unique=True)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    seen_on = models.DateField(_("last used on"))

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["-seen_on", "-pk"]
        constraints = [not_blank("staff_device_named", "name", _("Give the device a name."))]

    def __str__(self) -> str:
        return self.name
