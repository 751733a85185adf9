"""The status snapshot: the page, the people behind its numbers, and the paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from projects.access import project_for
from reports import days, papers, people, snapshots
from reports.figures.status import UnknownCell
from reports.forms import DatesForm
from reports.pages import OPENERS, people_page, snapshot_page
from staff.permissions import Permission


@require_safe
def snapshot(request: HttpRequest, code: str) -> HttpResponse:
    """The table, whether it adds up, and what was published."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    moment = timezone.localtime()
    form = DatesForm(request.GET, project=project, today=moment.date())
    built = snapshots.build(project, form.days)
    context = snapshot_page(built, user=request.user, today=moment.date()) | {"form": form, "moment": moment}
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
        paper = papers.snapshot(project, form.days, maker=str(request.user), moment=moment)
    except (PdfFailed, PdfUnavailable) as error:
        known = isinstance(error, PdfUnavailable)
        messages.error(request, str(error) if known else _("The PDF couldn't be made. Try fewer dates."))
        return redirect(page)
    name = f"tilannekuva-{code}-{max(form.days).isoformat()}.pdf"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


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
