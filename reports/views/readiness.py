"""Before the reporting date: how far each coach is, and the clients who are left."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clients.models import Client
from ohjaamo.periods import today
from projects.access import project_for
from projects.memberships import allowed_to
from projects.models import Project
from reports.pages import OPENERS, people_page
from reports.people import Figure
from reports.readiness import ANY, GAPS, Readiness
from reports.readiness import readiness as readiness_of
from reports.readings import one_reading
from staff.models import User
from staff.permissions import Permission


@require_safe
def readiness(request: HttpRequest, code: str) -> HttpResponse:
    """A row for each coach, to whom opens figures; to a coach her own."""
    project = project_for(request.user, code, Permission.SEE_REPORTS)
    with one_reading():
        found = _readiness(request.user, project)
    headings = [GAPS[gap] for gap in found.whole.gaps] if found else []
    context = {"project": project, "readiness": found, "headings": headings}
    return render(request, "reports/readiness/page.html", context)


@require_safe
def readiness_people(request: HttpRequest, code: str, coach: str, gap: str) -> HttpResponse:
    """The clients behind a number of a row: with a gap, or with any."""
    project, day = project_for(request.user, code, *OPENERS), today()
    found = _readiness(request.user, project)
    row = found.row(coach) if found else None
    if row is None or gap not in (ANY, *row.gaps):
        raise Http404
    label = GAPS[gap] if gap in GAPS else _("Something missing")
    figure = Figure(f"{row.coach or _('All coaches')}: {label}", sorted(row.behind(gap)))

    def why(client: Client) -> list[str]:
        return [str(GAPS[each]) for each, keys in row.gaps.items() if client.pk in keys]

    clients = figure.clients.select_related("municipality")
    back = reverse("reports:readiness", args=[code])
    return people_page(request, project, figure, clients, why, back=back, today=day)


def _readiness(user: User, project: Project) -> Readiness | None:
    day = today()
    found = readiness_of(project, day)
    sees_all = allowed_to(user, day).may(Permission.OPEN_FIGURES, project.pk)
    return found.seen_by(user, sees_all) if found else None
