"""Reports on paper: A4, tagged, in Finnish whatever language the page was read in."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from ohjaamo.charts import stacked_columns
from ohjaamo.formats import day as in_words
from ohjaamo.formats import period
from ohjaamo.line_chart import line_chart
from ohjaamo.pdf import render_pdf
from projects.models import Project
from reports import breakdowns, snapshots, tables
from reports.choices import SplitBy
from reports.figures.split import split, told
from reports.grids import Grid
from reports.readings import one_reading
from reports.reconciliation import check_all

# More dates than this don't fit on an upright sheet.
UPRIGHT_DATES = 4


def snapshot(
    project: Project,
    days: Sequence[dt.date],
    *,
    splits: Sequence[SplitBy] = (),
    maker: str,
    moment: dt.datetime,
) -> bytes:
    """The status snapshot of a project as a PDF. Raises PdfUnavailable and PdfFailed as ohjaamo.pdf does."""
    with translation.override("fi"):
        with one_reading():
            html = snapshot_html(project, days, splits=splits, maker=maker, moment=moment)
        return render_pdf(html)


def snapshot_html(
    project: Project,
    days: Sequence[dt.date],
    *,
    splits: Sequence[SplitBy] = (),
    maker: str,
    moment: dt.datetime,
) -> str:
    """What the paper says, in the language in force; with the latest date told apart as asked."""
    built = snapshots.build(project, days)
    context = contents(built, today=moment.date()) | {
        "organisation": settings.OHJAAMO_ORGANISATION,
        "facts": facts(project),
        "made": made(maker, moment),
        "splits": split_grids(built, splits),
        "is_wide": len(built.columns) > UPRIGHT_DATES,
    }
    return render_to_string("pdf/snapshot.html", context)


def contents(built: snapshots.Snapshot, *, today: dt.date) -> dict[str, Any]:
    """What page and paper have in common."""
    chart, lines = tables.chart(built), tables.lines(built)
    return {
        "title": title(built),
        "snapshot": built,
        "rows": tables.rows(built),
        "secondary": tables.secondary(built),
        "reconciliation": check_all(built, today=today),
        "chart": chart,
        "svg": stacked_columns(chart),
        "lines": lines,
        "lines_svg": line_chart(lines),
        "definitions": tables.definitions(built),
    }


def split_grids(built: snapshots.Snapshot, asked: Sequence[SplitBy]) -> list[Grid]:
    """The clients of the latest date told apart, by each of what is asked."""
    if not asked:
        return []
    day = built.columns[-1].day
    people = told(built.project, day, categories=built.categories)
    return [
        breakdowns.split_grid(split(people, by, day), built.categories, lambda _value, _cell: "")
        for by in asked
    ]


def made(maker: str, moment: dt.datetime, *, is_draft: bool = True) -> str:
    """Who made a paper and when, for its foot."""
    text = _("%(maker)s made this draft on %(day)s at %(time)s · Ohjaamo %(version)s")
    if not is_draft:
        text = _("%(maker)s made this on %(day)s at %(time)s · Ohjaamo %(version)s")
    time, version = f"{moment:%-H.%M}", settings.OHJAAMO_VERSION
    return text % {"maker": maker, "day": in_words(moment.date()), "time": time, "version": version}


def title(built: snapshots.Snapshot) -> str:
    """Status snapshot 30.4.2022: its latest date."""
    return _("Status snapshot %(day)s") % {"day": in_words(built.columns[-1].day)}


def facts(project: Project) -> list[tuple[str, str]]:
    """What a reader must know of the project: label and text, only those that are known."""
    ages = (project.target_age_min, project.target_age_max)
    known = [
        (_("Project"), project.name),
        (_("Project code"), project.code),
        (_("Lead implementer"), project.lead_implementer),
        (_("Partner implementer"), project.partner_implementer),
        (_("Programme period"), project.get_programme_period_display()),
        (_("Priority axis"), project.priority_axis),
        (_("Specific objective"), project.specific_objective),
        (_("Project period"), period(project)),
        (_("Area"), ", ".join(map(str, project.area.all()))),
        (_("Age of the target group"), "–".join(map(str, ages)) if None not in ages else ""),
    ]
    return [(label, text) for label, text in known if text]
