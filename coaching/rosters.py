"""The list of a meeting: who is registered or came, and how each is marked."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from clients import search
from clients.access import reachable_clients
from clients.models import Client
from coaching.choices import AttendanceState
from coaching.models import Attendance, CoachingSession, Group, GroupMeeting, GroupMember
from coaching.registrations import registered_for
from staff.models import User


@dataclass(frozen=True)
class Line:
    """One person on the list; `mark` is missing until something is known.

    `is_nameless`: under a safety restriction, and not hers to open. She is known by her number alone.
    `reads_note`: what the mark says of the person is part of the record: for who leads the meeting or opens it freely.
    """

    client: Client
    mark: Attendance | None
    is_registered: bool
    is_nameless: bool
    reads_note: bool

    @property
    def state(self) -> str:
        return self.mark.state if self.mark else ""

    @property
    def note(self) -> str:
        return self.mark.note if self.mark and self.reads_note else ""


@dataclass(frozen=True)
class Roster:
    """Everybody on the list of a meeting: those registered first, then those who came all the same."""

    lines: Sequence[Line]
    adults: int
    children: int

    def number(self, state: str) -> int:
        return sum(1 for line in self.lines if line.state == state)

    @property
    def present(self) -> int:
        return self.number(AttendanceState.PRESENT)

    @property
    def excused(self) -> int:
        return self.number(AttendanceState.EXCUSED)

    @property
    def absent(self) -> int:
        return self.number(AttendanceState.ABSENT)

    @property
    def unknown(self) -> int:
        """Registered people of whom nothing is known: a category of its own, never counted as present."""
        return self.number("")

    def version_for(self, user: User) -> str:
        """Changes with everything on the list but her own marks, which her page shows already."""
        others = [(line.client.pk, self._seen(line.mark, user)) for line in self.lines]
        return hashlib.sha256(repr((others, self.adults, self.children)).encode()).hexdigest()[:16]

    @staticmethod
    def _seen(mark: Attendance | None, user: User) -> Any:
        return None if mark is None or mark.marked_by_id == user.pk else (mark.state, mark.marked_at)


def roster_of(meeting: GroupMeeting, user: User, today: dt.date) -> Roster:
    """The list as she sees it: a client under a safety restriction whom she may not open is a number to her."""
    session = CoachingSession.objects.filter(group_meeting=meeting).first()
    marks = {mark.client_id: mark for mark in _marks(session)}
    registered = set(registered_for(meeting).values_list("pk", flat=True))
    clients = in_order(clients_on(meeting))
    hidden = nameless(clients, user, today)
    read = {client.pk for client in clients} - hidden
    if meeting.coach_id != user.pk:
        read = _opened_freely(clients, user, today)
    lines = [
        Line(client, marks.get(key), key in registered, key in hidden, key in read)
        for client in clients
        for key in [client.pk]
    ]
    lines.sort(key=lambda line: not line.is_registered)
    heads = (session.unnamed_adults, session.unnamed_children) if session else (0, 0)
    return Roster(lines, *heads)


def clients_on(meeting: GroupMeeting) -> QuerySet[Client]:
    """Everybody on the list: registered or marked."""
    marked = Attendance.objects.filter(session__group_meeting=meeting, session__withdrawn_at__isnull=True)
    return Client.objects.filter(Q(pk__in=registered_for(meeting)) | Q(pk__in=marked.values("client")))


def members_of(group: Group, today: dt.date) -> list[GroupMember]:
    """The registrations for all meetings of the group that still run, or are to begin, in the order of the list."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    members = {member.client_id: member for member in group.members.filter(running)}
    clients = in_order(Client.objects.filter(pk__in=members))
    for client in clients:
        members[client.pk].client = client
    return [members[client.pk] for client in clients]


def in_order(clients: QuerySet[Client]) -> list[Client]:
    """By the name that is called out: first names, then last name."""
    last, first, key = search.by_name()
    return list(clients.order_by(first, last, key))


def nameless(clients: Sequence[Client], user: User, today: dt.date) -> set[int]:
    """Keys of those under a safety restriction whose record isn't hers to open: no list of hers names them."""
    restricted = {client.pk for client in clients if client.has_safety_restriction}
    if not restricted:
        return set()
    known = reachable_clients(user, today).filter(pk__in=restricted)
    return restricted - set(known.values_list("pk", flat=True))


def _opened_freely(clients: Sequence[Client], user: User, today: dt.date) -> set[int]:
    """Keys of those whose record she opens without saying why."""
    keys = [client.pk for client in clients if not client.has_safety_restriction]
    reachable: QuerySet[Any] = reachable_clients(user, today).filter(pk__in=keys)
    freely = reachable.filter(opens_freely=True)
    return set(freely.values_list("pk", flat=True))


def _marks(session: CoachingSession | None) -> QuerySet[Attendance]:
    return Attendance.objects.filter(session=session).select_related("marked_by")
