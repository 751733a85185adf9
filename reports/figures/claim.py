"""A claim in figures: its lines beside the budget, who funded it, and what each municipality owes of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from projects import claim_periods, cofinancing, invoices
from projects.apportionments import CENT, half_up
from projects.budget_chains import HUNDRED, LINES, Chain, total
from projects.choices import Implementer
from projects.claim_periods import Claimed
from projects.models import (
    BudgetVersion,
    ClaimFunding,
    ClaimPeriod,
    FundingSource,
    Invoice,
    InvoiceLine,
    Municipality,
)
from reports.budget_tables import TAKEN_OF
from reports.figures.budget import Budget, budget
from reports.figures.forecast import percent_of
from reports.money_cells import added

# A municipality, who pays, how much, and by which invoice.
Owing = tuple[Municipality, str, Decimal, Invoice | None]


@dataclass(frozen=True)
class Row:
    """A line: what is budgeted, what this claim holds and what all claims up to it do."""

    line: str
    budget: Decimal
    here: Decimal
    so_far: Decimal

    @property
    def left(self) -> Decimal:
        return self.budget - self.so_far

    @property
    def percent(self) -> Decimal | None:
        return percent_of(self.so_far, self.budget)


@dataclass(frozen=True)
class Funded:
    """What came from a funder, beside what was agreed."""

    source: FundingSource
    here: Decimal
    so_far: Decimal


@dataclass(frozen=True)
class Share:
    """What a municipality owes of the claim, and owed of those before it; the invoice where one is drawn up.

    The percent is that of the key at the claim's end; None for who shares nothing by it.
    """

    municipality: Municipality
    payer: str
    percent: Decimal | None
    before: Decimal
    here: Decimal
    invoice: Invoice | None = None

    @property
    def so_far(self) -> Decimal:
        return self.before + self.here


@dataclass(frozen=True)
class Rounding:
    """A line of the budget before it was rounded, and what was decided of it: why the two differ."""

    line: str
    label: str
    computed: Decimal
    decided: Decimal

    @property
    def difference(self) -> Decimal:
        return self.decided - self.computed


@dataclass(frozen=True)
class ClaimFigures:
    """All of a claim. `why_unshared` says what keeps the own funding from being shared, if anything does."""

    claim: ClaimPeriod
    version: BudgetVersion
    is_binding: bool
    parts: tuple[Claimed, ...]
    rows: tuple[Row, ...]
    funded: tuple[Funded, ...]
    shares: tuple[Share, ...]
    why_unshared: str
    roundings: tuple[Rounding, ...]

    @property
    def own_funding(self) -> Decimal:
        return next(row.here for row in self.rows if row.line == "own_funding")

    @property
    def shared(self) -> Decimal:
        return added(share.here for share in self.shares)

    @property
    def unshared(self) -> Decimal:
        """Shared − the claim's own line: cents of rounding once over a budget period, or what is above the cap."""
        return self.shared - self.own_funding


def figures(claim: ClaimPeriod) -> ClaimFigures:
    """A claim, sent or open, with all that was claimed before it.

    Refused (ValidationError) when it can't be worked out, as projects.claim_periods.claimed says.
    """
    parts = claim_periods.claimed(claim)
    found = budget(claim.project, Implementer(claim.implementer), claim.ends_on)
    if found is None:
        raise ValidationError(_("There is no budget to claim by."))
    so_far = total(claim_periods.total_of(each) for each in claim_periods.up_to(claim))
    shares, why_unshared = _shares(claim)
    return ClaimFigures(
        claim=claim,
        version=found.version,
        is_binding=found.is_binding,
        parts=tuple(parts),
        rows=tuple(_rows(found.total, total(part.chain for part in parts), so_far)),
        funded=tuple(_funded(claim)),
        shares=tuple(shares),
        why_unshared=why_unshared,
        roundings=tuple(_roundings(found)),
    )


def _rows(budget: Chain, here: Chain, so_far: Chain) -> list[Row]:
    return [Row(line, getattr(budget, line), getattr(here, line), getattr(so_far, line)) for line in LINES]


def _funded(claim: ClaimPeriod) -> list[Funded]:
    came = ClaimFunding.objects.filter(claim__in=claim_periods.up_to(claim))
    so_far = dict(came.values_list("source").annotate(amount=Sum("amount")).order_by("source"))
    here = {each.source_id: each.amount for each in claim.funding.all()}
    return [
        Funded(source, here.get(source.pk, Decimal(0)), so_far.get(source.pk, Decimal(0)))
        for source in claim.project.funding.all()
    ]


def _shares(claim: ClaimPeriod) -> tuple[list[Share], str]:
    """As billed where invoices are drawn up, else as it would be, the largest first; and why there are none."""
    if claim.implementer != Implementer.LEAD:
        return [], _("The municipalities share the lead implementer's own funding only.")
    try:
        here = _billed(claim) or _owed(claim)
    except ValidationError as refusal:
        return [], " ".join(refusal.messages)
    before, percents = _billed_before(claim), _percents(claim)
    shares = [
        Share(each, payer, percents.get(each.code), before.get(each.pk, Decimal(0)), amount, invoice)
        for each, payer, amount, invoice in here
    ]
    return sorted(shares, key=lambda share: (-share.here, share.municipality.code)), ""


def _billed(claim: ClaimPeriod) -> list[Owing]:
    drawn = claim.invoices.select_related("municipality").prefetch_related("lines")
    return [(each.municipality, each.payer, invoices.amount(each), each) for each in drawn]


def _owed(claim: ClaimPeriod) -> list[Owing]:
    owed = invoices.owed(claim)
    payers = {code: payer for each in owed for code, payer in each.payers.items()}
    amounts: defaultdict[str, Decimal] = defaultdict(Decimal)
    for each in owed:
        for code, amount in each.amounts.items():
            amounts[code] += amount
    return [
        (each, payers.get(each.code) or invoices.payer_before(claim, each.code), amounts[each.code], None)
        for each in Municipality.objects.filter(code__in=amounts)
    ]


def _billed_before(claim: ClaimPeriod) -> dict[int, Decimal]:
    """What earlier claims billed, by the municipality's key."""
    earlier = InvoiceLine.objects.filter(
        invoice__claim__project=claim.project,
        invoice__claim__implementer=claim.implementer,
        invoice__claim__starts_on__lt=claim.starts_on,
    )
    sums = earlier.values_list("invoice__municipality").annotate(amount=Sum("amount"))
    return dict(sums.order_by("invoice__municipality"))


def _percents(claim: ClaimPeriod) -> dict[str, Decimal]:
    key = cofinancing.in_force(claim.project, claim.ends_on)
    return {} if key is None else {part.code: part.percent for part in cofinancing.parts(key)}


def _roundings(found: Budget) -> Iterator[Rounding]:
    """Each line taken by a percent that isn't in whole units, beside what was published or decided of it."""
    for line in found.lines:
        for name, of in TAKEN_OF.items():
            exact = half_up(getattr(line.chain, of) * getattr(line.rates, name) / HUNDRED, CENT)
            decided = found.claimed.get(f"{name}:{line.period.label}", getattr(line.chain, name))
            if exact != decided:
                yield Rounding(name, line.period.label, exact, decided)
