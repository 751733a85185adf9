"""A figure of money as it is read: what we work out, and beside it what was published, where that is another."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ohjaamo.formats import NBSP, difference, number
from projects.apportionments import CENT, EURO


@dataclass(frozen=True)
class Cell:
    """An amount in a table, and what a paper claims of it."""

    value: Decimal
    published: Decimal | None = None

    @property
    def text(self) -> str:
        return plain(self.value)

    @property
    def note(self) -> str:
        """(published 75 742, difference −1); nothing where the two agree."""
        if self.published is None or self.published == self.value:
            return ""
        told = {"published": plain(self.published), "difference": signed(self.published - self.value)}
        return _("(published %(published)s, difference %(difference)s)") % told


def plain(value: Decimal) -> str:
    """75 743, or with cents where there are any: 1 037,60."""
    return number(_in_cents(value))


def signed(value: Decimal) -> str:
    """+30, −1, −0,01"""
    return difference(_in_cents(value))


def euros(value: Decimal) -> str:
    """75 743 €"""
    return f"{plain(value)}{NBSP}€"


def signed_euros(value: Decimal) -> str:
    """+30 €"""
    return f"{signed(value)}{NBSP}€"


def added(values: Iterable[Decimal]) -> Decimal:
    """The sum; of nothing it is zero."""
    return sum(values, Decimal(0))


def _in_cents(value: Decimal) -> Decimal:
    return value.quantize(CENT if value % EURO else EURO)
