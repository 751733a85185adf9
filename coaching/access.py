"""Who may log for whom, and who reads which note."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from clients.access import client_for, reachable_clients, visible_clients
from clients.models import Assignment, Client, Enrolment
from coaching.choices import SessionKind
from coaching.models import Attendance, CoachingSession, Goal, Service, ServiceOffer, Stage, Step, Topic
from ohjaamo.periods import running_on
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from staff.models import User
from staff.permissions import Permission


def clients_to_log(user: User, today: dt.date) -> QuerySet[Client]:
    """Clients whom she may reach and who are, or once were, in a project where she logs."""
    projects = allowed_to(user, today).projects_where(Permission.LOG_SESSIONS)
    stays = Enrolment.objects.filter(project__in=projects)
    return reachable_clients(user, today).filter(pk__in=stays.values("client"))


def client_to_log(user: User, pk: int, today: dt.date) -> Client:
    """A client whom she may log for, through the client's door; Http404 to others, ReasonNeeded as the door says."""
    get_object_or_404(clients_to_log(user, today), pk=pk)
    return client_for(user, pk, today)


def clients_to_follow(user: User, today: dt.date, *, is_mine: bool) -> QuerySet[Client]:
    """Clients of her lists for whom she may log; her own alone, or all of them.

    Whoever's record isn't hers to open isn't among them, though other lists name her: no verb waits there in vain.
    """
    found = clients_to_log(user, today).filter(pk__in=visible_clients(user, today).values("pk"))
    own = Assignment.objects.filter(running_on(today), coach=user)
    return found.filter(pk__in=own.values("client")) if is_mine else found


def here(clients: QuerySet[Client], user: User, today: dt.date) -> QuerySet[Client]:
    """Of these those who are today in a project where she logs."""
    projects = allowed_to(user, today).projects_where(Permission.LOG_SESSIONS)
    stays = Enrolment.objects.filter(running_on(today), project__in=projects)
    return clients.filter(pk__in=stays.values("client"))


def stays_to_log(user: User, stays: Sequence[Enrolment], today: dt.date) -> list[Enrolment]:
    """Of a client's stays, those in whose project she logs: the running ones, else the latest alone."""
    allowed = allowed_to(user, today)
    hers = [stay for stay in stays if allowed.may(Permission.LOG_SESSIONS, stay.project_id)]
    running = [stay for stay in hers if stay.period.includes(today)]
    return running or sorted(hers, key=lambda stay: stay.starts_on)[-1:]


def stays_once_logged(user: User, stays: Sequence[Enrolment], today: dt.date) -> list[Enrolment]:
    """All of a client's stays in projects where she logs, over or not: for a form begun before they changed."""
    allowed = allowed_to(user, today)
    return [stay for stay in stays if allowed.may(Permission.LOG_SESSIONS, stay.project_id)]


def enrolment_for(user: User, pk: int, today: dt.date) -> Enrolment:
    """A stay whose path and steps she keeps, through the client's door; Http404 when she doesn't.

    Raises ReasonNeeded as the door does, but only to those who keep them.
    """
    enrolment = get_object_or_404(Enrolment.objects.select_related("project"), pk=pk)
    if not allowed_to(user, today).may(Permission.LOG_SESSIONS, enrolment.project_id):
        raise Http404
    client_for(user, enrolment.client_id, today)
    return enrolment


def step_for(user: User, pk: int, today: dt.date) -> Step:
    """A step of such a stay."""
    step = get_object_or_404(Step, pk=pk)
    step.enrolment = enrolment_for(user, step.enrolment_id, today)
    return step


def goal_for(user: User, pk: int, today: dt.date) -> Goal:
    """A goal of such a stay."""
    goal = get_object_or_404(Goal, pk=pk)
    goal.enrolment = enrolment_for(user, goal.enrolment_id, today)
    return goal


def stage_for(user: User, pk: int, today: dt.date) -> Stage:
    """A stage on the path of such a stay."""
    stage = get_object_or_404(Stage, pk=pk)
    stage.enrolment = enrolment_for(user, stage.enrolment_id, today)
    return stage


