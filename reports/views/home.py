"""Where one begins: the start page, and the list of reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ohjaamo.periods import today
from projects.access import projects_for, requires
from projects.money_access import money_projects_for
from reports.dashboards import dashboard
from reports.pages import holds_everywhere
from staff.permissions import Permission


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The start page: what waits for the person, by what she may do."""
    day, now = today(), timezone.localtime().time()
    context = {"dashboard": dashboard(request.user, day, now), "today": day, "now": now}
    return render(request, "reports/home.html", context)


@require_safe
@requires(Permission.SEE_REPORTS)
def index(request: HttpRequest) -> HttpResponse:
    """The projects whose reports she may read, and the money of those where she may see it."""
    projects = projects_for(request.user, Permission.SEE_REPORTS)
    sees_all = len(projects) > 1 and holds_everywhere(request.user, [Permission.SEE_REPORTS], today())
    context = {
        "projects": projects,
        "with_money": money_projects_for(request.user, Permission.SEE_MONEY),
        # Of one project alone its own table says it all.
        "sees_all": sees_all,
    }
    return render(request, "reports/index.html", context)
