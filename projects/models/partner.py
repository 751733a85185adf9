from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ohjaamo.constraints import in_choices, not_blank
from projects.choices import ContactWay
from staff.auditing import audited


@audited()
class Partner(models.Model):
    """An organisation that refers clients to us or works with us."""

    name = models.CharField(_("name"), max_length=200)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="projects_partner_name_once",
                violation_error_message=_("There is already a partner of this name."),
            ),
            not_blank("projects_partner_named", "name", _("Give the partner's name.")),
        ]

    def __str__(self) -> str:
        return self.name


@audited()
class PartnerContact(models.Model):
    """A dated contact or event with a partner."""

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("partner")
    )
    held_on = models.DateField(_("day"))
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    way = models.CharField(_("way"), max_length=10, choices=ContactWay)
    summary = models.TextField(_("what was agreed"))

    class Meta:
        verbose_name = _("contact with a partner")
        verbose_name_plural = _("contacts with partners")
        ordering = ["-held_on", "-pk"]
        constraints = [
            in_choices("projects_partnercontact_way_known", "way", ContactWay),
            not_blank("projects_partnercontact_summarised", "summary", _("Say what was agreed.")),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.held_on}"
