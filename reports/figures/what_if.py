"""What would change if the municipalities shared otherwise from a day on. Nothing is kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.apportionments import EURO, Sharer, apportion
from projects.splits import Mode, Part, Whole, split


@dataclass(frozen=True)
class Stretch:
    """Own funding of a budget period, by its first and last day."""

    starts_on: dt.date
    ends_on: dt.date
    amount: Decimal


@dataclass(frozen=True)
class Change:
    """What a municipality comes to now, and what it then would."""

    part: Part
    now: Decimal
    then: Decimal

    @property
    def difference(self) -> Decimal:
        return self.then - self.now


def compare(
    stretches: Sequence[Stretch], now: Sequence[Part], then: Sequence[Part], since: dt.date
) -> list[Change]:
    """Who would pay how much if `then` held from a day on instead of `now`; both sides come to the same whole.

    A stretch that the day falls within is divided by its days, in whole euros.
    """
    before, after = divide(stretches, since)
    as_planned = _totals([stretch.amount for stretch in stretches], now)
    otherwise, further = _totals(before, now), _totals(after, then)
    parts = {part.code: part for part in (*now, *then)}
    return [
        Change(
            part,
            as_planned.get(code, Decimal(0)),
            otherwise.get(code, Decimal(0)) + further.get(code, Decimal(0)),
        )
        for code, part in parts.items()
    ]


def divide(stretches: Sequence[Stretch], since: dt.date) -> tuple[list[Decimal], list[Decimal]]:
    """The amounts before a day, and those from it on."""
    pairs = [_divided(stretch, since) for stretch in stretches]
    return [before for before, _after in pairs], [after for _before, after in pairs]


def _divided(stretch: Stretch, since: dt.date) -> tuple[Decimal, Decimal]:
    days = (stretch.ends_on - stretch.starts_on).days + 1
    earlier = min(max((since - stretch.starts_on).days, 0), days)
    sharers = [Sharer("after", Decimal(days - earlier)), Sharer("before", Decimal(earlier))]
    after, before = apportion(stretch.amount, sharers, EURO)
    return before, after


def _totals(amounts: Sequence[Decimal], parts: Sequence[Part]) -> dict[str, Decimal]:
    wholes = [Whole("", amount) for amount in amounts]
    return {row.part.code: row.total for row in split(wholes, parts, Mode.EXACT).rows}
