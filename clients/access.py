"""The only door to clients: who sees whom, and who must first say why."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from clients.models import Assignment, Client, Enrolment
from ohjaamo.periods import running_on
from projects.memberships import allowed_to
from staff import accesses
from staff.permissions import Permission

KIND = "client"
# A restricted record, once opened with a reason, stays open this long; then the reason is asked again.
RESTRICTED_STAYS_OPEN = dt.timedelta(minutes=30)


class ReasonNeeded(Exception):
    """The record may be opened, but first she must say why."""

    def __init__(self, client: Client):
        super().__init__(client.pk)
        self.client_id = client.pk


def visible_clients(user: Any, today: dt.date) -> QuerySet[Client]:
    """Clients whom the user's lists show: her own, and all of the projects where she sees all."""
    all_of = allowed_to(user, today).projects_where(Permission.SEE_PROJECT_CLIENTS)
    return Client.objects.filter(_own(user, today) | Q(pk__in=_enrolled_in(all_of)))


def reachable_clients(user: Any, today: dt.date) -> QuerySet[Client]:
    """Clients whose record the user may open: those her lists show (`is_listed`), and others of her projects.

    A client under a safety restriction is found only by those who may open the record, though others' lists name her.
    """
    allowed = allowed_to(user, today)
    all_of = allowed.projects_where(Permission.SEE_PROJECT_CLIENTS, Permission.FIND_PROJECT_CLIENTS)
    restricted_of = allowed.projects_where(Permission.OPEN_RESTRICTED_CLIENTS)
    unrestricted = Q(has_safety_restriction=False, pk__in=_enrolled_in(all_of))
    restricted = Q(has_safety_restriction=True, pk__in=_enrolled_in(restricted_of))
    found = Client.objects.filter(_own(user, today) | unrestricted | restricted)
    return found.annotate(is_listed=Exists(visible_clients(user, today).filter(pk=OuterRef("pk"))))


def client_for(user: Any, pk: int, today: dt.date) -> Client:
    """The client, for somebody who may open the record; the opening is written down.

    Http404 to strangers. Raises ReasonNeeded when the record isn't her own (once a client and day), or is under a
    safety restriction (again after a while). Of a restricted record every opening is written down, with the reason in
    force; of others one a day.
    """
    client = reachable_clients(user, today).select_related("municipality").filter(pk=pk).first()
    if client is None:
        raise Http404
    moment = timezone.now()
    reason = _reason_in_force(user, client, today, moment) if _is_behind_reason(client) else ""
    if _is_behind_reason(client) and not reason:
        raise ReasonNeeded(client)
    told = reason if client.has_safety_restriction else ""
    accesses.note_opening(kind=KIND, key=client.pk, reason=told, day=today, moment=moment, by=user)
    return client


def needs_reason(user: Any, client: Any, today: dt.date) -> bool:
    """Whether she must say why before the record (one of `reachable_clients`) opens."""
    return _is_behind_reason(client) and not _reason_in_force(user, client, today, timezone.now())


def _is_behind_reason(client: Any) -> bool:
    return client.has_safety_restriction or not client.is_listed


def _reason_in_force(user: Any, client: Client, today: dt.date, moment: dt.datetime) -> str:
    lasts = RESTRICTED_STAYS_OPEN if client.has_safety_restriction else None
    return accesses.reason_in_force(kind=KIND, key=client.pk, day=today, moment=moment, lasts=lasts, by=user)


def _own(user: Any, today: dt.date) -> Q:
    hers = allowed_to(user, today).projects_where(Permission.LOG_SESSIONS)
    assigned = Assignment.objects.filter(running_on(today), coach=user).values("client")
    return Q(pk__in=assigned) & Q(pk__in=_enrolled_in(hers))


def _enrolled_in(projects: list[int]) -> QuerySet[Any]:
    return Enrolment.objects.filter(project__in=projects).values("client")
