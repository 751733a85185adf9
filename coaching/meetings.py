"""Groups and meetings as somebody sees them: through which door, and what is told of each."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from clients.models import Client
from coaching.access import clients_to_log
from coaching.choices import AttendanceState
from coaching.models import Attendance, CoachingSession, Group, GroupMeeting
from coaching.registrations import clients_of, with_registered
from ohjaamo.periods import running_on
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from projects.models import Project, ProjectMember
from staff.models import User
from staff.permissions import ROLE_CARDS, Permission

LEADERS = [role for role, card in ROLE_CARDS.items() if Permission.LOG_SESSIONS in card.permissions]
# What nobody marked longer ago than this isn't asked for any more.
ASKED_FOR = dt.timedelta(days=30)
PRESENT = Q(session__withdrawn_at__isnull=True, session__attendances__state=AttendanceState.PRESENT)


def projects_with_groups(user: User, today: dt.date) -> list[int]:
    """Keys of the projects where she logs sessions and groups are in use."""
    return allowed_to(user, today).projects_using(ProjectPart.GROUPS, Permission.LOG_SESSIONS)


def groups_seen(user: User, today: dt.date) -> QuerySet[Group]:
    """The groups of those projects: colleagues lead each other's."""
    return Group.objects.filter(project__in=projects_with_groups(user, today))


def group_for(user: User, pk: int, today: dt.date) -> Group:
    """A group she sees; else Http404."""
    return get_object_or_404(groups_seen(user, today).select_related("project", "topic"), pk=pk)


def meetings_seen(user: User, today: dt.date) -> QuerySet[Any]:
    """Their meetings that stand, with how many are `registered`, were `present`, and whether any `is_marked`."""
    sessions = CoachingSession.objects.filter(pk=OuterRef("session"))
    marks = Attendance.objects.filter(session=OuterRef("session"), session__withdrawn_at__isnull=True)
    heads = sessions.exclude(unnamed_adults=0, unnamed_children=0)
    return (
        with_registered(GroupMeeting.objects.filter(group__project__in=projects_with_groups(user, today)))
        .annotate(
            present=Count("session__attendances", filter=PRESENT), is_marked=Exists(marks) | Exists(heads)
        )
        .select_related("group__project", "coach", "session")
    )


def meeting_for(user: User, pk: int, today: dt.date) -> GroupMeeting:
    """A meeting of a group she sees; else Http404, also once it is cancelled."""
    meeting: GroupMeeting | None = meetings_seen(user, today).filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def unmarked(user: User, today: dt.date) -> QuerySet[Any]:
    """The meetings that she led of late and at which nobody has been marked, the latest first."""
    late = meetings_seen(user, today).filter(coach=user, meets_on__lt=today, meets_on__gte=today - ASKED_FOR)
    return late.filter(is_marked=False).order_by("-meets_on", "-meets_from", "pk")


def narrowed(
    meetings: QuerySet[Any],
    *,
    user: User,
    today: dt.date,
    is_past: bool = False,
    is_hers: bool = False,
    kind: str = "",
    project: Project | None = None,
) -> QuerySet[Any]:
    """Of these meetings those asked for: to come, the next one first, or past, the latest first."""
    if is_hers:
        meetings = meetings.filter(coach=user)
    if kind:
        meetings = meetings.filter(group__kind=kind)
    if project:
        meetings = meetings.filter(group__project=project)
    if is_past:
        return meetings.filter(meets_on__lt=today).order_by("-meets_on", "-meets_from", "pk")
    return meetings.filter(meets_on__gte=today).order_by("meets_on", "meets_from", "pk")


def leaders(project: Project, today: dt.date) -> QuerySet[User]:
    """Who may lead a meeting of the project: those who log sessions in it."""
    members = ProjectMember.objects.filter(running_on(today), project=project, roles__overlap=LEADERS)
    return User.objects.filter(pk__in=members.values("user"), is_active=True)


def clients_to_add(user: User, group: Group, today: dt.date) -> QuerySet[Client]:
    """Whom she may put on the list of the group: clients of its project for whom she logs."""
    return clients_to_log(user, today).filter(pk__in=clients_of(group).values("pk"))
