"""What each part of a report to the funder shows: the figures of their own pages, as of the report's last day."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from reports import days, papers, snapshots
from reports.choices import PartKind, PromiseKind
from reports.figures import indicators
from reports.indicator_tables import headings, sections
from reports.models import FunderReport, ReportPart
from reports.promises import progress
from reports.result_pages import shown
from reports.result_parts import PARTS

Context = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A part ready to be read: its heading, its words and figures as HTML; `is_wide` asks for a sheet on its side."""

    part: ReportPart
    heading: str
    html: str
    is_wide: bool


def drawn(part: ReportPart, *, today: dt.date) -> Drawn:
    """A part in its report's language, whatever language is in force."""
    with translation.override(part.report.language):
        template, context = FIGURES[PartKind(part.kind)](part, today)
        paragraphs = [text.strip() for text in part.text.split("\n\n") if text.strip()]
        told = context | {"paragraphs": paragraphs, "template": template}
        html = render_to_string("reports/funder_reports/_told.html", told)
        return Drawn(part, part.heading or usual_heading(part), html, context.get("is_wide", False))


def usual_heading(part: ReportPart) -> str:
    """What a part is called that has no heading of its own; own words have none."""
    if part.kind == PartKind.RESULTS:
        return str(PARTS[part.results].label) if part.results in PARTS else ""
    return "" if part.kind == PartKind.WORDS else str(PartKind(part.kind).label)


def reporting_days(report: FunderReport) -> list[dt.date]:
    """The project's reporting dates up to the report's last day, which is one of them in any case."""
    return sorted({*days.reporting(report.project, report.ends_on), report.ends_on})


def _words(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    return "", {}


def _facts(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    return "reports/funder_reports/_facts.html", {"facts": papers.facts(part.report.project)}


def _snapshot(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    built = snapshots.build(part.report.project, reporting_days(part.report))
    context = papers.contents(built, today=today)
    context["is_wide"] = len(built.columns) > papers.UPRIGHT_DATES
    return "reports/_paper.html", context


def _results(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    of = PARTS[part.results]
    found = of.tables(part.report.project, part.report.period, min(today, part.report.ends_on))
    return "reports/funder_reports/_results.html", {"tables": [shown(table) for table in found]}


def _indicators(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    found = indicators.indicators(part.report.project, part.report.ends_on)
    context = {"headings": headings(), "sections": sections(found)}
    return "reports/funder_reports/_indicators.html", context


def _promises(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    found = progress(part.report.project, today=min(today, part.report.ends_on))
    groups = [(kind, [each for each in found if each.promise.kind == kind]) for kind in PromiseKind]
    return "reports/funder_reports/_promises.html", {"groups": groups}


def _signatures(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    return "reports/funder_reports/_signatures.html", {"places": [_("Place and date"), _("Signature")] * 2}


FIGURES: Mapping[PartKind, Callable[[ReportPart, dt.date], tuple[str, Context]]] = {
    PartKind.WORDS: _words,
    PartKind.FACTS: _facts,
    PartKind.SNAPSHOT: _snapshot,
    PartKind.RESULTS: _results,
    PartKind.INDICATORS: _indicators,
    PartKind.PROMISES: _promises,
    PartKind.SIGNATURES: _signatures,
}
