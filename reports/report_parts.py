"""What each part of a report to the funder shows: the figures of their own pages, as of the report's last day."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from projects.choices import Implementer, ProjectPart
from projects.splits import Mode
from reports import cofinancing_tables, days, follow_up_tables, papers, snapshots
from reports.choices import PartKind, PromiseKind
from reports.figures import cofinancing, indicators
from reports.figures.follow_up import follow_up
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


def drawn(part: ReportPart, *, today: dt.date, sees_money: bool) -> Drawn:
    """A part in its report's language, whatever language is in force; money only to whoever sees it."""
    with translation.override(part.report.language):
        is_hers = sees_money or part.kind != PartKind.MONEY
        figures = FIGURES[PartKind(part.kind)] if is_hers else _not_hers
        template, context = figures(part, today)
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


def _not_hers(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    return "reports/funder_reports/_not_hers.html", {}


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


def _money(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    """Budget beside actuals of the lead implementer, and the split among municipalities; nothing where money is off."""
    project, day = part.report.project, min(today, part.report.ends_on)
    if not project.has_part(ProjectPart.MONEY):
        return "reports/funder_reports/_money.html", {}
    followed = follow_up(project, Implementer.LEAD, day)
    split = cofinancing.plan(project, Mode.EXACT, cofinancing.day_of_plan(project, day))
    context = {
        "sections": follow_up_tables.sections(followed.periods) if followed else [],
        "found": split,
        "table": cofinancing_tables.table(split) if split else None,
    }
    return "reports/funder_reports/_money.html", context


def _signatures(part: ReportPart, today: dt.date) -> tuple[str, Context]:
    return "reports/funder_reports/_signatures.html", {"places": [_("Place and date"), _("Signature")] * 2}


FIGURES: Mapping[PartKind, Callable[[ReportPart, dt.date], tuple[str, Context]]] = {
    PartKind.WORDS: _words,
    PartKind.FACTS: _facts,
    PartKind.SNAPSHOT: _snapshot,
    PartKind.RESULTS: _results,
    PartKind.INDICATORS: _indicators,
    PartKind.PROMISES: _promises,
    PartKind.MONEY: _money,
    PartKind.SIGNATURES: _signatures,
}
