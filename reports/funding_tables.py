"""The parts of a project's funding as a table to be read: funding and income apart, each with its sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ohjaamo.formats import share
from projects.apportionments import CENT, half_up
from projects.models import FundingSource
from projects.splits import HUNDRED
from reports.figures.funding import Funding, Part
from reports.money_cells import added, plain


@dataclass(frozen=True)
class Row:
    """A part: what was agreed and what came, its percent of the whole and the published one.

    The hint is the amount that would make the whole agree with the published total.
    """

    source: FundingSource
    agreed: str
    realised: str
    hint: str
    percent: str
    published_percent: str
    per_year: str


@dataclass(frozen=True)
class Sum:
    """What several parts come to."""

    agreed: str
    realised: str
    percent: str


@dataclass(frozen=True)
class Table:
    """What others fund and what the project earns, with the sum of each and of both."""

    given: tuple[Row, ...]
    given_sum: Sum
    income: tuple[Row, ...]
    income_sum: Sum
    total: Sum


def table(funding: Funding) -> Table:
    """The funding by who gives it; income isn't anybody's funding and stands apart."""
    hints = {finding.funder: finding.hint for finding in funding.findings if finding.hint is not None}

    def rows(parts: Sequence[Part]) -> tuple[Row, ...]:
        return tuple(_row(part, hints.get(part.source.funder)) for part in parts)

    return Table(
        given=rows(funding.given),
        given_sum=_sum(funding.given, funding.total),
        income=rows(funding.income),
        income_sum=_sum(funding.income, funding.total),
        total=_sum(funding.parts, funding.total),
    )


def _row(part: Part, hint: Decimal | None) -> Row:
    return Row(
        source=part.source,
        agreed=_known(part.source.agreed),
        realised=_known(part.source.realised),
        hint="" if hint is None else f"{plain(hint)}?",
        percent=share(part.percent),
        published_percent=share(part.stated_percent),
        per_year=" + ".join(map(plain, part.per_year)),
    )


def _sum(parts: Sequence[Part], total: Decimal) -> Sum:
    amount = added(part.amount for part in parts)
    return Sum(
        agreed=_sum_of([part.source.agreed for part in parts]),
        realised=_sum_of([part.source.realised for part in parts]),
        percent=share(half_up(HUNDRED * amount / total, CENT)) if total else "",
    )


def _sum_of(amounts: Sequence[Decimal | None]) -> str:
    """The sum of those that are known; nothing when none is."""
    known = [amount for amount in amounts if amount is not None]
    return plain(added(known)) if known else ""


def _known(amount: Decimal | None) -> str:
    return "" if amount is None else plain(amount)
