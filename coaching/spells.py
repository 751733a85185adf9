"""Activities as a plan sees them, and which of them is primary on a day: what clients.situations asks the database."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ohjaamo.periods import Period

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Spell:
    """An activity as a plan sees it; without a key it is yet to be saved."""

    kind: str
    place: str
    period: Period
    key: int | None = None

    @property
    def order(self) -> tuple[dt.date, bool, int]:
        """Of two alike the one that began first, then the one saved first."""
        return (self.period.starts_on, self.key is None, self.key or 0)


def primary_on(day: dt.date, spells: Iterable[Spell], order: Sequence[str]) -> Spell | None:
    """The primary activity on a day: the first in the order of precedence of those that are running."""
    running = [spell for spell in spells if spell.period.includes(day)]
    return min(running, key=lambda spell: (order.index(spell.kind), *spell.order), default=None)


def primary_turns(spells: Sequence[Spell], order: Sequence[str], since: dt.date) -> list[tuple[dt.date, str]]:
    """From which day on which kind is primary (empty: none), from a day on, each change once."""
    days = {since}
    for spell in spells:
        days |= {spell.period.starts_on, spell.period.ends_on + DAY if spell.period.ends_on else since}
    turns: list[tuple[dt.date, str]] = []
    for day in sorted(day for day in days if day >= since):
        kind = kind_of(primary_on(day, spells, order))
        if not turns or turns[-1][1] != kind:
            turns.append((day, kind))
    return turns


def kind_of(spell: Spell | None) -> str:
    return spell.kind if spell else ""
