"""The check page of a report, and publishing it."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ohjaamo.periods import today
from projects.access import project_for
from projects.models import Municipality, Project
from reports import publication_tables, publications, publishable, sealing
from reports.choices import Audience, PublicationKind
from reports.forms.days import DatesForm
from reports.forms.publications import PublishForm
from reports.models import Publication
from reports.publishable import Report
from reports.readers import Reader
from reports.readings import one_reading
from staff.pages import is_accepted
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """What would be published, whether it may be, and the button that seals it."""
    project = project_for(request.user, code, Permission.PUBLISH_REPORTS)
    day = today()
    kind, days = _asked(request, project, day)
    reader = _reader(request)
    number = publications.next_version(project, kind, max(days), reader)
    form = PublishForm(request.POST if request.method == "POST" else None, version=number)
    made: list[Publication] = []

    def seal() -> None:
        facts = {"kind": kind, "days": days, "reader": reader, "today": day, "by": request.user}
        made.append(sealing.publish(project=project, **form.cleaned_data, **facts))

    if is_accepted(form, seal):
        messages.success(request, _("Published. From now on it never changes."))
        return redirect("reports:publication", made[0].pk)
    context = {"project": project, "form": form, "number": number, "back": _back(project, kind, reader)}
    context |= _checked(kind, project, days, reader, day)
    return render(request, "reports/publish.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, project: Project, day: dt.date) -> tuple[str, list[dt.date]]:
    """Which report of which days; the project's own days when none can be read."""
    dates = DatesForm(request.GET, project=project, today=day)
    kind = request.GET.get("kind", "")
    known = kind if kind in PublicationKind.values else PublicationKind.SNAPSHOT.value
    return known, [each for each in dates.days if each <= day] or dates.default


def _reader(request: HttpRequest) -> Reader:
    """For whom; the funder when nobody else is asked for. A payer is a municipality by its code."""
    asked = request.GET.get("audience", "")
    audience = Audience(asked) if asked in Audience.values else Audience.FUNDER
    code = request.GET.get("municipality", "") if audience == Audience.PAYER else ""
    return Reader(audience, Municipality.objects.filter(code=code).first() if code else None)


def _back(project: Project, kind: str, reader: Reader) -> str:
    if reader.is_funder:
        return reverse(f"reports:{kind}", args=[project.code])
    return reverse("reports:audience", args=[project.code, reader.audience.value])


def _checked(
    kind: str, project: Project, days: list[dt.date], reader: Reader, day: dt.date
) -> dict[str, Any]:
    """The report with what the rules find, or why there is none."""
    try:
        with one_reading():
            report: Report = publishable.draw(kind, project, days, today=day, reader=reader)
    except ValidationError as refusal:
        return {"trouble": " ".join(refusal.messages)}
    return {
        "report": report,
        "reconciliation": report.reconciliation,
        "steps": publication_tables.steps(report),
        "can_open": True,
        "may_explain": kind != PublicationKind.INDICATORS,
    }
