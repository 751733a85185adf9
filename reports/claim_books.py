"""A claim as a book: an .xlsx with a sheet for each part, the annexes of the municipalities among them."""

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from projects.choices import PayerKind
from projects.models import ClaimPeriod
from projects.written_months import written
from reports import claim_papers
from reports.claim_tables import Line

Cell = str | Decimal | None
Sheet = tuple[str, Sequence[Sequence[Cell]]]
# What the title of a sheet holds at most, and what may not be in it.
LONGEST_TITLE, FORBIDDEN = 31, str.maketrans(dict.fromkeys("[]:*?/\\", " "))
FIRST_WIDE, WIDE = 44, 18


def claim_book(claim: ClaimPeriod) -> bytes:
    """The book of a claim, in Finnish. Refused (ValidationError) when the claim can't be worked out.

    Every text is written as the words it is: one that looks like a formula stays a text.
    """
    packed = io.BytesIO()
    with translation.override("fi"):
        sheets = list(_sheets(claim_papers.contents(claim)))
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "cents": book.add_format({"num_format": "#,##0.00"}),
        }
        for title, rows in sheets:
            _write(book.add_worksheet(title.translate(FORBIDDEN)[:LONGEST_TITLE]), rows, formats)
    return packed.getvalue()


def _sheets(told: dict[str, Any]) -> Iterator[Sheet]:
    heads = (_("Budget"), _("This claim"), _("All claims"), _("Left"), "%")
    facts = [(label, text) for label, text in told["facts"]]
    yield _("Claim"), [*facts, ("",), ("€", *heads), *(_amounts(line) for line in told["lines"])]
    yield _("Costs"), list(_costs(told))
    yield (
        _("Funding"),
        [(_("Funder"), _("Agreed"), _("This claim"), _("All claims")), *map(_amounts, told["funded"])],
    )
    yield _("Split by municipality"), list(_split(told))
    checks = [*told["doubts"], told["sharing"], *told["roundings"]]
    yield _("Reconciliation"), [(_("Reconciliation"), told["state"]), *((text,) for text in checks)]
    for share in told["found"].shares:
        annex = claim_papers.annex(told["found"], share.municipality.code)
        yield (
            str(share.municipality),
            [(annex["title"], ""), *annex["facts"], *annex["rows"], (_("Of this claim"), annex["here"])],
        )


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


def _write(sheet: Any, rows: Sequence[Sequence[Cell]], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, FIRST_WIDE)
    sheet.set_column(1, 20, WIDE)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(number, place, cell, formats["cents"])
            elif cell:
                sheet.write_string(number, place, cell, formats["head"] if not number else None)
