"""How services are taken up: offers and persons, place by place on the tray, by language. Figures only.

Offers and persons are two measures: a client who came back may have been offered a service in each stay. Of a service
that was never offered there is no take-up at all, which isn't a take-up of zero.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from coaching.choices import OfferState

# For lists of people: clients now in the project to whom the service was never offered.
NEVER = "never"


@dataclass(frozen=True)
class Turned:
    """One move of one card: whose, in which language, to where. In the order in which they were made."""

    service: int
    offer: int
    client: int
    language: str
    state: str
    reason: str = ""


@dataclass(frozen=True)
class TakeUp:
    """What has come of a service."""

    offers: int
    persons: int
    # Distinct persons who have ever come to a state, and the offers that stand there now.
    ever: dict[str, int]
    now: dict[str, int]
    # Why it was declined, the commonest first: reason and how many times.
    reasons: Sequence[tuple[str, int]]

    @property
    def share_picked(self) -> Decimal:
        """Of the persons to whom it was offered, those who picked it: a whole percent."""
        return _percent(self.ever[OfferState.PICKED], self.persons)

    @property
    def share_completed(self) -> Decimal | None:
        """Of those who started, who completed it; None when nobody has started."""
        started = self.ever[OfferState.STARTED]
        return _percent(self.ever[OfferState.COMPLETED], started) if started else None


def take_up(turns: Iterable[Turned]) -> TakeUp | None:
    """The take-up that moves add up to; None when nothing was ever offered."""
    moves = list(turns)
    if not moves:
        return None
    standing = {each.offer: each.state for each in moves}
    reasons = Counter(each.reason for each in moves if each.state == OfferState.DECLINED)
    return TakeUp(
        offers=len(standing),
        persons=len({each.client for each in moves}),
        ever={state: len(persons(moves, state)) for state in OfferState},
        now={state: list(standing.values()).count(state) for state in OfferState},
        reasons=reasons.most_common(),
    )


def by_service(turns: Iterable[Turned]) -> dict[int, TakeUp]:
    """The take-up of each service that was ever offered, by its key."""
    return _parts(turns, "service")


def by_language(turns: Iterable[Turned]) -> dict[str, TakeUp]:
    """The take-up by the clients' language, the commonest first; "" where it isn't known."""
    return dict(sorted(_parts(turns, "language").items(), key=lambda part: (-part[1].persons, part[0])))


def persons(turns: Iterable[Turned], state: str = "", language: str | None = None) -> set[int]:
    """Keys of the clients behind a figure: who ever came to the state (any, when none is named)."""
    return {
        each.client
        for each in turns
        if (not state or each.state == state) and (language is None or each.language == language)
    }


def never_offered(clients: Iterable[tuple[int, str]], turns: Iterable[Turned]) -> dict[str, int]:
    """Of the clients (key and language), how many were never offered the service, by language."""
    offered = persons(turns)
    missed = Counter(language for client, language in clients if client not in offered)
    return dict(missed.most_common())


def _parts(turns: Iterable[Turned], column: str) -> dict:
    groups: dict = {}
    for each in turns:
        groups.setdefault(getattr(each, column), []).append(each)
    return {key: take_up(moves) for key, moves in groups.items()}


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)
