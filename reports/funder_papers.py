"""A report to the funder as it is read: the same on its page, in its preview and on paper, in its own language."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from ohjaamo.formats import period
from ohjaamo.pdf import render_pdf
from reports import papers, report_parts
from reports.models import FunderReport
from reports.readings import one_reading
from reports.report_parts import Drawn


def parts_of(report: FunderReport, *, today: dt.date, sees_money: bool) -> list[Drawn]:
    """Every part at its place, in the report's language, as of one moment."""
    with one_reading():
        parts = report.parts.select_related("report__project")
        return [report_parts.drawn(part, today=today, sees_money=sees_money) for part in parts]


def paper(report: FunderReport, *, sees_money: bool, maker: str, moment: dt.datetime) -> bytes:
    """The report as a PDF in its own language. Raises PdfUnavailable and PdfFailed as ohjaamo.pdf does."""
    with translation.override(report.language):
        return render_pdf(paper_html(report, sees_money=sees_money, maker=maker, moment=moment))


def paper_html(report: FunderReport, *, sees_money: bool, maker: str, moment: dt.datetime) -> str:
    """What the paper says, in the language in force."""
    drawn = parts_of(report, today=moment.date(), sees_money=sees_money)
    context: dict[str, Any] = {
        "title": report.title,
        "organisation": settings.OHJAAMO_ORGANISATION,
        "made": papers.made(maker, moment),
        "report": report,
        "period": period(report.period),
        "parts": drawn,
        "is_wide": any(part.is_wide for part in drawn),
    }
    return render_to_string("pdf/funder_report.html", context)
