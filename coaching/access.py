"""Who may log for whom, and who reads which note."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from clients.access import client_for, reachable_clients
from clients.models import Client, Enrolment
from coaching.models import CoachingSession, Step
from projects.memberships import allowed_to
from staff.models import User
from staff.permissions import Permission


def clients_to_log(user: User, today: dt.date) -> QuerySet[Client]:
    """Clients whom she may reach and who are, or once were, in a project where she logs."""
    projects = allowed_to(user, today).projects_where(Permission.LOG_SESSIONS)
    stays = Enrolment.objects.filter(project__in=projects)
    return reachable_clients(user, today).filter(pk__in=stays.values("client"))


def stays_to_log(user: User, stays: Sequence[Enrolment], today: dt.date) -> list[Enrolment]:
    """Of a client's stays, those in whose project she logs: the running ones, else the latest alone."""
    allowed = allowed_to(user, today)
    hers = [stay for stay in stays if allowed.may(Permission.LOG_SESSIONS, stay.project_id)]
    running = [stay for stay in hers if stay.period.includes(today)]
    return running or sorted(hers, key=lambda stay: stay.starts_on)[-1:]


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
