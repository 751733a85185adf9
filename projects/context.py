"""What every page needs to know of the person: where she may go."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ohjaamo.periods import today
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from projects.pages import SETTINGS
from staff.permissions import CLIENT_VIEWERS, Permission

# Pages that stand under another place than their address says.
STANDS_UNDER = (
    # A project's catalogue, among the services.
    (re.compile(r"/projects/.*/services/"), "coaching:catalogues"),
    # Whom a book's rows are about, a step of its import.
    (re.compile(r"/clients/imports/"), "projects:imports"),
    # What is kept of money, beside its figures.
    (
        re.compile(
            r"/projects/([^/]+/)?(funding|budgets?|cofinancing|costs|claims|invoices)/|/municipalities/"
        ),
        "reports:index",
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The places in the navigation bar, only those the person may enter, and whether she may log sessions."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "can_log": False, "demo_mode": settings.OHJAAMO_TRIAL}
    allowed = allowed_to(user, today())
    places = [(_("Home"), reverse("reports:home"), "home", True)]
    places.append(
        (_("Clients"), reverse("clients:list"), "users", any(allowed.may(each) for each in CLIENT_VIEWERS))
    )
    uses_groups = allowed.projects_using(ProjectPart.GROUPS, Permission.LOG_SESSIONS)
    places.append((_("Groups"), reverse("coaching:groups"), "user-group", bool(uses_groups)))
    logs = allowed.may(Permission.LOG_SESSIONS)
    places.append((_("Calendar"), reverse("coaching:calendar"), "calendar-days", logs))
    places.append((_("Work list"), reverse("coaching:worklist"), "clipboard-document-check", logs))
    places.append((_("Reports"), reverse("reports:index"), "chart-bar", allowed.may(Permission.SEE_REPORTS)))
    uses_services = allowed.projects_using(
        ProjectPart.SERVICES, Permission.LOG_SESSIONS, Permission.KEEP_CATALOGUE
    )
    places.append((_("Services"), reverse("coaching:catalogues"), "squares-plus", bool(uses_services)))
    imports = allowed.may(Permission.IMPORT_BOOKS)
    places.append((_("Imports"), reverse("projects:imports"), "arrow-up-tray", imports))
    keeps = any(allowed.may(each) for each in SETTINGS)
    places.append((_("Settings"), reverse("projects:list"), "cog-6-tooth", keeps))
    keeps_network = any(allowed.may(each) for each in (Permission.LOG_SESSIONS, Permission.KEEP_CLIENT_FACTS))
    places.append((_("Partners"), reverse("projects:partners"), "building-office", keeps_network))
    return {
        "navigation": [_place(request, *place[:3]) for place in places if place[3]],
        "can_log": allowed.may(Permission.LOG_SESSIONS),
        "can_search": any(allowed.may(each) for each in CLIENT_VIEWERS),
        "demo_mode": settings.OHJAAMO_TRIAL,
    }


def _place(request: HttpRequest, label: str, url: str, icon: str) -> dict[str, Any]:
    path = next((reverse(name) for form, name in STANDS_UNDER if form.match(request.path)), request.path)
    is_here = path == url if url == "/" else path.startswith(url)
    return {"label": label, "url": url, "icon": icon, "is_current": is_here}
