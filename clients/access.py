"""The only door to clients: who sees whom, and who must first say why."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.http import Http404
from django.utils import timezone
from django.utils.module_loading import import_string

from clients.handovers import read_back
from clients.models import Assignment, Client, Enrolment
from clients.substitutions import clients_stood_in_for
from ohjaamo.periods import running_on
from projects.memberships import allowed_to
from staff import accesses
from staff.permissions import Permission

KIND = "client"
# A restricted record, once opened with a reason, stays open this long; then the reason is asked again.
RESTRICTED_STAYS_OPEN = dt.timedelta(minutes=30)


# Who knows whom from elsewhere: questions of the floors above, named in the settings.
ACQUAINTANCES = [import_string(name) for name in settings.OHJAAMO_ACQUAINTANCES]


class ReasonNeeded(Exception):
    """The record may be opened, but first she must say why."""

    def __init__(self, client: Client):
        super().__init__(client.pk)
        self.client_id = client.pk


def visible_clients(user: Any, today: dt.date) -> QuerySet[Client]:
    """Clients whom the user's lists show: her own, those she stands in for, and all of the projects where she sees all.

    Standing in doesn't open a record under a safety restriction: that is the coach's own and the manager's.
    """
    all_of = allowed_to(user, today).projects_where(Permission.SEE_PROJECT_CLIENTS)
    stood_in_for = _coached(user, today, clients_stood_in_for(user, today)) & Q(has_safety_restriction=False)
    return Client.objects.filter(_own(user, today) | stood_in_for | Q(pk__in=_enrolled_in(all_of)))


def reachable_clients(user: Any, today: dt.date) -> QuerySet[Client]:
    """Clients whose record the user may open, and whether without saying why (`opens_freely`).

    It opens freely when her lists show the client, when they share a group or an appointment, and for a while after
    she has handed the client over. A client under a safety restriction is found only by those who may open the record,
    though others' lists name her.
    """
    allowed = allowed_to(user, today)
    all_of = allowed.projects_where(Permission.SEE_PROJECT_CLIENTS, Permission.FIND_PROJECT_CLIENTS)
    restricted_of = allowed.projects_where(Permission.OPEN_RESTRICTED_CLIENTS)
    unrestricted = Q(has_safety_restriction=False, pk__in=_enrolled_in(all_of))
    restricted = Q(has_safety_restriction=True, pk__in=_enrolled_in(restricted_of))
    found = Client.objects.filter(_own(user, today) | unrestricted | restricted)
    listed = Exists(visible_clients(user, today).filter(pk=OuterRef("pk")))
    return found.annotate(opens_freely=Case(When(_known_to(user, today), then=True), default=listed))


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
    return client.has_safety_restriction or not client.opens_freely


def _reason_in_force(user: Any, client: Client, today: dt.date, moment: dt.datetime) -> str:
    lasts = RESTRICTED_STAYS_OPEN if client.has_safety_restriction else None
    return accesses.reason_in_force(kind=KIND, key=client.pk, day=today, moment=moment, lasts=lasts, by=user)


def _own(user: Any, today: dt.date) -> Q:
    return _coached(user, today, Assignment.objects.filter(running_on(today), coach=user).values("client"))


def _coached(user: Any, today: dt.date, clients: QuerySet[Any, Any]) -> Q:
    """Of the clients those in projects where she still coaches."""
    hers = allowed_to(user, today).projects_where(Permission.LOG_SESSIONS)
    return Q(pk__in=clients) & Q(pk__in=_enrolled_in(hers))


def _known_to(user: Any, today: dt.date) -> Q:
    """Whom she knows from elsewhere than her own list."""
    known = Q(pk__in=read_back(user, today))
    for question in ACQUAINTANCES:
        known |= Q(pk__in=question(user, today))
    return known


def _enrolled_in(projects: list[int]) -> QuerySet[Any]:
    return Enrolment.objects.filter(project__in=projects).values("client")


def client_to_keep(user: Any, pk: int, today: dt.date) -> Client:
    """The client through `client_for`, for somebody who keeps client facts in a project the client is or was in.

    Http404 to others, before any reason is asked.
    """
    keeps = allowed_to(user, today).projects_where(Permission.KEEP_CLIENT_FACTS)
    if not Enrolment.objects.filter(client=pk, project__in=keeps).exists():
        raise Http404
    return client_for(user, pk, today)


def stay_for(user: Any, pk: int, permission: Permission, today: dt.date) -> Enrolment:
    """A stay in a project where she holds the permission, through the client's door; else Http404."""
    stay = Enrolment.objects.select_related("project").filter(pk=pk).first()
    if stay is None or not allowed_to(user, today).may(permission, stay.project_id):
        raise Http404
    stay.client = client_for(user, stay.client_id, today)
    return stay


def may_restrict(user: Any, client: Client, today: dt.date) -> bool:
    """Whether she may put the client under a safety restriction: the client's coach, and whoever may open such."""
    is_coach = client.assignments.filter(running_on(today), coach=user).exists()
    return is_coach or may_lift_restriction(user, client, today)


def may_lift_restriction(user: Any, client: Client, today: dt.date) -> bool:
    """Whether she may end a safety restriction: only who opens such records in a project the client is or was in."""
    projects = allowed_to(user, today).projects_where(Permission.OPEN_RESTRICTED_CLIENTS)
    return client.enrolments.filter(project__in=projects).exists()
