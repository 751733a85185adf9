"""A whole divided among several so that the parts make the whole again: the largest remainder."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

EURO, CENT = Decimal("1"), Decimal("0.01")


@dataclass(frozen=True)
class Sharer:
    """One of those who share: the weight, and what settles a tie (more persons first, then the lower code)."""

    code: str
    weight: Decimal
    persons: int = 0


def apportion(whole: Decimal, sharers: Sequence[Sharer], unit: Decimal) -> list[Decimal]:
    """The parts of a whole in the sharers' order, each in whole units: a euro or a cent.

    Every share is floored at the unit; the units that are missing go to the largest fractions. So the parts sum up to
    the whole, no part is off by a unit from its exact quota, and a larger weight never gets the smaller part. It isn't
    monotone in the whole: of more, somebody may get less. Refused (ValueError) when the whole is negative or not in
    whole units, a weight is negative, all are zero, or two sharers have one code.
    """
    _refuse(whole, sharers, unit)
    units = int(whole / unit)
    of_all = sum(Fraction(sharer.weight) for sharer in sharers)
    quotas = [units * Fraction(sharer.weight) / of_all for sharer in sharers]
    parts = [quota.numerator // quota.denominator for quota in quotas]

    def turn(place: int) -> tuple[Fraction, int, str]:
        return (parts[place] - quotas[place], -sharers[place].persons, sharers[place].code)

    for place in sorted(range(len(sharers)), key=turn)[: units - sum(parts)]:
        parts[place] += 1
    return [part * unit for part in parts]


def half_up(amount: Decimal, unit: Decimal) -> Decimal:
    """The amount in whole units, a half away from zero."""
    return (amount / unit).quantize(Decimal("1"), rounding="ROUND_HALF_UP") * unit


def _refuse(whole: Decimal, sharers: Sequence[Sharer], unit: Decimal) -> None:
    if whole < 0:
        raise ValueError("A negative whole can't be shared: the larger weight would get the smaller part.")
    if whole % unit:
        raise ValueError(f"{whole} isn't in whole units of {unit}.")
    if any(sharer.weight < 0 for sharer in sharers) or not any(sharer.weight for sharer in sharers):
        raise ValueError("Weights are at least zero, and one of them more.")
    if len({sharer.code for sharer in sharers}) < len(sharers):
        raise ValueError("Two sharers have the same code.")
