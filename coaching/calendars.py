"""Who meets whom when: a coach's appointments and group meetings, in the order of the clock."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from clients import substitutions
from clients.models import Client
from coaching import appointments
from coaching.models import Appointment, CoachingSession, GroupMeeting
from coaching.rosters import nameless
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from staff.models import User
from staff.permissions import Permission

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Meeting:
    """One line of a calendar: an appointment with a client, or a meeting of a group."""

    day: dt.date
    starts: dt.time
    minutes: int
    place: str
    coach: User
    is_logged: bool
    kind: str
    # The client is under a safety restriction, and not the reader's to open: a number alone, and no page opens.
    is_nameless: bool = False
    # One of the two.
    appointment: Appointment | None = None
    group_meeting: GroupMeeting | None = None

    @property
    def client(self) -> Client | None:
        return self.appointment.client if self.appointment else None

    @property
    def group_name(self) -> str:
        return str(self.group_meeting.group) if self.group_meeting else ""

    @property
    def key(self) -> str:
        """One meeting's own name among those of both kinds."""
        row = self.appointment or self.group_meeting
        return f"{type(row).__name__.lower()}-{row.pk if row else ''}"

    @property
    def is_restricted(self) -> bool:
        """Whether no list may tell where it is: the place may be somebody's home."""
        return bool(self.client and self.client.has_safety_restriction)

    @property
    def shown_place(self) -> str:
        """The place as a list tells it."""
        return "" if self.is_restricted else self.place

    @property
    def ends(self) -> dt.time:
        return (dt.datetime.combine(self.day, self.starts) + dt.timedelta(minutes=self.minutes)).time()

    def waits(self, today: dt.date, now: dt.time) -> bool:
        """Whether it has begun and nobody has logged it."""
        return not self.is_logged and (self.day, self.starts) <= (today, now)


@dataclass(frozen=True)
class Day:
    """A day of a week and what is on it."""

    day: dt.date
    meetings: Sequence[Meeting]


@dataclass(frozen=True)
class Diary:
    """A coach's meetings from a month back to the end of this week, with those of the coaches she stands in for."""

    user: User
    today: dt.date
    meetings: Sequence[Meeting]

    def agenda(self, now: dt.time) -> list[Meeting]:
        """Today's meetings in the order of the clock, those first that have begun and wait to be logged."""
        found = [each for each in self.meetings if each.day == self.today]
        return sorted(found, key=lambda each: not each.waits(self.today, now))

    @property
    def unlogged(self) -> list[Meeting]:
        """Her own meetings of earlier days that wait to be logged, the latest first."""
        waiting = [each for each in self._own if each.day < self.today and not each.is_logged]
        return waiting[::-1]

    @property
    def planned_minutes(self) -> int:
        """How long her own meetings of this week take."""
        return sum(each.minutes for each in self._own if each.day >= monday_of(self.today))

    @property
    def _own(self) -> list[Meeting]:
        return [each for each in self.meetings if each.coach.pk == self.user.pk]


def diary(user: User, today: dt.date) -> Diary:
    """A coach's diary; two questions to the database."""
    theirs = substitutions.coaches_stood_in_for(user, today)
    first, last = today - appointments.ASKED_FOR, monday_of(today) + dt.timedelta(days=6)
    found = meetings(Q(coach=user) | Q(coach__in=theirs), first, last, user=user, today=today)
    # A record under a safety restriction isn't the substitute's to open, so neither is the appointment hers to see.
    return Diary(user, today, [each for each in found if each.coach == user or not each.is_restricted])


def logged_minutes(user: User, today: dt.date) -> int:
    """How long the sessions took that she has logged for this week."""
    monday = monday_of(today)
    sessions = CoachingSession.objects.filter(
        coach=user, held_on__range=(monday, monday + dt.timedelta(days=6))
    )
    return sum(sessions.values_list("minutes", flat=True))


def week(user: User, monday: dt.date, today: dt.date) -> list[Day]:
    """Her own seven days from a Monday on, as she sees them today."""
    found = meetings(Q(coach=user), monday, monday + dt.timedelta(days=6), user=user, today=today)
    days = [monday + dt.timedelta(days=number) for number in range(7)]
    return [Day(day, [each for each in found if each.day == day]) for day in days]


def meetings(whose: Q, first: dt.date, last: dt.date, *, user: User, today: dt.date) -> list[Meeting]:
    """The meetings of these coaches from a day to a day as the user sees them: of projects where she logs today."""
    allowed = allowed_to(user, today)
    logs = allowed.projects_where(Permission.LOG_SESSIONS)
    agreed = Appointment.objects.filter(whose, meets_on__range=(first, last), project__in=logs)
    related = agreed.select_related("client", "coach", "project")
    found = list(related.annotate(has_been_logged=appointments.logged_without_it()))
    hidden = nameless([each.client for each in found], user, today)
    own = [_of_appointment(each, is_nameless=each.client_id in hidden) for each in found]
    with_groups = allowed.projects_using(ProjectPart.GROUPS, Permission.LOG_SESSIONS)
    return _in_order([*own, *map(_of_group, _groups(whose, first, last, with_groups))])


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the day's week."""
    return day - dt.timedelta(days=day.weekday())


def _groups(whose: Q, first: dt.date, last: dt.date, projects: list[int]) -> QuerySet[GroupMeeting]:
    """Their meetings of the projects' groups."""
    found = GroupMeeting.objects.filter(whose, meets_on__range=(first, last), group__project__in=projects)
    return found.select_related("group", "coach")


def _of_appointment(appointment: Any, *, is_nameless: bool) -> Meeting:
    return Meeting(
        day=appointment.meets_on,
        starts=appointment.meets_from,
        minutes=appointment.minutes,
        place=appointment.place,
        coach=appointment.coach,
        is_logged=bool(appointment.session_id) or getattr(appointment, "has_been_logged", False),
        kind=str(appointment.get_kind_display()),
        is_nameless=is_nameless,
        appointment=appointment,
    )


def _of_group(meeting: GroupMeeting) -> Meeting:
    return Meeting(
        day=meeting.meets_on,
        starts=meeting.meets_from,
        minutes=meeting.minutes,
        place=meeting.group.place,
        coach=meeting.coach,
        is_logged=meeting.session_id is not None,
        kind=_("Group"),
        group_meeting=meeting,
    )


def _in_order(found: Iterable[Meeting]) -> list[Meeting]:
    return sorted(found, key=lambda each: (each.day, each.starts))
