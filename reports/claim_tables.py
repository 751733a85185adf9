"""A claim as tables to be read: the same figures and words on the page, on paper, in the book and to be copied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ohjaamo.formats import day, number, share
from projects.apportionments import CENT
from projects.budget_chains import LINES
from projects.choices import PayerKind
from projects.claim_periods import Claimed
from projects.cost_tables import Table
from projects.written_months import written
from reports.budget_tables import LABELS, SUM_OF, formula
from reports.figures.claim import ClaimFigures, Share
from reports.money_cells import added


@dataclass(frozen=True)
class Line:
    """A row of amounts under its label; a percent at its end where there is one."""

    label: str | Promise
    amounts: tuple[Decimal, ...]
    percent: Decimal | None = None
    is_sum: bool = False

    @property
    def texts(self) -> list[str]:
        return [in_cents(amount) for amount in self.amounts]

    @property
    def percent_text(self) -> str:
        return share(self.percent)


@dataclass(frozen=True)
class Worked:
    """What a person's salary came to, month by month."""

    person: str
    amounts: tuple[Decimal | None, ...]

    @property
    def total(self) -> Decimal:
        return added(amount or Decimal(0) for amount in self.amounts)


@dataclass(frozen=True)
class Copied:
    """A figure of the funder's form: as it is read, and as it is typed there."""

    label: str | Promise
    text: str
    typed: str


@dataclass(frozen=True)
class Group:
    """A part of the funder's form, its figures in the form's order."""

    title: str
    figures: tuple[Copied, ...]


def in_cents(amount: Decimal) -> str:
    """75 742,00: of a claim the cents are always told."""
    return number(amount.quantize(CENT))


def lines(found: ClaimFigures) -> list[Line]:
    """Budget, this claim, all claims, what is left, and how much of the budget is claimed."""
    return [
        Line(
            LABELS[row.line],
            (row.budget, row.here, row.so_far, row.left),
            row.percent,
            row.line in SUM_OF,
        )
        for row in found.rows
    ]


def formulas(part: Claimed) -> list[tuple[str | Promise, str]]:
    """How each line of a budget period's part follows from those before."""
    rates = part.line.rates.in_units(CENT)
    salaries = added(part.months.values())
    told = {"salaries": " + ".join(map(in_cents, part.months.values())) + f" = {in_cents(salaries)}"}
    return [(LABELS[line], told.get(line) or formula(line, part.chain, rates)) for line in LINES]


def funded(found: ClaimFigures) -> list[Line]:
    """Of each funder what was agreed, what came while the claim ran and what came so far."""
    return [
        Line(each.source.funder, (each.source.agreed or Decimal(0), each.here, each.so_far))
        for each in found.funded
    ]


def split(found: ClaimFigures) -> list[Line]:
    """Of all municipalities, of those who pay themselves and of those the association pays: here, before, in all."""
    payers = [
        (PayerKind.MUNICIPALITY, _("Paid by the municipalities")),
        (PayerKind.ASSOCIATION, _("Paid by the association")),
    ]
    return [
        Line(_("In all"), _sums(found.shares), is_sum=True),
        *(
            Line(label, _sums([each for each in found.shares if each.payer == payer]))
            for payer, label in payers
        ),
    ]


def salaries(table: Table) -> tuple[list[str], list[Worked]]:
    """The months of a claim across, as written, and its persons down: a sheet of paper is long, not wide."""
    rows = [row for section in table.sections for row in section.rows]
    persons = [
        Worked(person, tuple(row.cells[place] for row in rows)) for place, person in enumerate(table.persons)
    ]
    return [written(row.month) for row in rows], persons


def to_copy(found: ClaimFigures) -> Iterator[Group]:
    """The claim in the order in which the funder's form asks for it."""
    claim, here = found.claim, {row.line: row.here for row in found.rows}
    days = (claim.starts_on, claim.ends_on)
    yield Group(
        _("Payment period"),
        tuple(
            Copied(label, day(each), day(each))
            for label, each in zip((_("Begins"), _("Ends")), days, strict=True)
        ),
    )
    costs = [line for line in LINES if line != "own_funding"]
    yield Group(_("Costs"), tuple(_copied(LABELS[line], here[line]) for line in costs))
    by_municipalities = added(each.here for each in found.shares if each.payer == PayerKind.MUNICIPALITY)
    yield Group(
        _("Funding"),
        (
            _copied(_("ESF and the state"), here["costs_total"] - here["own_funding"]),
            _copied(_("Municipalities"), by_municipalities),
            _copied(_("The association itself"), here["own_funding"] - by_municipalities),
            _copied(_("Own funding in all"), here["own_funding"]),
        ),
    )


def _copied(label: str | Promise, amount: Decimal) -> Copied:
    """The form takes a comma, and neither blanks nor a sign of the euro."""
    return Copied(label, in_cents(amount), f"{amount.quantize(CENT)}".replace(".", ","))


def _sums(shares: Sequence[Share]) -> tuple[Decimal, ...]:
    return (
        added(each.here for each in shares),
        added(each.before for each in shares),
        added(each.so_far for each in shares),
    )
