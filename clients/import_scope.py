"""Whom somebody's importing reaches: nobody outside it is touched by a book, offered as a likeness, or told of."""

import datetime as dt

from django.db.models import QuerySet

from clients.models import Client, Enrolment
from projects.memberships import allowed_to
from staff import auditing
from staff.permissions import Permission


def clients_of(*, today: dt.date, by: auditing.Actor) -> QuerySet[Client]:
    """Clients who are or were in a project into which she imports; all of them for the house's own programs."""
    if isinstance(by, str):
        return Client.objects.all()
    projects = allowed_to(by, today).projects_where(Permission.IMPORT_BOOKS)
    return Client.objects.filter(pk__in=Enrolment.objects.filter(project__in=projects).values("client"))
