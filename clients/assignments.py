"""Which coach works with which client."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from clients.models import Assignment, Client, Enrolment
from ohjaamo.periods import running_on
from projects.memberships import people_who
from staff import auditing
from staff.models import User
from staff.permissions import Permission
from staff.rows import keep


@dataclass(frozen=True)
class Load:
    """How many clients somebody coaches now: to share the work, not to rank anybody."""

    coach: User
    clients: int


def assign(
    *, client: Client, coach: User, starts_on: dt.date, ends_on: dt.date | None = None, by: auditing.Actor
) -> Assignment:
    """Make somebody the client's coach. Refused (ValidationError) when they already are on these days."""
    assignment = new(client=client, coach=coach, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        keep(assignment)
    return assignment


def new(*, client: Client, coach: User, starts_on: dt.date, ends_on: dt.date | None = None) -> Assignment:
    """An assignment that isn't kept yet."""
    return Assignment(client=client, coach=coach, starts_on=starts_on, ends_on=ends_on)


def give(*, client: Client, coach: User, today: dt.date, by: auditing.Actor) -> Assignment:
    """Make somebody who works here the client's coach from today on.

    Refused (ValidationError) when they already are, or don't coach in a project of the client's.
    """
    if coach not in people_who(Permission.LOG_SESSIONS, _projects_of(client, today), today):
        message = _("%(coach)s doesn't coach in a project of the client's.")
        raise ValidationError(message % {"coach": coach})
    return assign(client=client, coach=coach, starts_on=today, by=by)


def give_all(
    *, clients: Iterable[Client], coach: User, today: dt.date, by: auditing.Actor
) -> list[Assignment]:
    """Make somebody the coach of many clients: of all of them, or of none when one is refused."""
    with auditing.act(by=by):
        return [give(client=client, coach=coach, today=today, by=by) for client in clients]


def end(*, assignment: Assignment, ends_on: dt.date, by: auditing.Actor) -> None:
    """End an assignment with its last day. Refused (ValidationError) before its first day."""
    assignment.ends_on = ends_on
    with auditing.act(by=by):
        keep(assignment, update_fields=["ends_on"])


def coached(projects: Sequence[int], today: dt.date) -> QuerySet[Client]:
    """Clients whose stay in one of the projects is running."""
    stays = Enrolment.objects.filter(running_on(today), project__in=projects)
    return Client.objects.filter(pk__in=stays.values("client"))


def of_coach(clients: QuerySet[Client], coach: User, today: dt.date) -> QuerySet[Client]:
    """Those of the clients whose coach somebody is today."""
    return clients.filter(pk__in=Assignment.objects.filter(running_on(today), coach=coach).values("client"))


def without_coach(clients: QuerySet[Client], projects: Sequence[int], today: dt.date) -> QuerySet[Client]:
    """Those of the clients who have no coach that still works in the projects."""
    people = people_who(Permission.LOG_SESSIONS, projects, today).values("pk")
    assigned = Assignment.objects.filter(running_on(today), client=OuterRef("pk"), coach__in=people)
    return clients.filter(~Exists(assigned))


def without_common_language(
    clients: QuerySet[Client], projects: Sequence[int], today: dt.date
) -> QuerySet[Client]:
    """Those of the clients with whom no coach of the projects has a language in common today.

    What counts are the languages we serve the client in, else the mother tongue. Where neither is known nothing is
    said, nor while no coach has told her languages.
    """
    told = people_who(Permission.LOG_SESSIONS, projects, today).values_list("languages", flat=True)
    spoken = sorted({language for languages in told for language in languages})
    if not spoken:
        return clients.none()
    tongue = Q(service_languages=[]) & ~Q(mother_tongue__in=["", *spoken])
    served = ~Q(service_languages=[]) & ~Q(service_languages__overlap=spoken)
    return clients.filter(tongue | served)


def loads(clients: QuerySet[Client], projects: Sequence[int], today: dt.date) -> list[Load]:
    """How many of the clients each coach of the projects has, by name; who left but still has some, too."""
    running = running_on(today, "assignments__") & Q(assignments__client__in=clients.values("pk"))
    counted = User.objects.annotate(clients=Count("assignments__client", filter=running, distinct=True))
    people = people_who(Permission.LOG_SESSIONS, projects, today).values("pk")
    shown = counted.filter(Q(pk__in=people) | Q(clients__gt=0)).order_by("last_name", "first_name", "pk")
    return [Load(user, user.clients) for user in shown]


def _projects_of(client: Client, today: dt.date) -> list[int]:
    return list(client.enrolments.filter(running_on(today)).values_list("project", flat=True))
