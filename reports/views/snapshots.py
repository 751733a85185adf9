"""The status snapshot: the page, the people behind its numbers, and the paper."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from ohjaamo.sheets import CSV, XLSX, answer, csv_lines, xlsx
from projects.access import project_for
from reports import days, papers, people, snapshots
from reports.figures.status import UnknownCell
from reports.forms.days import DatesForm
from reports.grids import Grid
from reports.pages import OPENERS, people_page, snapshot_page
from reports.readings import one_reading
from reports.snapshot_books import sheets, table_rows
from staff.permissions import Permission


@require_safe
def snapshot(request: HttpRequest, code: str) -> HttpResponse:
    """The table, whether it adds up, and what was published."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    moment = timezone.localtime()
    form = DatesForm(request.GET, project=project, today=moment.date())
    with one_reading():
        built = snapshots.build(project, form.days)
        context = snapshot_page(built, user=request.user, today=moment.date())
        context |= {"splits": papers.split_grids(built, form.splits)}
    context |= {"form": form, "moment": moment}
    return render(request, "reports/snapshot.html", context, status=200 if form.is_valid() else 422)


@require_safe
def snapshot_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The same table on paper; back to the page when the days can't be read or this machine can't make it."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    moment = timezone.localtime()
    form = DatesForm(request.GET, project=project, today=moment.date())
    page = f"{reverse('reports:snapshot', args=[code])}?{request.GET.urlencode()}"
    if not form.is_valid():
        return redirect(page)
    try:
        paper = papers.snapshot(
            project, form.days, splits=form.splits, maker=str(request.user), moment=moment
        )
    except (PdfFailed, PdfUnavailable) as error:
        known = isinstance(error, PdfUnavailable)
        messages.error(request, str(error) if known else _("The PDF couldn't be made. Try fewer dates."))
        return redirect(page)
    name = f"tilannekuva-{code}-{max(form.days).isoformat()}.pdf"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@require_safe
def snapshot_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The same numbers as a spreadsheet, in Finnish; back to the page when the days can't be read."""
    return _table(request, code, "xlsx", XLSX, lambda told, splits: xlsx(sheets(told, splits)))


@require_safe
def snapshot_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The table alone as a text file, in Finnish; back to the page when the days can't be read."""
    return _table(
        request, code, "csv", CSV,
        lambda told, _splits: b"".join(csv_lines(table_rows(told["snapshot"], told["rows"]))),
    )  # fmt: skip


@require_safe
def snapshot_people(request: HttpRequest, code: str, day: str, cell: str) -> HttpResponse:
    """The clients behind a number of the table, those of them whom she sees."""
    project = project_for(request.user, code, *OPENERS)
    try:
        on = days.read(day)
        since = days.read(request.GET["since"]) if "since" in request.GET else None
        figure = people.of_snapshot(project, on, cell, since)
    except (UnknownCell, ValueError) as error:
        raise Http404 from error
    found = people.with_stays(figure.clients, project, on)
    back = reverse("reports:snapshot", args=[code])
    return people_page(request, project, figure, found, people.why_active, back=back, today=today())


def _table(
    request: HttpRequest,
    code: str,
    extension: str,
    content_type: str,
    pack: Callable[[dict[str, Any], list[Grid]], bytes],
) -> HttpResponse:
    project, day = project_for(request.user, code, Permission.SEE_REPORTS), today()
    form = DatesForm(request.GET, project=project, today=day)
    if not form.is_valid():
        return redirect(f"{reverse('reports:snapshot', args=[code])}?{request.GET.urlencode()}")
    with one_reading(), translation.override("fi"):
        built = snapshots.build(project, form.days)
        packed = pack(papers.contents(built, today=day), papers.split_grids(built, form.splits))
    return answer(packed, f"tilannekuva-{code}-{max(form.days).isoformat()}.{extension}", content_type)
