"""The chain of a project's budget: from salaries to what the implementer funds itself, each line by its rate.

DESIGN section 4, Money: side costs on salaries, the flat rate on salaries with side costs, own funding on all costs;
every line is rounded half up at once, and the total of several periods is the sum of their lines.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from projects.apportionments import EURO, half_up

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Rates:
    """The percents in force, and the unit to which each line is rounded."""

    side_costs: Decimal
    flat_rate: Decimal
    own_funding: Decimal
    unit: Decimal = EURO

    def in_units(self, unit: Decimal) -> "Rates":
        """The same percents, each line rounded to another unit: a claim is in cents."""
        return replace(self, unit=unit)


@dataclass(frozen=True)
class Chain:
    """The six lines, in the order in which each follows from those before."""

    salaries: Decimal
    side_costs: Decimal
    salaries_total: Decimal
    flat_rate: Decimal
    costs_total: Decimal
    own_funding: Decimal


LINES = tuple(line.name for line in fields(Chain))


def chain(salaries: Decimal, rates: Rates) -> Chain:
    """The lines that follow from salaries. Refused (ValueError) when they aren't in whole units."""
    if salaries % rates.unit:
        raise ValueError(f"{salaries} isn't in whole units of {rates.unit}.")
    side_costs = half_up(salaries * rates.side_costs / HUNDRED, rates.unit)
    salaries_total = salaries + side_costs
    flat_rate = half_up(salaries_total * rates.flat_rate / HUNDRED, rates.unit)
    costs_total = salaries_total + flat_rate
    own_funding = half_up(costs_total * rates.own_funding / HUNDRED, rates.unit)
    return Chain(salaries, side_costs, salaries_total, flat_rate, costs_total, own_funding)


def total(chains: Iterable[Chain]) -> Chain:
    """The total column: line by line the sum of the periods, never computed anew."""
    listed = list(chains)
    return Chain(*(sum((getattr(each, line) for each in listed), Decimal(0)) for line in LINES))
