"""What a coach usually does, so that the log form begins with it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from statistics import median_low

from django.db.models import Count, F, Max, Q

from clients.models import Assignment, Client
from coaching.access import clients_to_log
from coaching.choices import SessionKind
from coaching.models import CoachingSession, Topic
from ohjaamo.periods import running_on
from projects.models import Project
from staff.models import User

OFFERED = (15, 30, 45, 60, 90)
# Somebody's own durations stand before those offered to everybody, once they have become a habit.
OWN_AT_MOST, HABIT_FROM = 2, 5
LOOKED_AT = 100
FIRST_TIME = 30
# How long a group takes and how long advice, says nothing of a session with one client.
OF_OTHERS = (SessionKind.GROUP, SessionKind.ADVICE)


def recent_clients(coach: User, today: dt.date, limit: int = 5) -> list[Client]:
    """Her own clients whom she may log for: those met last first, then those taken in last."""
    own = Assignment.objects.filter(running_on(today), coach=coach)
    with_her = Q(attendances__session__coach=coach, attendances__session__withdrawn_at__isnull=True)
    met = Max("attendances__session__held_on", filter=with_her)
    clients = clients_to_log(coach, today).filter(pk__in=own.values("client")).annotate(met_on=met)
    return list(clients.order_by(F("met_on").desc(nulls_last=True), "-pk")[:limit])


def logged_minutes(coach: User) -> list[int]:
    """The durations of her latest sessions with one client."""
    latest = (
        CoachingSession.objects.filter(coach=coach).exclude(kind__in=OF_OTHERS).order_by("-held_on", "-pk")
    )
    return list(latest.values_list("minutes", flat=True)[:LOOKED_AT])


def last_with(coach: User, client: Client) -> CoachingSession | None:
    """Her latest session with the client alone."""
    hers = CoachingSession.objects.filter(coach=coach, attendances__client=client).exclude(kind__in=OF_OTHERS)
    return hers.prefetch_related("topics").order_by("-held_on", "-pk").first()


def durations(logged: Sequence[int]) -> list[int]:
    """The durations to choose from: her own habits first, the most used foremost, then those everybody has."""
    own = [minutes for minutes, times in Counter(logged).most_common() if times >= HABIT_FROM]
    return [minutes for minutes in own if minutes not in OFFERED][:OWN_AT_MOST] + list(OFFERED)


def usual_duration(logged: Sequence[int]) -> int:
    """The one to begin with: the offered one nearest to the median of what she has logged."""
    usual = median_low(logged) if logged else FIRST_TIME
    return min(durations(logged), key=lambda offered: (abs(offered - usual), offered))


def topics_for(coach: User, project: Project) -> list[Topic]:
    """The project's topics in use, those that she uses most first, then in the project's order."""
    hers = Q(session_topics__session__coach=coach, session_topics__session__withdrawn_at__isnull=True)
    used = Count("session_topics", filter=hers)
    return list(
        Topic.objects.filter(project=project, is_in_use=True)
        .annotate(used=used)
        .order_by("-used", "position", "name")
    )
