"""The results of a project, and the people behind them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ohjaamo.periods import today
from projects.access import project_for
from reports import people
from reports.figures.results import UnknownResult
from reports.pages import OPENERS, people_page, results_page
from staff.permissions import Permission


@require_safe
def results(request: HttpRequest, code: str) -> HttpResponse:
    """Events and persons of each kind, beside what was published, and the nationalities."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    return render(request, "reports/results.html", results_page(project, user=request.user, today=today()))


@require_safe
def result_people(request: HttpRequest, code: str, figure: str) -> HttpResponse:
    """The clients behind a result, those of them whom she sees, with each event."""
    project = project_for(request.user, code, *OPENERS)
    try:
        found = people.of_results(project, figure)
    except UnknownResult as error:
        raise Http404 from error
    clients = people.with_outcomes(found.clients, project, figure)
    back = reverse("reports:results", args=[code])
    return people_page(request, project, found, clients, people.why_counted, back=back, today=today())
