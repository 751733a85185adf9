from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from ohjaamo.constraints import not_blank
from staff.auditing import audited


@audited()
class Material(models.Model):
    """A guide or leaflet we give to clients, and the languages there are of it."""

    name = models.CharField(_("name"), max_length=150)
    languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, verbose_name=_("languages there are")
    )
    is_in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="coaching_material_name_once",
                violation_error_message=_("There is already a material of this name."),
            ),
            not_blank("coaching_material_named", "name", _("Give the material a name.")),
        ]

    def __str__(self) -> str:
        return self.name


@audited()
class MaterialGift(models.Model):
    """A material given to a client, in a language, on a day."""

    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="gifts", verbose_name=_("material")
    )
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="materials", verbose_name=_("client")
    )
    language = models.CharField(_("language"), max_length=3)
    given_on = models.DateField(_("given on"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by")
    )

    class Meta:
        verbose_name = _("material given")
        verbose_name_plural = _("materials given")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["material", "client", "language", "given_on"],
                name="coaching_materialgift_once",
                violation_error_message=_("This has been given to the client already today."),
            ),
            not_blank("coaching_materialgift_language_given", "language", _("Say in which language.")),
        ]

    def __str__(self) -> str:
        return f"{self.material} {self.client_id} {self.language}"


@audited()
class Phrase(models.Model):
    """A text of the printouts in a language, as the office has corrected it; else the one we ship holds."""

    key = models.CharField(_("text"), max_length=40)
    language = models.CharField(_("language"), max_length=3)
    text = models.CharField(_("in this language"), max_length=300)

    class Meta:
        verbose_name = _("text of the printouts")
        verbose_name_plural = _("texts of the printouts")
        ordering = ["key", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "language"],
                name="coaching_phrase_once",
                violation_error_message=_("This text has been corrected already."),
            ),
            not_blank("coaching_phrase_said", "text", _("Write the text.")),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language}"