# Whoever offers services, reads about them or keeps the catalogue.
CATALOGUE_READERS = (Permission.READ_NOTES, Permission.LOG_SESSIONS, Permission.KEEP_CATALOGUE)


def service_for(user: User, pk: int, today: dt.date, *permissions: Permission) -> Service:
    """A service of a project that has a tray and where she holds any of the permissions; else Http404."""
    service = get_object_or_404(Service.objects.select_related("project"), pk=pk)
    held = allowed_to(user, today).projects_where(*(permissions or CATALOGUE_READERS))
    if service.project_id not in held or not service.project.has_part(ProjectPart.SERVICES):
        raise Http404
    return service


def offer_for(user: User, pk: int, today: dt.date) -> ServiceOffer:
    """An offer in a stay whose path she keeps, through the client's door."""
    offer = get_object_or_404(ServiceOffer.objects.select_related("service"), pk=pk)
    offer.enrolment = enrolment_for(user, offer.enrolment_id, today)
    return offer


@dataclass(frozen=True)
class OpenSession:
    """A session as somebody has it before her. Advice has no client."""

    session: CoachingSession
    client: Client | None
    is_coach: bool
    reads_note: bool
    may_change: bool


def session_for(user: User, pk: int, today: dt.date, *, is_sent: bool = False) -> OpenSession:
    """A session with one client, through the client's door, or advice; Http404 to whoever doesn't read it.

    Raises ReasonNeeded as the door does, but not for a form that is sent: nothing typed is lost for want of a reason,
    nor because somebody has withdrawn the session meanwhile, which whatever changes it refuses in words.
    Its writer, the client's coach and the leaders of the project may change it, if they read its note and log there.
    """
    attendance = Attendance.objects.filter(session=OuterRef("pk")).values("client")[:1]
    manager = CoachingSession.with_withdrawn if is_sent else CoachingSession.objects
    sessions = manager.exclude(kind=SessionKind.GROUP).annotate(client_key=Subquery(attendance))
    related = sessions.select_related("project", "coach", "partner", "municipality")
    session: Any = get_object_or_404(related, pk=pk)
    allowed = allowed_to(user, today)
    is_writer = user.pk in (session.coach_id, session.logged_by_id)
    if not (is_writer or allowed.may(Permission.READ_NOTES, session.project_id)):
        raise Http404
    client, key = None, session.client_key
    if key and is_sent:
        client = get_object_or_404(reachable_clients(user, today), pk=key)
    elif key:
        client = client_for(user, key, today)
    is_coach = client is not None and client.assignments.filter(running_on(today), coach=user).exists()
    reads_note = may_read_note(user, session, is_coach=is_coach, today=today)
    is_leader = allowed.may(Permission.READ_CONFIDENTIAL_NOTES, session.project_id)
    logs = allowed.may(Permission.LOG_SESSIONS, session.project_id)
    may_change = reads_note and logs and (is_writer or is_coach or is_leader)
    return OpenSession(session, client, is_coach, reads_note, may_change)


def topic_for(user: User, pk: int, today: dt.date) -> Topic:
    """A topic of a project that she keeps; Http404 when she doesn't."""
    kept = allowed_to(user, today).projects_where(Permission.KEEP_PROJECT)
    return get_object_or_404(Topic.objects.select_related("project"), pk=pk, project__in=kept)


def readable_sessions(user: User, client: Client, today: dt.date) -> QuerySet[CoachingSession]:
    """Sessions with the client of the projects whose notes she reads, and her own."""
    projects = allowed_to(user, today).projects_where(Permission.READ_NOTES)
    hers = Q(project__in=projects) | Q(coach=user)
    return CoachingSession.objects.filter(hers, attendances__client=client)


def may_read_note(user: User, session: CoachingSession, *, is_coach: bool, today: dt.date) -> bool:
    """Whether she reads a session's note: a confidential one is its writer's, the client's coach's and the leaders'."""
    if not session.is_confidential or is_coach or user.pk in (session.coach_id, session.logged_by_id):
        return True
    return allowed_to(user, today).may(Permission.READ_CONFIDENTIAL_NOTES, session.project_id)
