"""What the pages of this floor are made of."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from clients.access import reachable_clients, visible_clients
from clients.models import Client, Enrolment
from clients.pages import landing, municipality_of
from projects.memberships import allowed_to
from projects.models import Project
from reports import papers, tables
from reports.people import Figure
from reports.snapshots import Snapshot
from staff.models import User
from staff.permissions import Permission

ROWS_A_PAGE = 50
# Those who open a figure: to all the people behind it, or to those among them whom they coach.
OPENERS = (Permission.OPEN_FIGURES, Permission.SEE_OWN_CLIENTS)


@dataclass(frozen=True)
class Person:
    """A client behind a number. Of those whose record she can't open, neither address nor why."""

    client: Client
    name: str
    url: str
    municipality: str
    why: list[str]


def may_open(user: User, project: Project, day: dt.date) -> bool:
    """Whether she gets to the people behind the project's numbers, all or some."""
    return any(allowed_to(user, day).may(permission, project.pk) for permission in OPENERS)


def may_publish(user: User, project: Project, day: dt.date) -> bool:
    """Whether she may seal the project's reports."""
    return bool(allowed_to(user, day).may(Permission.PUBLISH_REPORTS, project.pk))


def holds_everywhere(user: User, permissions: Sequence[Permission], day: dt.date) -> bool:
    """Whether she holds one of the permissions in every project that has clients."""
    held = allowed_to(user, day).projects_where(*permissions)
    return bool(held) and not Enrolment.objects.exclude(project__in=held).exists()


def snapshot_page(built: Snapshot, *, user: User, today: dt.date) -> dict[str, Any]:
    """All that the page of a snapshot shows but its form."""
    allowed = allowed_to(user, today)
    return papers.contents(built, today=today) | {
        "project": built.project,
        "days_shown": [column.day.isoformat() for column in built.columns],
        "may_explain": allowed.may(Permission.PUBLISH_REPORTS, built.project.pk),
        "facts": papers.facts(built.project),
        "published": tables.published(built),
        "can_open": may_open(user, built.project, today),
    }


def people_page(
    request: HttpRequest,
    project: Project | None,
    figure: Figure,
    clients: QuerySet[Client],
    why: Callable[[Client], list[str]],
    *,
    back: str,
    today: dt.date,
) -> HttpResponse:
    """The people behind a figure, page by page; it says so when she sees fewer than it counts."""
    seen = clients.filter(pk__in=visible_clients(request.user, today).values("pk"))
    page = Paginator(seen, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "figure": figure,
        "page": page,
        "rows": persons(page.object_list, why=why, user=request.user, today=today),
        "back": back,
    }
    return render(request, "reports/people.html", context)


def persons(
    clients: Sequence[Client], *, why: Callable[[Client], list[str]], user: User, today: dt.date
) -> list[Person]:
    """The lines of the list."""
    keys = [client.pk for client in clients]
    opens = set(reachable_clients(user, today).filter(pk__in=keys).values_list("pk", flat=True))
    address = landing(user, today)
    return [
        Person(
            client=client,
            name=", ".join(filter(None, [client.last_name, client.first_names])),
            url=reverse(address, args=[client.pk]) if client.pk in opens else "",
            municipality=municipality_of(client),
            why=why(client) if client.pk in opens else [],
        )
        for client in clients
    ]
