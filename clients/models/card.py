from django.db import models
from django.utils.translation import gettext_lazy as _

from clients.models.client import Client
from clients.models.outcome import Outcome
from ohjaamo.constraints import no_overlap, not_blank, ordered, positive
from staff.auditing import audited
from staff.models import Withdrawable
from staff.models.withdrawal import STANDING


@audited()
class CardType(models.Model):
    """A card one needs at work (hygiene passport, safety card), and how long it is valid; empty: for good."""

    name = models.CharField(_("name"), max_length=100)
    validity_months = models.PositiveSmallIntegerField(_("valid for months"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="clients_cardtype_name_once",
                violation_error_message=_("There is already a card of this name."),
            ),
            not_blank("clients_cardtype_named", "name", _("Give the card a name.")),
            positive(
                "clients_cardtype_validity", "validity_months", _("A card is valid for at least a month.")
            ),
        ]

    def __str__(self) -> str:
        return self.name


@audited()
class Card(Withdrawable):
    """A card a client holds, from its day to the last day it is valid; it may have come of our coaching, or not."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="cards", verbose_name=_("client")
    )
    card_type = models.ForeignKey(
        CardType, on_delete=models.PROTECT, related_name="cards", verbose_name=_("card")
    )
    outcome = models.ForeignKey(
        Outcome,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cards",
        verbose_name=_("outcome"),
    )
    starts_on = models.DateField(_("taken on"))
    ends_on = models.DateField(_("valid until"), null=True, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name = _("card of a client")
        verbose_name_plural = _("cards of clients")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Withdrawable.Meta.constraints,
            ordered("clients_card_days_ordered"),
            models.UniqueConstraint(
                fields=["client", "card_type", "starts_on"],
                condition=STANDING,
                name="clients_card_once",
                violation_error_message=_("The card taken on this day has been recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.card_type} {self.starts_on}"


@audited()
class CardNeed(models.Model):
    """A client needs a card for the work or studies they are after, from a day until it is taken or not wanted."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="card_needs", verbose_name=_("client")
    )
    card_type = models.ForeignKey(
        CardType, on_delete=models.PROTECT, related_name="needs", verbose_name=_("card")
    )
    starts_on = models.DateField(_("needed from"))
    ends_on = models.DateField(_("needed until"), null=True, blank=True)

    class Meta:
        verbose_name = _("need of a card")
        verbose_name_plural = _("needs of cards")
        ordering = ["starts_on", "pk"]
        constraints = [
            ordered("clients_cardneed_days_ordered"),
            no_overlap(
                "clients_cardneed_no_overlap",
                "client",
                "card_type",
                message=_("The client already needs this card."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.card_type} {self.starts_on}"
