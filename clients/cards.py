"""Cards that work asks for: who holds which, until when, and who still needs one."""

import datetime as dt
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clients.models import Card, CardNeed, CardType, Client, Outcome
from ohjaamo.periods import months_after, running_on
from staff import auditing
from staff.models import User
from staff.rows import keep

SHIPPED = Path(__file__).parent / "data" / "card_types.json"
# A card is worth a word this long before it expires.
SOON = dt.timedelta(days=90)
# Whoever hasn't renewed one for so long does without it.
LONG_AGO = dt.timedelta(days=365)


def load_shipped(*, by: auditing.Actor) -> int:
    """Take in the kinds of cards that come with the system, those that aren't there yet; how many they were."""
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    known = set(CardType.objects.values_list("name", flat=True))
    missing = [(place, facts) for place, facts in enumerate(shipped, start=1) if facts["name"] not in known]
    with auditing.act(by=by):
        for place, facts in missing:
            keep(CardType(position=place, **facts))
    return len(missing)


def valid_until(card_type: CardType, taken_on: dt.date) -> dt.date | None:
    """The last day on which a card taken on the day is valid; None for one that doesn't expire."""
    if card_type.validity_months is None:
        return None
    return months_after(taken_on, card_type.validity_months) - dt.timedelta(days=1)


def take(
    *,
    client: Client,
    card_type: CardType,
    starts_on: dt.date,
    ends_on: dt.date | None,
    outcome: Outcome | None = None,
    by: auditing.Actor,
) -> Card:
    """A client holds a card, from the day it was taken to its last day (empty: for good); the need of it ends.

    Refused (ValidationError) when it expires before it was taken.
    """
    card = Card(client=client, card_type=card_type, starts_on=starts_on, ends_on=ends_on, outcome=outcome)
    with auditing.act(by=by):
        keep(card)
        for need in CardNeed.objects.filter(client=client, card_type=card_type, ends_on__isnull=True):
            end_need(need=need, ends_on=max(starts_on, need.starts_on), by=by)
    return card


def need(*, client: Client, card_type: CardType, starts_on: dt.date, by: auditing.Actor) -> CardNeed:
    """A client needs a card from a day on; a need that ended on that very day goes on.

    Refused (ValidationError) when she needs it already, or holds a valid one.
    """
    held = Card.objects.filter(running_on(starts_on), client=client, card_type=card_type)
    if held.exists():
        raise ValidationError(_("The client already holds this card."))
    facts = {"client": client, "card_type": card_type}
    with auditing.act(by=by):
        ended = CardNeed.objects.select_for_update().filter(**facts, ends_on=starts_on).first()
        row = ended or CardNeed(**facts, starts_on=starts_on)
        row.ends_on = None
        keep(row)
    return row


def end_need(*, need: CardNeed, ends_on: dt.date, by: auditing.Actor) -> CardNeed:
    """The card isn't needed any more. Refused (ValidationError) before the first day, and when it has ended already."""
    with auditing.act(by=by):
        current = CardNeed.objects.select_for_update().get(pk=need.pk)
        if current.ends_on is not None:
            raise ValidationError(_("The card isn't needed any more as it is."))
        current.ends_on = ends_on
        keep(current, update_fields=["ends_on"])
    return current


def withdraw(*, card: Card, reason: str, by: User) -> None:
    """Take a wrong card out; it stays in history. Refused (ValidationError) without a reason."""
    card.withdrawn_at, card.withdrawn_by, card.withdrawn_reason = timezone.now(), by, reason.strip()
    with auditing.act(by=by):
        keep(card, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def held(client: Client) -> list[Card]:
    """A client's cards, of each kind the newest."""
    newest: dict[int, Card] = {}
    for card in client.cards.select_related("card_type").order_by("-starts_on", "-pk"):
        newest.setdefault(card.card_type_id, card)
    return sorted(newest.values(), key=lambda card: card.card_type.position)


def needed_by(client: Client, today: dt.date) -> list[CardNeed]:
    """The cards a client needs today."""
    found = client.card_needs.filter(needed_on(today)).select_related("card_type")
    return list(found.order_by("starts_on", "pk"))


def latest(clients: QuerySet[Client]) -> QuerySet[Card]:
    """Of each kind the newest card of each client: an old one that was renewed expires without a word."""
    newer = Card.objects.filter(
        client=OuterRef("client"), card_type=OuterRef("card_type"), starts_on__gt=OuterRef("starts_on")
    )
    return Card.objects.filter(~Exists(newer), client__in=clients)


def running_out(clients: QuerySet[Client], today: dt.date, within: dt.timedelta = SOON) -> QuerySet[Card]:
    """Cards of these clients that expired of late or soon will, those first that expire first."""
    found = latest(clients).filter(ends_on__range=(today - LONG_AGO, today + within))
    return found.select_related("client", "card_type").order_by("ends_on", "pk")


def needed(clients: QuerySet[Client], today: dt.date) -> QuerySet[CardNeed]:
    """Who of these clients needs which card today, those first who have waited longest."""
    found = CardNeed.objects.filter(needed_on(today), client__in=clients)
    return found.select_related("client", "card_type").order_by("starts_on", "pk")


def needed_on(today: dt.date) -> Q:
    """The condition "is still needed", for needs: one that ends today, the card having been taken, is none."""
    return Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gt=today))
