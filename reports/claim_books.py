"""A claim as a book: an .xlsx with a sheet for each part, the annexes of the municipalities among them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ohjaamo.sheets import Cell, Sheet, xlsx
from projects.choices import PayerKind
from projects.models import ClaimPeriod
from projects.written_months import written
from reports import claim_papers
from reports.claim_tables import Line


def claim_book(claim: ClaimPeriod) -> bytes:
    """The book of a claim, in Finnish. Refused (ValidationError) when the claim can't be worked out.

    Every text is written as the words it is: one that looks like a formula stays a text.
    """
    with translation.override("fi"):
        return xlsx(_sheets(claim_papers.contents(claim)))


def _sheets(told: dict[str, Any]) -> Iterator[Sheet]:
    heads = (_("Budget"), _("This claim"), _("All claims"), _("Left"), "%")
    facts = [(label, text) for label, text in told["facts"]]
    yield Sheet(_("Claim"), [*facts, ("",), ("€", *heads), *map(_amounts, told["lines"])])
    yield Sheet(_("Costs"), list(_costs(told)))
    funders = (_("Funder"), _("Agreed"), _("This claim"), _("All claims"))
    yield Sheet(_("Funding"), [funders, *map(_amounts, told["funded"])])
    yield Sheet(_("Split by municipality"), list(_split(told)))
    checks = [*told["doubts"], told["sharing"], *told["roundings"]]
    state = (_("Reconciliation"), told["state"])
    yield Sheet(_("Reconciliation"), [state, *((text,) for text in checks)])
    for share in told["found"].shares:
        annex = claim_papers.annex(told["found"], share.municipality.code)
        here = (_("Of this claim"), annex["here"])
        yield Sheet(str(share.municipality), [(annex["title"], ""), *annex["facts"], *annex["rows"], here])


def _costs(told: dict[str, Any]) -> Iterator[Sequence[Cell]]:
    yield (_("Person"), *told["months"], _("In all"))
    for each in told["worked"]:
        yield (each.person, *each.amounts, each.total)
    for cost in told["corrections"]:
        yield (f"{_('Correction')} {cost.person} {written(cost.month_starts_on)}: {cost.note}", cost.amount)


def _split(told: dict[str, Any]) -> Iterator[Sequence[Cell]]:
    yield (_("Municipality"), _("This claim"), _("Billed before"), _("In all"), _("Payer"))
    for share in told["found"].shares:
        payer = str(PayerKind(share.payer).label)
        yield (str(share.municipality), share.here, share.before, share.so_far, payer)
    yield from map(_amounts, told["split_sums"])


def _amounts(line: Line) -> Sequence[Cell]:
    return (str(line.label), *line.amounts, line.percent)
