"""The fund's indicators: the page, the people behind its numbers, and the book."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ohjaamo.periods import today
from ohjaamo.sheets import XLSX
from projects.access import project_for
from reports import days, indicator_books, indicator_checks, indicator_people, indicator_tables
from reports.figures.indicators import UnknownIndicator, in_force
from reports.figures.indicators import indicators as indicators_of
from reports.forms.days import DayForm
from reports.pages import OPENERS, may_open, may_publish, people_page
from reports.readings import one_reading
from reports.reconciliation import Reconciliation
from staff.permissions import Permission


@require_safe
def indicators(request: HttpRequest, code: str) -> HttpResponse:
    """The indicators of the project's programme period as of a day, and whether they agree."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    form = DayForm(request.GET, today=today())
    with one_reading():
        found = indicators_of(project, form.day)
        not_counted = indicator_tables.not_counted(in_force(project, form.day))
    context = {
        "form": form,
        "project": project,
        "day": form.day,
        "groups": {name: len(keys) for name, keys in found.groups.items()},
        "sections": indicator_tables.sections(found),
        "headings": indicator_tables.headings(),
        "not_counted": not_counted,
        "reconciliation": Reconciliation(tuple(indicator_checks.findings(found))),
        "can_open": may_open(request.user, project, today()),
        "may_publish": may_publish(request.user, project, today()),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "reports/indicators/page.html", context, status=status)


@require_safe
def indicator_people_list(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """The clients behind a number of the indicators, those of them whom she sees."""
    project = project_for(request.user, code, *OPENERS)
    try:
        day = days.read(request.GET["date"]) if "date" in request.GET else today()
        found = indicator_people.of_indicators(project, day, indicator)
    except (UnknownIndicator, ValueError) as error:
        raise Http404 from error
    clients, why = indicator_people.with_facts(found, project, day)
    back = f"{reverse('reports:indicators', args=[code])}?date={day.isoformat()}"
    return people_page(request, project, found, clients, why, back=back, today=today())


@require_safe
def indicators_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The same numbers as a book."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    form = DayForm(request.GET, today=today())
    with one_reading():
        packed = indicator_books.book(indicators_of(project, form.day))
    name = indicator_tables.file_name(code, form.day)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(packed, content_type=XLSX, headers=headers)
