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
from ohjaamo.pdf import render_pdf
from projects.models import Project
from reports import snapshots, tables
from reports.reconciliation import check

# More dates than this don't fit on an upright sheet.
UPRIGHT_DATES = 4


def snapshot(project: Project, days: Sequence[dt.date], *, maker: str, moment: dt.datetime) -> bytes:
    """The status snapshot of a project as a PDF. Raises PdfUnavailable and PdfFailed as ohjaamo.pdf does."""
    with translation.override("fi"):
        return render_pdf(snapshot_html(project, days, maker=maker, moment=moment))


def snapshot_html(project: Project, days: Sequence[dt.date], *, maker: str, moment: dt.datetime) -> str:
    """What the paper says, in the language in force."""
    built = snapshots.build(project, days)
    context = contents(built) | {
        "organisation": settings.OHJAAMO_ORGANISATION,
        "facts": facts(project),
        "made": made(maker, moment),
        "is_wide": len(built.columns) > UPRIGHT_DATES,
    }
    return render_to_string("pdf/snapshot.html", context)


def contents(built: snapshots.Snapshot) -> dict[str, Any]:
    """What page and paper have in common."""
    chart = tables.chart(built)
    return {
        "title": title(built),
        "snapshot": built,
        "rows": tables.rows(built),
        "secondary": tables.secondary(built),
        "reconciliation": check(built),
        "chart": chart,
        "svg": stacked_columns(chart),
        "definitions": tables.definitions(built),
    }


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
