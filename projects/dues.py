"""What each payer owes of a claim: own funding follows actual costs up to what was decided, to the cent.

DESIGN section 4, Money: within a budget period invoices are cumulative. What a payer owes of this claim is their part
of the own funding so far, less what they were billed before; after a correction it may be below zero.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from projects.apportionments import CENT, Sharer, apportion, half_up
from projects.splits import HUNDRED, Part


def own_funding(costs: Decimal, percent: Decimal, cap: Decimal) -> Decimal:
    """The own funding of a budget period so far, in cents: a percent of the actual costs, at most what was decided."""
    return min(half_up(max(costs, Decimal(0)) * percent / HUNDRED, CENT), cap)


def due(so_far: Decimal, parts: Sequence[Part], billed: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What each municipality owes now, by its code: its part of the own funding so far less what it was billed.

    Whoever was billed and shares no more gets that back: their part is nothing.
    """
    shares = apportion(so_far, [Sharer(part.code, part.percent, part.persons) for part in parts], CENT)
    cumulative = {part.code: share for part, share in zip(parts, shares, strict=True)}
    codes = [*cumulative, *(code for code in billed if code not in cumulative)]
    return {code: cumulative.get(code, Decimal(0)) - billed.get(code, Decimal(0)) for code in codes}
