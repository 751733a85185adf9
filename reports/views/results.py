"""The results of a project, part by part: the page, its spreadsheet, and the people behind each number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ohjaamo import sheets
from ohjaamo.periods import today
from projects.access import project_for
from reports import result_pages
from reports.forms.days import PeriodForm
from reports.pages import OPENERS, may_open, may_publish, people_page
from reports.readings import one_reading
from reports.result_parts import OUTCOMES, PARTS, Part
from staff.permissions import Permission


@require_safe
def results(request: HttpRequest, code: str, part: str = OUTCOMES) -> HttpResponse:
    """The tables of a part for a period, or for the whole project."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    form, day = PeriodForm(request.GET), today()
    with one_reading():
        context = result_pages.page(project, _part(part), form.period, today=day)
        context |= {
            "form": form,
            "asked": _asked(request),
            "can_open": may_open(request.user, project, day),
            "may_publish": may_publish(request.user, project, day),
            "publish_day": min(form.period.ends_on or day, day),
        }
        return render(request, "reports/results.html", context, status=200 if form.is_valid() else 422)


@require_safe
def results_xlsx(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """The same tables as a spreadsheet."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    with one_reading():
        book = result_pages.book(project, _part(part), PeriodForm(request.GET).period, today=today())
    return sheets.answer(book, f"tulokset-{code}-{part}.xlsx")


@require_safe
def result_people(request: HttpRequest, code: str, part: str, figure: str) -> HttpResponse:
    """The clients behind a number, those of them whom she sees, with what counts of each."""
    project = project_for(request.user, code, *OPENERS)
    period = PeriodForm(request.GET).period
    with one_reading():
        try:
            opened = result_pages.opened(project, _part(part), period, figure, today=today())
        except LookupError as error:
            raise Http404 from error
        back = f"{reverse('reports:results-part', args=[code, part])}{_asked(request)}"
        people = (opened.figure, opened.clients, opened.why)
        return people_page(request, project, *people, back=back, today=today())


def _part(key: str) -> Part:
    if key not in PARTS:
        raise Http404
    return PARTS[key]


def _asked(request: HttpRequest) -> str:
    """The period as it stands in an address."""
    asked = request.GET.copy()
    for name in set(asked) - {"from", "to"}:
        del asked[name]
    return f"?{asked.urlencode()}" if asked else ""
