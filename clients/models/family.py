from django.db import models
from django.utils.translation import gettext_lazy as _

from clients.choices import ConsentKind, FamilyRelation
from clients.models.client import Client
from ohjaamo.constraints import in_choices, no_overlap, ordered
from staff.auditing import audited


@audited()
class Family(models.Model):
    """A family some of whose members are our clients."""

    name = models.CharField(_("name"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("family")
        verbose_name_plural = _("families")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


@audited()
class FamilyMember(models.Model):
    """A client's place in a family; one family each."""

    family = models.ForeignKey(
        Family, on_delete=models.CASCADE, related_name="members", verbose_name=_("family")
    )
    client = models.OneToOneField(
        Client, on_delete=models.CASCADE, related_name="family_member", verbose_name=_("client")
    )
    relation = models.CharField(_("relation"), max_length=10, choices=FamilyRelation)

    class Meta:
        verbose_name = _("member of a family")
        verbose_name_plural = _("members of families")
        ordering = ["family", "relation", "pk"]
        constraints = [in_choices("clients_familymember_relation_known", "relation", FamilyRelation)]

    def __str__(self) -> str:
        return f"{self.family} {self.client.client_number}"


@audited()
class Consent(models.Model):
    """What a client agreed to, from the day given to the day withdrawn."""

    client = models.ForeignKey(
        Client, on_delete=models.CASCADE, related_name="consents", verbose_name=_("client")
    )
    kind = models.CharField(_("consent"), max_length=16, choices=ConsentKind)
    starts_on = models.DateField(_("given on"))
    ends_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["client", "starts_on"]
        constraints = [
            ordered("clients_consent_days_ordered"),
            no_overlap(
                "clients_consent_no_overlap",
                "client",
                "kind",
                message=_("The client has already given this consent."),
            ),
            in_choices("clients_consent_kind_known", "kind", ConsentKind),
        ]

    def __str__(self) -> str:
        return f"{self.client.client_number} {self.kind}"
