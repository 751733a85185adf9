"""Who came: one mark per person and meeting, unnamed heads beside them, and what is counted of it all.

The session of a meeting stands from the first mark on. Several coaches may mark at once: of one person the last mark
holds, and each act waits for the one before at the meeting's own row.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from clients.models import Client
from coaching.choices import AttendanceState, SessionKind
from coaching.models import Attendance, CoachingSession, GroupMeeting, SessionTopic
from coaching.registrations import clients_of, registered_for
from coaching.sessions import writer
from ohjaamo.formats import day as in_words
from staff import auditing
from staff.models import User
from staff.rows import keep

# Whoever counts more heads than this has written something else into the field.
MOST_HEADS = 999


@dataclass(frozen=True)
class Measures:
    """Three measures that are never mixed, and the heads that are none of them."""

    sessions: int
    attendances: int
    persons: int
    unnamed_adults: int
    unnamed_children: int


def measures(sessions: QuerySet[CoachingSession]) -> Measures:
    """How many sessions these are, how often somebody was present at them, and how many different people that was."""
    present = Attendance.objects.filter(session__in=sessions.order_by().values("pk"))
    present = present.filter(state=AttendanceState.PRESENT)
    heads = sessions.order_by().aggregate(
        sessions=Count("pk"),
        adults=Sum("unnamed_adults", default=0),
        children=Sum("unnamed_children", default=0),
    )
    people = present.aggregate(attendances=Count("pk"), persons=Count("client", distinct=True))
    return Measures(
        heads["sessions"], people["attendances"], people["persons"], heads["adults"], heads["children"]
    )


def mark(
    *,
    meeting: GroupMeeting,
    client: Client,
    state: AttendanceState | str,
    note: str | None = None,
    today: dt.date,
    by: User,
) -> Attendance:
    """Mark somebody on the meeting's list, in whatever state she was before; without a note hers stays.

    Refused (ValidationError) for somebody who isn't on the list, for a meeting still to come and for a cancelled one.
    """
    with _session_of(meeting, today, by) as session:
        found = Attendance.objects.filter(session=session, client=client).first()
        if found is None and not registered_for(meeting).filter(pk=client.pk).exists():
            raise ValidationError(_("The client isn't on the list of this meeting."))
        return _write(found or Attendance(session=session, client=client), state, note, by)


def mark_the_rest_present(*, meeting: GroupMeeting, today: dt.date, by: User) -> int:
    """Mark everybody present who is registered and not marked yet; how many they were. Refused as `mark` is."""
    with _session_of(meeting, today, by) as session:
        unmarked = registered_for(meeting).exclude(attendances__session=session)
        for client in unmarked:
            _write(Attendance(session=session, client=client), AttendanceState.PRESENT, None, by)
    return len(unmarked)


def add_walk_in(*, meeting: GroupMeeting, client: Client, today: dt.date, by: User) -> Attendance:
    """Mark somebody present who came without being registered; whoever is on the list is marked there.

    Places don't matter: she was in the room. Refused (ValidationError) when she was never in the project, and as
    `mark` is.
    """
    with _session_of(meeting, today, by) as session:
        if not clients_of(meeting.group).filter(pk=client.pk).exists():
            raise ValidationError(_("The client has never been in this project."))
        found = Attendance.objects.filter(session=session, client=client).first()
        return _write(found or Attendance(session=session, client=client), AttendanceState.PRESENT, None, by)


def take_from_list(
    *, meeting: GroupMeeting, client: Client, state: AttendanceState | str, today: dt.date, by: auditing.Actor
) -> Attendance:
    """Mark somebody as an old list tells: whoever stands on it was expected, registered here or not.

    Refused (ValidationError) when she was never in the project, and as `mark` is for the meeting.
    """
    with _session_of(meeting, today, by) as session:
        if not clients_of(meeting.group).filter(pk=client.pk).exists():
            raise ValidationError(_("The client has never been in this project."))
        found = Attendance.objects.filter(session=session, client=client).first()
        return _write(found or Attendance(session=session, client=client), state, None, by)


def unmark(*, meeting: GroupMeeting, client: Client, today: dt.date, by: User) -> None:
    """Take a mark back: nothing is known of her then; whoever came unregistered is off the list."""
    with _session_of(meeting, today, by) as session:
        Attendance.objects.filter(session=session, client=client).delete()


def change_heads(
    *, meeting: GroupMeeting, adults: int = 0, children: int = 0, today: dt.date, by: User
) -> None:
    """So many more, or fewer, unnamed people came; two coaches who count at once lose nobody. Never below zero."""
    with _session_of(meeting, today, by) as session:
        _keep_heads(session, session.unnamed_adults + adults, session.unnamed_children + children)


def set_heads(
    *, meeting: GroupMeeting, adults: int, children: int, today: dt.date, by: auditing.Actor
) -> None:
    """So many unnamed people came, whatever was counted before."""
    with _session_of(meeting, today, by) as session:
        _keep_heads(session, adults, children)


def _keep_heads(session: CoachingSession, adults: int, children: int) -> None:
    session.unnamed_adults = min(max(adults, 0), MOST_HEADS)
    session.unnamed_children = min(max(children, 0), MOST_HEADS)
    keep(session, update_fields=["unnamed_adults", "unnamed_children"])


def _write(row: Attendance, state: AttendanceState | str, note: str | None, by: auditing.Actor) -> Attendance:
    row.state = state
    # The command line is nobody who could be asked.
    row.marked_at, row.marked_by = (None, None) if isinstance(by, str) else (timezone.now(), by)
    row.note = row.note if note is None else note.strip()
    keep(row)
    return row


@contextmanager
def _session_of(meeting: GroupMeeting, today: dt.date, by: auditing.Actor) -> Iterator[CoachingSession]:
    """The meeting's session, made by the first mark; nobody else marks until the act ends."""
    with auditing.act(by=by):
        rows = GroupMeeting.objects.select_for_update(of=("self",), no_key=True)
        current = rows.select_related("group").filter(pk=meeting.pk).first()
        if current is None:
            raise ValidationError(_("The meeting has been cancelled."))
        if current.meets_on > today:
            message = _("The meeting is on %(day)s. Attendance is marked then.")
            raise ValidationError(message % {"day": in_words(current.meets_on)})
        session = CoachingSession.objects.filter(group_meeting=current).first() or _begin(current, by)
        yield session
        # A meeting at which nobody is marked has no session: it would count.
        has_heads = session.unnamed_adults or session.unnamed_children
        if not has_heads and not session.attendances.exists():
            session.delete()


def _begin(meeting: GroupMeeting, by: auditing.Actor) -> CoachingSession:
    group = meeting.group
    session = CoachingSession(
        project_id=group.project_id,
        coach_id=meeting.coach_id,
        kind=SessionKind.GROUP,
        held_on=meeting.meets_on,
    )
    session.minutes, session.language = meeting.minutes, group.language
    session.submission, session.logged_at = uuid4(), timezone.now()
    session.logged_by = writer(coach=meeting.coach, by=by)
    keep(session)
    if group.topic_id:
        keep(SessionTopic(session=session, topic_id=group.topic_id))
    meeting.session = session
    keep(meeting, update_fields=["session"])
    return session
