"""How services are taken up: offers and persons, place by place on the tray, by language. The database counts.

Offers and persons are two measures: a client who came back may have been offered a service in each stay. Of a service
that was never offered there is no take-up at all, which isn't a take-up of zero. Withdrawn stays are left out.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from clients.models import Client, Enrolment
from coaching.choices import OfferState
from coaching.models import OfferTurn, Service
from coaching.tongues import first_tongue_at
from ohjaamo.periods import running_on

# For lists of people: clients now in the project to whom the service was never offered.
NEVER = "never"
CLIENT = "offer__enrolment__client"


@dataclass(frozen=True)
class TakeUp:
    """What has come of a service."""

    offers: int
    persons: int
    # Distinct persons who have ever come to a state, and the offers that stand there now.
    ever: dict[str, int]
    now: dict[str, int]

    @property
    def share_picked(self) -> Decimal:
        """Of the persons to whom it was offered, those who picked it: a whole percent."""
        return _percent(self.ever[OfferState.PICKED], self.persons)

    @property
    def share_completed(self) -> Decimal | None:
        """Of those who started, who completed it; None when nobody has started."""
        started = self.ever[OfferState.STARTED]
        return _percent(self.ever[OfferState.COMPLETED], started) if started else None


def by_service(services: Iterable[Service]) -> dict[int, TakeUp]:
    """The take-up of each service that was ever offered, by its key. One query."""
    return _counted(_turns(services), "offer__service")


def by_language(service: Service) -> dict[str, TakeUp]:
    """The take-up by the clients' language, the commonest first; "" where it isn't known. One query."""
    return _counted(_turns([service]).annotate(tongue=first_tongue_at(f"{CLIENT}__")), "tongue")


def total(parts: Iterable[TakeUp]) -> TakeUp | None:
    """The take-up that the parts by language add up to, as each client is of one; None of no parts."""
    takes = list(parts)
    if not takes:
        return None
    return TakeUp(
        offers=sum(each.offers for each in takes),
        persons=sum(each.persons for each in takes),
        ever={state: sum(each.ever[state] for each in takes) for state in OfferState},
        now={state: sum(each.now[state] for each in takes) for state in OfferState},
    )


def reasons(service: Service) -> list[tuple[str, int]]:
    """Why it was declined, the commonest first: reason and how many times."""
    declined = _turns([service]).filter(state=OfferState.DECLINED)
    return list(declined.values_list("reason").annotate(times=Count("pk")).order_by("-times", "reason"))


def persons(service: Service, state: str = "", language: str | None = None) -> QuerySet[Client]:
    """The clients behind a figure: who ever came to the state (any, when none is named)."""
    turns = _turns([service])
    if state:
        turns = turns.filter(state=state)
    found = Client.objects.filter(pk__in=turns.values(CLIENT))
    return found if language is None else found.alias(tongue=first_tongue_at()).filter(tongue=language)


def never_offered(service: Service, day: dt.date) -> QuerySet[Client]:
    """The clients in the service's project on a day to whom it was never offered."""
    stays = Enrolment.objects.filter(running_on(day), project=service.project_id)
    here = Client.objects.filter(pk__in=stays.values("client"))
    return here.exclude(pk__in=persons(service).values("pk"))


def counted_by_language(clients: QuerySet[Client]) -> dict[str, int]:
    """How many clients there are of each language, the commonest first; "" where it isn't known."""
    tongues = clients.annotate(tongue=first_tongue_at()).values_list("tongue")
    return dict(tongues.annotate(count=Count("pk")).order_by("-count", "tongue"))


def _turns(services: Iterable[Service]) -> QuerySet[OfferTurn]:
    return OfferTurn.objects.filter(offer__service__in=services, offer__enrolment__withdrawn_at=None)


def _counted(turns: Any, by: str) -> dict[Any, TakeUp]:
    """The take-up that the turns add up to, by whatever they are grouped by, the most persons first."""
    after = Q(turned_on__gt=OuterRef("turned_on")) | Q(turned_on=OuterRef("turned_on"), pk__gt=OuterRef("pk"))
    is_latest = ~Exists(OfferTurn.objects.filter(after, offer=OuterRef("offer")))
    counts = {"offers": Count("offer", distinct=True), "persons": Count(CLIENT, distinct=True)}
    for state in OfferState:
        counts[f"ever_{state.value}"] = Count(CLIENT, distinct=True, filter=Q(state=state))
        counts[f"now_{state.value}"] = Count("offer", distinct=True, filter=Q(is_latest, state=state))
    rows = turns.values(by).annotate(**counts).order_by("-persons", by)
    return {row[by]: _take_up(row) for row in rows}


def _take_up(row: dict[str, Any]) -> TakeUp:
    return TakeUp(
        offers=row["offers"],
        persons=row["persons"],
        ever={state: row[f"ever_{state.value}"] for state in OfferState},
        now={state: row[f"now_{state.value}"] for state in OfferState},
    )


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)
