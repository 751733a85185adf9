"""The service tray of a stay: what is offered, picked, put off, declined, under way and done, each step dated."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from clients.models import Enrolment
from coaching.choices import OfferState
from coaching.models import OfferTurn, Service, ServiceOffer
from coaching.tongues import fits, tongues_of
from ohjaamo.formats import day as in_words
from projects.choices import ProjectPart
from staff import auditing
from staff.models import User
from staff.rows import keep

# Where a card may go from where it stands.
MOVES: dict[str, tuple[OfferState, ...]] = {
    OfferState.OFFERED: (OfferState.PICKED, OfferState.LATER, OfferState.DECLINED),
    OfferState.PICKED: (OfferState.STARTED, OfferState.LATER, OfferState.DECLINED),
    OfferState.LATER: (OfferState.PICKED, OfferState.OFFERED, OfferState.DECLINED),
    OfferState.DECLINED: (OfferState.OFFERED,),
    OfferState.STARTED: (OfferState.COMPLETED, OfferState.STOPPED),
    OfferState.STOPPED: (OfferState.STARTED, OfferState.OFFERED),
    OfferState.COMPLETED: (OfferState.OFFERED,),
}
# For these the service must be in use; what has begun may also be finished after it has ended.
FOR_SERVICES_IN_USE = (OfferState.OFFERED, OfferState.PICKED, OfferState.STARTED)
# The order in which the columns stand: the path of a card, then the byways.
PATH = (OfferState.OFFERED, OfferState.PICKED, OfferState.STARTED, OfferState.COMPLETED)
BYWAYS = (OfferState.LATER, OfferState.DECLINED, OfferState.STOPPED)


class ServiceFull(ValidationError):
    """Every place is taken; she may still say that it starts."""


@dataclass(frozen=True)
class Card:
    """An offer as the tray shows it."""

    offer: ServiceOffer
    turns: Sequence[OfferTurn]
    fits_client: bool
    is_in_use: bool

    @property
    def latest(self) -> OfferTurn:
        return self.turns[-1]

    @property
    def state(self) -> OfferState:
        return OfferState(self.latest.state)

    @property
    def moves(self) -> list[OfferState]:
        """Where it may go now."""
        return [to for to in MOVES[self.state] if self.is_in_use or to not in FOR_SERVICES_IN_USE]


def offer(
    *, enrolment: Enrolment, services: Sequence[Service], state: str, day: dt.date, today: dt.date, by: User
) -> list[ServiceOffer]:
    """Offer services to a client, or note that the client picked them when they were offered.

    Refused (ValidationError) outside the stay, for a day to come, for a service that isn't in use on the day, and for
    one that was offered before.
    """
    with auditing.act(by=by):
        # One form sent twice at once waits here for its twin.
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        _refuse_day(enrolment, day, today)
        known = set(enrolment.offers.values_list("service", flat=True))
        return [_offer(enrolment, service, state, day, known, by) for service in services]


def turn(
    *,
    offer: ServiceOffer,
    state: str,
    day: dt.date,
    today: dt.date,
    reason: str = "",
    may_overfill: bool = False,
    by: User,
) -> OfferTurn:
    """Move a card to another place on the tray.

    Refused (ValidationError) when it can't go there from where it stands, the day is to come or before its last move,
    the service isn't in use, or no reason is given for declining; ServiceFull when a service without places would
    start and `may_overfill` isn't said.
    """
    with auditing.act(by=by):
        latest = _locked(offer).turns.last()
        # Whoever starts in the same service waits here, so that the last place is taken once.
        service = Service.objects.select_for_update().get(pk=offer.service_id)
        _refuse_day(offer.enrolment, day, today, is_new=False)
        _refuse_move(latest, state, day)
        if state in FOR_SERVICES_IN_USE:
            _refuse_unused(service, day)
        if state == OfferState.STARTED and not may_overfill:
            _refuse_full(service)
        return _turn(offer, state, day, by, reason)


def take_back(*, offer: ServiceOffer, turn: int, by: auditing.Actor) -> None:
    """Take back the latest move of a card, a wrong one; without a move left the offer goes too. History keeps it.

    `turn` is the key of the move she saw. Refused (ValidationError) when the card has been moved since.
    """
    with auditing.act(by=by):
        turns = list(_locked(offer).turns.all())
        if not turns or turns[-1].pk != turn:
            raise _moved_since()
        turns.pop().delete()
        if not turns:
            offer.delete()


def with_state(offers: QuerySet[ServiceOffer]) -> QuerySet[Any]:
    """Offers with the state of their latest move."""
    latest = OfferTurn.objects.filter(offer=OuterRef("pk")).order_by("-turned_on", "-pk")
    return offers.annotate(state=Subquery(latest.values("state")[:1]))


def places_taken(service: Service) -> int:
    """How many are in the service now."""
    standing = service.offers.filter(enrolment__withdrawn_at=None)
    return with_state(standing).filter(state=OfferState.STARTED).count()


def cards(enrolment: Enrolment, day: dt.date) -> list[Card]:
    """The tray of a stay, by name. Two queries."""
    turns = Prefetch("turns", OfferTurn.objects.select_related("turned_by"))
    offers = enrolment.offers.select_related("service").prefetch_related(turns)
    tongues = tongues_of(enrolment.client)
    return [
        Card(
            offer=each,
            turns=list(each.turns.all()),
            fits_client=fits(each.service.languages, tongues),
            is_in_use=each.service.period.includes(day),
        )
        for each in offers.order_by("service__name", "pk")
    ]


def _offer(
    enrolment: Enrolment, service: Service, state: str, day: dt.date, known: set[int], by: User
) -> ServiceOffer:
    if service.project_id != enrolment.project_id or service.pk in known:
        raise ValidationError(_("%(service)s has already been offered.") % {"service": service})
    _refuse_unused(service, day)
    made = ServiceOffer(enrolment=enrolment, service=service)
    keep(made)
    _turn(made, OfferState.OFFERED, day, by)
    if state == OfferState.PICKED:
        _turn(made, OfferState.PICKED, day, by)
    return made


def _locked(offer: ServiceOffer) -> ServiceOffer:
    """The offer as it is now; nobody else moves it meanwhile."""
    found = ServiceOffer.objects.select_for_update().filter(pk=offer.pk).first()
    if found is None:
        raise _moved_since()
    return found


def _moved_since() -> ValidationError:
    return ValidationError(_("The card has been moved since. Look where it is now."))


def _turn(offer: ServiceOffer, state: str, day: dt.date, by: User, reason: str = "") -> OfferTurn:
    made = OfferTurn(offer=offer, state=state, turned_on=day, turned_by=by, reason=reason.strip())
    keep(made)
    return made


def _refuse_day(enrolment: Enrolment, day: dt.date, today: dt.date, *, is_new: bool = True) -> None:
    if not enrolment.project.has_part(ProjectPart.SERVICES):
        raise ValidationError(_("The project doesn't use the service tray."))
    if day > today:
        raise ValidationError({"day": _("Choose today or a day before.")})
    # A service may end after the stay has.
    if day < enrolment.starts_on or (is_new and not enrolment.period.includes(day)):
        message = _("The client was not in the project on %(day)s.")
        raise ValidationError({"day": message % {"day": in_words(day)}})


def _refuse_move(latest: OfferTurn | None, state: str, day: dt.date) -> None:
    if latest is None or state not in MOVES[latest.state]:
        where = latest.get_state_display() if latest else ""
        to = OfferState(state).label
        message = _("A card can't go from “%(from)s” to “%(to)s”.")
        raise ValidationError(message % {"from": where, "to": to})
    if day < latest.turned_on:
        message = _("The card was moved on %(day)s; choose that day or a later one.")
        raise ValidationError({"day": message % {"day": in_words(latest.turned_on)}})


def _refuse_unused(service: Service, day: dt.date) -> None:
    if not service.period.includes(day):
        message = _("%(service)s is not on offer on %(day)s.")
        raise ValidationError(message % {"service": service, "day": in_words(day)})


def _refuse_full(service: Service) -> None:
    if service.capacity is not None and (taken := places_taken(service)) >= service.capacity:
        message = _("Every place is taken: %(taken)s of %(capacity)s.")
        raise ServiceFull(message % {"taken": taken, "capacity": service.capacity})
