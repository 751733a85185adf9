"""What is billed, paid and open: invoice by invoice, and for each who pays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects import invoices
from projects.choices import PayerKind
from projects.models import Invoice

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Standing:
    """How an invoice stands."""

    invoice: Invoice
    amount: Decimal

    @property
    def billed(self) -> Decimal:
        return self.amount if self.invoice.billed_on else NOTHING

    @property
    def paid(self) -> Decimal:
        return self.invoice.paid

    @property
    def open(self) -> Decimal:
        return self.billed - self.paid


@dataclass(frozen=True)
class Account:
    """Invoices of one who pays, or of all, and their sums."""

    title: str
    standings: Sequence[Standing]
    # Whether somebody else pays for the municipality.
    is_paid_for: bool = False

    @property
    def amount(self) -> Decimal:
        return sum((each.amount for each in self.standings), NOTHING)

    @property
    def billed(self) -> Decimal:
        return sum((each.billed for each in self.standings), NOTHING)

    @property
    def paid(self) -> Decimal:
        return sum((each.paid for each in self.standings), NOTHING)

    @property
    def open(self) -> Decimal:
        return self.billed - self.paid


def standings(found: Iterable[Invoice]) -> list[Standing]:
    """How each invoice stands."""
    return [Standing(invoice, invoices.amount(invoice)) for invoice in found]


def by_payer(found: Sequence[Standing]) -> list[Account]:
    """An account of each municipality by who pays its share, the largest first."""
    grouped: dict[tuple[str, bool], list[Standing]] = {}
    for each in found:
        key = (str(each.invoice.municipality), each.invoice.payer != PayerKind.MUNICIPALITY)
        grouped.setdefault(key, []).append(each)
    accounts = [Account(title, rows, is_paid_for) for (title, is_paid_for), rows in grouped.items()]
    return sorted(accounts, key=lambda account: (-account.amount, account.title))


def paid_by_themselves(found: Sequence[Standing]) -> Account | None:
    """What the municipalities pay themselves; None where nobody pays for one of them."""
    own = [each for each in found if each.invoice.payer == PayerKind.MUNICIPALITY]
    return Account("", own) if len(own) < len(found) else None
