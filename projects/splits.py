"""A project's own funding split among municipalities: weights, the percents used, amounts period by period.

Two ways of rounding (DESIGN section 4, Money). *Exact*: every period is apportioned in whole euros, and a row's total
is the sum of its periods, so rows and columns both close. *As published*: every cell is rounded alone, as the published
table was; what the columns then lack is told as a difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from projects.apportionments import EURO, Sharer, apportion, half_up
from projects.choices import PayerKind, PercentRule

HUNDRED = Decimal(100)
# As fine as a percent is kept.
FINEST = Decimal("0.000001")


class Mode(StrEnum):
    """How the cells are rounded."""

    EXACT = "exact"
    AS_PUBLISHED = "as-published"


@dataclass(frozen=True)
class Part:
    """Who shares: the municipality, by which percent, and who pays it; persons settle a tie."""

    code: str
    municipality: str
    percent: Decimal
    persons: int
    payer: str = PayerKind.MUNICIPALITY


@dataclass(frozen=True)
class Whole:
    """What is shared in a period."""

    label: str
    amount: Decimal


@dataclass(frozen=True)
class Row:
    """A municipality's amounts, period by period."""

    part: Part
    amounts: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, Decimal(0))


@dataclass(frozen=True)
class Split:
    """The table: its periods, a row for each who shares, and what the columns lack of their wholes."""

    mode: Mode
    wholes: tuple[Whole, ...]
    rows: tuple[Row, ...]

    @property
    def total(self) -> Decimal:
        """The sum of what is shared, whether or not the rows reach it."""
        return sum((whole.amount for whole in self.wholes), Decimal(0))

    @property
    def column_sums(self) -> tuple[Decimal, ...]:
        return tuple(
            sum((row.amounts[place] for row in self.rows), Decimal(0)) for place in range(len(self.wholes))
        )

    @property
    def differences(self) -> tuple[Decimal, ...]:
        """Sum of the cells − whole, column by column; all zero in the exact mode."""
        return tuple(found - whole.amount for found, whole in zip(self.column_sums, self.wholes, strict=True))

    @property
    def difference(self) -> Decimal:
        """What the total column is off."""
        return sum(self.differences, Decimal(0))

    def paid_by(self, payer: str) -> Decimal:
        """What all those with this payer come to."""
        return sum((row.total for row in self.rows if row.part.payer == payer), Decimal(0))


def split(wholes: Sequence[Whole], parts: Sequence[Part], mode: Mode, unit: Decimal = EURO) -> Split:
    """The table of a plan. Refused (ValueError) when the percents aren't 100 together."""
    if (found := sum((part.percent for part in parts), Decimal(0))) != HUNDRED:
        raise ValueError(f"The percents are {found} together, not 100.")
    columns = [_column(whole.amount, parts, mode, unit) for whole in wholes]
    rows = tuple(Row(part, tuple(column[place] for column in columns)) for place, part in enumerate(parts))
    return Split(mode, tuple(wholes), rows)


def percents(weights: Sequence[Decimal], rule: PercentRule) -> list[Decimal]:
    """The percents to use for weights. As they are, they are kept to a millionth of a percent and make 100.

    Refused (ValueError) when rounding to two digits doesn't make 100 together: then somebody has to agree on them.
    """
    if rule == PercentRule.AGREED:
        return list(weights)
    if rule == PercentRule.EXACT:
        sharers = [Sharer(f"{place:06d}", weight) for place, weight in enumerate(weights)]
        return apportion(HUNDRED, sharers, FINEST)
    of_all = sum(weights, Decimal(0))
    rounded = [_two_digits(HUNDRED * weight / of_all) for weight in weights]
    if (found := sum(rounded, Decimal(0))) != HUNDRED:
        raise ValueError(f"Rounded to two digits the percents are {found} together, not 100.")
    return rounded


def _column(whole: Decimal, parts: Sequence[Part], mode: Mode, unit: Decimal) -> list[Decimal]:
    if mode == Mode.EXACT:
        return apportion(whole, [Sharer(part.code, part.percent, part.persons) for part in parts], unit)
    return [half_up(whole * part.percent / HUNDRED, unit) for part in parts]


def _two_digits(percent: Decimal) -> Decimal:
    if not percent:
        return Decimal(0)
    finest = Decimal(1).scaleb(percent.adjusted() - 1)
    return half_up(percent, finest)
