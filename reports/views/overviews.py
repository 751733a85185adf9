"""The status snapshot of all projects together: for somebody who may read the reports of each of them."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ohjaamo.periods import today
from projects.access import requires
from reports import days, papers, people, snapshots
from reports.figures.status import UnknownCell
from reports.forms.days import DatesForm
from reports.pages import OPENERS, holds_everywhere, people_page
from reports.readings import one_reading
from staff.models import User
from staff.permissions import Permission


@require_safe
@requires(Permission.SEE_REPORTS)
def all_snapshot(request: HttpRequest) -> HttpResponse:
    """The table of all projects, each client once, in the association's own order of precedence."""
    _require_everywhere(request.user, [Permission.SEE_REPORTS])
    moment = timezone.localtime()
    form = DatesForm(request.GET, project=None, today=moment.date())
    with one_reading():
        built = snapshots.build(None, form.days)
        context = papers.contents(built, today=moment.date())
        context |= {"splits": papers.split_grids(built, form.splits)}
    context |= {"project": None, "form": form, "moment": moment}
    context |= {"can_open": holds_everywhere(request.user, OPENERS, moment.date())}
    return render(request, "reports/all_snapshot.html", context, status=200 if form.is_valid() else 422)


@require_safe
@requires(*OPENERS)
def all_people(request: HttpRequest, day: str, cell: str) -> HttpResponse:
    """The clients behind a number of all projects, those of them whom she sees."""
    _require_everywhere(request.user, OPENERS)
    try:
        on = days.read(day)
        since = days.read(request.GET["since"]) if "since" in request.GET else None
        figure = people.of_snapshot(None, on, cell, since)
    except (UnknownCell, ValueError) as error:
        raise Http404 from error
    found = people.with_stays(figure.clients, None, on)
    back = reverse("reports:all-snapshot")
    return people_page(request, None, figure, found, people.why_active, back=back, today=today())


def _require_everywhere(user: User, permissions: Sequence[Permission]) -> None:
    if not holds_everywhere(user, permissions, today()):
        raise Http404
