"""What stands in the register of a project's sessions, as the rows of the books that are taken in."""

from collections.abc import Iterator
from typing import Any

from clients.book_rows import person
from coaching import words
from coaching.habits import OF_OTHERS
from coaching.models import Attendance, CoachingSession, GroupMeeting
from ohjaamo.formats import clock
from projects.book_resources import Line
from projects.models import Project
from staff.verdicts import without_code


def sessions(project: Project) -> Iterator[Line]:
    """A row for each session with one client; what was written in confidence or of a restricted client stays here."""
    marks = Attendance.objects.filter(session__project=project, session__withdrawn_at=None)
    marks = marks.exclude(session__kind__in=OF_OTHERS).select_related("client", "session__coach")
    for mark in marks.prefetch_related("session__topics").order_by("session__held_on", "session_id"):
        session, client = mark.session, mark.client
        is_kept = session.is_confidential or client.has_safety_restriction
        values = {
            **person(client),
            "held_on": session.held_on,
            "minutes": words.in_minutes(session.minutes),
            "way": session.kind,
            "language": session.language,
            "has_interpreter": session.has_interpreter or None,
            "coach": str(session.coach),
            "topics": "; ".join(topic.name for topic in session.topics.all()),
            "note": "" if is_kept else without_code(session.note),
        }
        yield Line(client.pk, values, client.has_safety_restriction)


def attendances(project: Project) -> Iterator[Line]:
    """A row for each mark at a meeting of a group, and one for its unnamed people."""
    meetings = GroupMeeting.objects.filter(group__project=project, session__isnull=False)
    meetings = meetings.filter(session__withdrawn_at=None).select_related("group", "coach", "session")
    marked = meetings.prefetch_related("session__attendances__client")
    for meeting in marked.order_by("meets_on", "meets_from", "pk"):
        facts = _meeting(meeting)
        session: CoachingSession | Any = meeting.session
        for mark in sorted(session.attendances.all(), key=lambda each: each.pk):
            values = {**person(mark.client), **facts, "state": mark.state}
            yield Line(mark.client_id, values, mark.client.has_safety_restriction)
        heads = {name: getattr(session, name) or None for name in ("unnamed_adults", "unnamed_children")}
        if any(heads.values()):
            yield Line(None, {**facts, **heads})


def _meeting(meeting: GroupMeeting) -> dict[str, Any]:
    return {
        "held_on": meeting.meets_on,
        "group": meeting.group.name,
        "meets_from": clock(meeting.meets_from),
        "minutes": words.in_minutes(meeting.minutes),
        "coach": str(meeting.coach),
    }
