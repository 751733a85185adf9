"""A publication as files: the paper for the archive, with its figures attached, and the spreadsheet."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ohjaamo.formats import day as in_words
from ohjaamo.formats import moment as moment_in_words
from ohjaamo.pdf import Attachment, render_pdf
from ohjaamo.sheets import Cell, Sheet, xlsx
from reports import papers
from reports.choices import Audience
from reports.publishable import Report
from reports.sealed_contents import Seal, without_people

ARCHIVE = "pdf/a-3a"


def paper(report: Report, seal: Seal, *, content: str, digest: str, book: bytes) -> bytes:
    """The PDF/A-3a of a report, with the figures in it as a spreadsheet and as JSON, both without people.

    Raises PdfUnavailable and PdfFailed as ohjaamo.pdf does.
    """
    of = (report.project.code, report.kind, report.as_of.isoformat(), seal.version)
    name = file_name(*of, seal.reader.audience)
    figures = json.dumps(without_people(content, digest), ensure_ascii=False, indent=1).encode()
    attachments = [
        Attachment(f"{name}.xlsx", _("The figures as a spreadsheet"), book),
        Attachment(f"{name}.json", _("The figures as JSON"), figures),
    ]
    return render_pdf(paper_html(report, seal, digest), variant=ARCHIVE, attachments=attachments)


def paper_html(report: Report, seal: Seal, digest: str) -> str:
    """What the paper says, in the language in force; its foot bears the version and the digest."""
    context = {
        **report.context,
        "title": report.title,
        "organisation": settings.OHJAAMO_ORGANISATION,
        "facts": [*papers.facts(report.project), *_facts(seal, digest)],
        "made": _foot(seal, digest),
        "is_wide": len(report.days) > papers.UPRIGHT_DATES,
        "body": report.template,
    }
    return render_to_string("pdf/publication.html", context)


def book(report: Report, seal: Seal, digest: str) -> bytes:
    """The same figures as a spreadsheet, with what the rules found and what the words mean."""
    return xlsx(_sheets(report, seal, digest))


def file_name(code: str, kind: str, day: str, version: int, audience: str = Audience.FUNDER) -> str:
    """What the files of a publication are called, without their ending."""
    of = kind if audience == Audience.FUNDER else f"{kind}-{audience}"
    return f"{code}-{of}-{day}-v{version}"


def _sheets(report: Report, seal: Seal, digest: str) -> Iterator[Sheet]:
    yield Sheet(_("The figures"), list(_figures(report)))
    rules = [(finding.text, _verdict(finding)) for finding in report.told]
    if rules:
        yield Sheet(_("Reconciliation"), [(_("Rule"), _("State")), *rules])
    yield Sheet(_("Definitions"), [(_("Word"), _("Meaning")), *report.definitions])
    facts = [*papers.facts(report.project), *_facts(seal, digest)]
    yield Sheet(_("Publication"), [(_("Publication"), report.title), *facts])


def _figures(report: Report) -> Iterator[Sequence[Cell]]:
    """A row for each figure and a column for each day; what is of no day stands in the last column."""
    yield (_("Figure"), *(in_words(day) for day in report.days))
    rows: dict[str, dict[Any, Cell]] = {}
    for each in report.figures:
        is_hidden = (each.figure, each.day) in report.hidden
        rows.setdefault(each.figure, {})[each.day or report.as_of] = (
            _("suppressed") if is_hidden else each.value
        )
    for figure, values in rows.items():
        yield (report.label(figure), *(values.get(day) for day in report.days))


def _verdict(finding: Any) -> str:
    if finding.is_met:
        return _("Adds up")
    reasons = "; ".join(each.reason for each in finding.explanations)
    return _("Explained: %s") % reasons if finding.is_explained else _("Explain")


def _facts(seal: Seal, digest: str) -> list[tuple[str, str]]:
    known = [
        (_("Version"), str(seal.version)),
        (_("Why anew"), seal.reason),
        (_("Published"), f"{moment_in_words(seal.moment)}, {seal.publisher}"),
        (_("Version of Ohjaamo"), settings.OHJAAMO_VERSION),
        (_("Digest (SHA-256)"), digest),
    ]
    return [(label, text) for label, text in known if text]


def _foot(seal: Seal, digest: str) -> str:
    made = papers.made(seal.publisher, localtime(seal.moment), is_draft=False)
    return f"{made} · {_('version %s') % seal.version} · SHA-256 {digest}"
