"""The funding of a project reconciled: its parts against what a paper states of them and of the whole.

Severities as in every reconciliation: a missing or extra part is an error; a stated percent or an amount that
another rounding doesn't explain, a warning; a yearly mean that was rounded, for information.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from projects.apportionments import CENT, EURO, Sharer, apportion, half_up
from projects.choices import FundingKind
from projects.models import FundingSource, Project
from projects.splits import HUNDRED
from reports import claims
from reports.claims import FUNDING

TOTAL, PERCENT, PER_YEAR = "total", "percent:", "per_year:"


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Rule(StrEnum):
    """What was found, by the names of the published tables' discrepancies."""

    PARTS_NE_TOTAL = "FUNDING_PARTS_NE_TOTAL"
    GAP = "FUNDING_GAP"
    PERCENT_DIFFERS = "PERCENT_DIFFERS"
    PUBLISHED_DIFFERS = "PUBLISHED_DIFFERS"
    MEAN_ROUNDING = "MEAN_ROUNDING"


@dataclass(frozen=True)
class Finding:
    """Something that doesn't add up: what was published beside what we work out; published − computed.

    Of parts against a whole the difference is parts − whole, and `hint` the amount that would make them agree, where
    changing one digit of one part does.
    """

    rule: Rule
    severity: Severity
    funder: str
    published: Decimal
    computed: Decimal
    difference: Decimal
    hint: Decimal | None = None


@dataclass(frozen=True)
class Part:
    """One who funds: the amount, its percent of all parts, and what a paper states of it."""

    source: FundingSource
    amount: Decimal
    percent: Decimal
    stated_percent: Decimal | None
    per_year: tuple[Decimal, ...]
    stated_per_year: Decimal | None


@dataclass(frozen=True)
class Funding:
    """The parts of a project's funding, their sum, the total a paper states, and what doesn't add up."""

    parts: tuple[Part, ...]
    total: Decimal
    stated_total: Decimal | None
    findings: tuple[Finding, ...]

    @property
    def difference(self) -> Decimal | None:
        """Parts − whole; None when no paper states the whole."""
        return None if self.stated_total is None else self.total - self.stated_total

    @property
    def given(self) -> list[Part]:
        """What somebody funds."""
        return [part for part in self.parts if part.source.kind != FundingKind.INCOME]

    @property
    def income(self) -> list[Part]:
        """What the project earns; nobody's funding."""
        return [part for part in self.parts if part.source.kind == FundingKind.INCOME]

    @property
    def open(self) -> list[Finding]:
        """What somebody has to explain: all but what another rounding explains."""
        return [finding for finding in self.findings if finding.severity != Severity.INFO]


def funding(project: Project) -> Funding:
    """The funding as agreed, or as it came where only that is known."""
    return fundings([project])[0]


def fundings(projects: Sequence[Project]) -> list[Funding]:
    """As `funding`, of several projects at once, in their order."""
    stated = claims.amounts_of(projects, FUNDING)
    sources: dict[int, list[FundingSource]] = defaultdict(list)
    for source in FundingSource.objects.filter(project__in=projects).order_by("pk"):
        sources[source.project_id].append(source)
    return [_funding(project, sources[project.pk], stated[project.pk]) for project in projects]


def _funding(project: Project, sources: Sequence[FundingSource], stated: Mapping[str, Decimal]) -> Funding:
    amounts = [_amount(source) for source in sources]
    total = sum(amounts, Decimal(0))
    parts = tuple(
        _part(source, amount, total, project, stated) for source, amount in zip(sources, amounts, strict=True)
    )
    return Funding(parts, total, stated.get(TOTAL), tuple(_findings(parts, total, stated.get(TOTAL))))


def _amount(source: FundingSource) -> Decimal:
    amount = source.realised if source.agreed is None else source.agreed
    if amount is None:
        raise ValueError("A part of the funding has an amount: projects_fundingsource_amount_given.")
    return amount


def _part(
    source: FundingSource, amount: Decimal, total: Decimal, project: Project, stated: Mapping[str, Decimal]
) -> Part:
    years = range(project.starts_on.year, project.ends_on.year + 1)
    unit = CENT if amount % EURO else EURO
    per_year: Sequence[Decimal] = ()
    if PER_YEAR + source.funder in stated:
        per_year = apportion(amount, [Sharer(str(year), Decimal(1)) for year in years], unit)
    return Part(
        source=source,
        amount=amount,
        percent=half_up(HUNDRED * amount / total, CENT) if total else Decimal(0),
        stated_percent=stated.get(PERCENT + source.funder),
        per_year=tuple(per_year),
        stated_per_year=stated.get(PER_YEAR + source.funder),
    )


def _findings(parts: Sequence[Part], total: Decimal, stated: Decimal | None) -> Iterator[Finding]:
    if stated is not None and total != stated:
        rule = Rule.GAP if total < stated else Rule.PARTS_NE_TOTAL
        hint = _one_digit_off(parts, stated - total)
        funder, published = (str(hint[0].source.funder), hint[1]) if hint else ("", None)
        yield Finding(rule, Severity.ERROR, funder, stated, total, total - stated, published)
    for part in parts:
        yield from _percent_findings(part, stated if stated is not None else total)
        if part.stated_per_year is not None and (off := _mean_is_off(part)):
            mean_total = part.stated_per_year * len(part.per_year)
            yield Finding(
                Rule.MEAN_ROUNDING, Severity.INFO, part.source.funder, part.amount, mean_total, -off
            )


def _percent_findings(part: Part, whole: Decimal) -> Iterator[Finding]:
    """A stated percent that isn't the amount's, or an amount that isn't the percent's by a unit."""
    if part.stated_percent is None:
        return
    finest = Decimal(1).scaleb(min(0, int(part.stated_percent.normalize().as_tuple().exponent)))
    actual = HUNDRED * part.amount / whole
    if half_up(actual, finest) != half_up(part.stated_percent, finest):
        percent = half_up(actual, CENT)
        yield Finding(
            Rule.PERCENT_DIFFERS,
            Severity.WARNING,
            part.source.funder,
            part.stated_percent,
            percent,
            part.stated_percent - percent,
        )
        return
    computed = half_up(whole * part.stated_percent / HUNDRED, EURO)
    if part.amount != computed:
        off = part.amount - computed
        yield Finding(
            Rule.PUBLISHED_DIFFERS, Severity.WARNING, part.source.funder, part.amount, computed, off
        )


def _mean_is_off(part: Part) -> Decimal:
    return (part.stated_per_year or Decimal(0)) * len(part.per_year) - part.amount


def _one_digit_off(parts: Sequence[Part], missing: Decimal) -> tuple[Part, Decimal] | None:
    """The part of which one digit, written otherwise, makes the sum; None unless there is exactly one.

    A part that its own stated percent bears out isn't suspected.
    """
    suspects = [
        (part, part.amount + missing)
        for part in parts
        if part.stated_percent is None and _differ_in_one_digit(part.amount, part.amount + missing)
    ]
    return suspects[0] if len(suspects) == 1 else None


def _differ_in_one_digit(one: Decimal, other: Decimal) -> bool:
    texts = f"{one:.2f}", f"{other:.2f}"
    return len(texts[0]) == len(texts[1]) and sum(a != b for a, b in zip(*texts, strict=True)) == 1
