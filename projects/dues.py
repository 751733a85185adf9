"""What each payer owes of a claim: own funding follows actual costs up to what was decided, to the cent.

DESIGN section 4, Money: within a budget period invoices are cumulative. What a payer owes of this claim is their part
of the own funding so far, less what they were billed before; after a correction it may be below zero.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from projects.apportionments import CENT, Sharer, apportion
from projects.splits import Part

NOTHING = Decimal(0)


def own_funding(so_far: Sequence[Decimal], cap: Decimal) -> list[Decimal]:
    """The own funding of stretches that follow each other, each for itself, at most `cap` together.

    `so_far` is what a stretch comes to with all those before it. Where the cap is reached the later ones get less.
    """
    backwards = accumulate([max(each, NOTHING) for each in reversed(so_far)], min, initial=cap)
    within = list(backwards)[:0:-1]
    return [after - before for before, after in pairwise([NOTHING, *within])]


def due(
    shared: Sequence[tuple[Decimal, Sequence[Part]]], billed: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """What each municipality owes now, by its code: its parts of what is shared less what it was billed.

    Each amount is shared by parts of its own: another key may hold from a day on. Whoever was billed and shares
    nothing gets that back.
    """
    found: dict[str, Decimal] = {}
    for amount, parts in shared:
        sharers = [Sharer(part.code, part.percent, part.persons) for part in parts]
        for part, share in zip(parts, apportion(amount, sharers, CENT), strict=True):
            found[part.code] = found.get(part.code, NOTHING) + share
    return {
        code: found.get(code, NOTHING) - billed.get(code, NOTHING)
        for code in dict.fromkeys([*found, *billed])
    }
