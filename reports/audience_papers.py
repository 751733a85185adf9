"""A report for an audience as it is read: on the page, on paper, in a spreadsheet. Nothing in it opens anybody."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from ohjaamo import sheets
from ohjaamo.formats import day, number
from ohjaamo.pdf import render_pdf
from reports import papers
from reports.audience_parts import Line, Part
from reports.audiences import RESULTS, Version
from reports.choices import Audience

# More dates than this don't fit on an upright sheet.
UPRIGHT_DATES = 6
SNAPSHOT = "snapshot"


@dataclass(frozen=True)
class Table:
    """A part in words: the titles of its columns, and of each line its label, its cells, and whether it is a total."""

    key: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, list[str], bool], ...]


def contents(version: Version) -> dict[str, Any]:
    """What page and paper have in common."""
    return {
        "title": title(version),
        "project": version.project,
        "version": version,
        "tables": [_table(version, part) for part in version.parts],
        "confidential": confidential(version),
        "notes": notes(version),
    }


def pdf(version: Version, *, maker: str, moment: dt.datetime) -> bytes:
    """The report as a PDF, in Finnish. Raises PdfUnavailable and PdfFailed as ohjaamo.pdf does."""
    with translation.override("fi"):
        context = contents(version) | {
            "organisation": settings.OHJAAMO_ORGANISATION,
            "facts": papers.facts(version.project),
            "made": papers.made(maker, moment),
            "is_wide": len(version.days) > UPRIGHT_DATES,
        }
        return render_pdf(render_to_string("pdf/audience.html", context))


def book(version: Version) -> bytes:
    """The report as an .xlsx, in Finnish: a sheet for each part, and what a reader must know on the first."""
    with translation.override("fi"):
        return sheets.xlsx(_sheets(version))


def title(version: Version) -> str:
    """For whom the report is, and its latest date."""
    facts = {"day": day(version.day), "municipality": version.municipality or ""}
    if version.audience == Audience.PAYER:
        return _("Report to the payer: %(municipality)s %(day)s") % facts
    if version.audience == Audience.PUBLIC:
        return _("Public report %(day)s") % facts
    return _("Report to the funder %(day)s") % facts


def names(version: Version) -> dict[str, str]:
    """What the figures are called; those of a split and of results by what they are told apart by."""
    return {
        each.figure: _name(part, line, place)
        for part in version.parts
        for line in part.lines
        for place, each in enumerate(line.figures, 1)
    }


def confidential(version: Version) -> str:
    """What is written over a report that isn't for everybody; nothing on a public one."""
    if version.audience == Audience.PAYER:
        return _("Confidential: small numbers are shown. Only for the municipality's own use.")
    if version.audience == Audience.FUNDER:
        return _("Confidential: small numbers are shown. Only for the funder's use.")
    return ""


def notes(version: Version) -> list[str]:
    """What a reader must know of the numbers."""
    if version.audience == Audience.PUBLIC:
        return list(_public_notes(version))
    if version.audience == Audience.PAYER:
        return [
            _("Those clients who live in the municipality by what is known now."),
            _(
                "A client under a safety restriction isn't told to live anywhere, so is in no municipality's report."
            ),
        ]
    return []


def _public_notes(version: Version) -> Iterator[str]:
    yield _("“suppressed”: fewer than five people, or a number from which a small one could be worked out.")
    yield _("Of results also a zero is suppressed, and the events go with their persons.")
    yield _("Municipalities with fewer than a hundred foreign-language residents are told together.")
    if version.known:
        yield _("Earlier public reports have told some of the suppressed numbers; they can't be taken back.")


def _name(part: Part, line: Line, place: int) -> str:
    if part.key == SNAPSHOT:
        return line.label
    if part.key == RESULTS:
        return f"{line.label} · {part.heads[place]}"
    return f"{part.heads[0]} · {line.label}"


def _table(version: Version, part: Part) -> Table:
    lines = tuple((line.label, _cells(version, line), line.is_total) for line in part.lines)
    return Table(part.key, part.title, part.heads, lines)


def _cells(version: Version, line: Line) -> list[str]:
    return [_("suppressed") if version.is_hidden(each) else number(each.value) for each in line.figures]


def _sheets(version: Version) -> Iterator[sheets.Sheet]:
    facts = [(label, text) for label, text in papers.facts(version.project)]
    told = [text for text in (confidential(version), *notes(version)) if text]
    yield sheets.Sheet(_("Report"), [(title(version),), *((text,) for text in told), *facts])
    for part in version.parts:
        yield sheets.Sheet(part.title, [part.heads, *(_row(version, line) for line in part.lines)])


def _row(version: Version, line: Line) -> Sequence[sheets.Cell]:
    cells = [_("suppressed") if version.is_hidden(each) else each.value for each in line.figures]
    return (line.label, *cells)
