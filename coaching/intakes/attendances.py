"""Rows of attendance lists: who came to which meeting of a group, and how many unnamed people."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from clients.book_people import PERSON
from clients.intakes import identities
from clients.models import Client
from coaching import attendances
from coaching.choices import AttendanceState
from coaching.intakes.meetings import Meetings
from coaching.models import Attendance, CoachingSession, GroupMeeting
from projects.book_columns import BLANK, Values
from projects.models import Project
from staff import auditing, headers
from staff.verdicts import Verdict

HEADS = ("unnamed_adults", "unnamed_children")


@dataclass(frozen=True)
class Mark:
    """Whether somebody came on a day, and the column that says so."""

    day: dt.date
    state: AttendanceState
    column: str


class AttendanceIntake:
    """Takes lists of the groups of one project. What a row made is remembered once it stands."""

    def __init__(self, project: Project, today: dt.date, by: auditing.Actor) -> None:
        self.today = today
        self.by = by
        self.people = identities.people_for(today=today, by=by)
        self.meetings = Meetings(project, by)
        marks = Attendance.objects.filter(
            session__group_meeting__group__project=project, session__withdrawn_at=None
        )
        self.marks: dict[tuple[int, int], str] = {
            (meeting, client): state
            for meeting, client, state in marks.values_list("session__group_meeting", "client", "state")
        }
        counted = CoachingSession.objects.filter(group_meeting__group__project=project)
        self.heads: dict[int, tuple[int, ...]] = {
            meeting: heads for meeting, *heads in counted.values_list("group_meeting", *HEADS)
        }

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in: the marks of one person on one day or several, or heads without a name."""
        client = identities.known_client(values, self.people, verdict) if names_somebody(values) else None
        met: list[tuple[GroupMeeting, Mark]] = []
        marked: dict[tuple[int, int], str] = {}
        for mark in marks_in(values):
            if meeting := self.meetings.held(values, mark.day, mark.column, verdict):
                met.append((meeting, mark))
        for meeting, mark in met:
            if client and self._is_to_be_marked(meeting, client, mark, verdict):
                with verdict.refusing(mark.column):
                    attendances.take_from_list(
                        meeting=meeting, client=client, state=mark.state, today=self.today, by=self.by
                    )
                marked[meeting.pk, client.pk] = mark.state
            self._count(meeting, values, verdict)
        self.marks |= marked
        for meeting, _mark in met:
            self.meetings.put(meeting)

    def _is_to_be_marked(self, meeting: GroupMeeting, client: Client, mark: Mark, verdict: Verdict) -> bool:
        """Whether there is no mark yet, or another one in the place of which somebody ticked the book's."""
        ours = self.marks.get((meeting.pk, client.pk))
        if ours is None:
            verdict.created["attendances"] += 1
            return True
        if ours == mark.state:
            return False
        if client.has_safety_restriction:
            identities.tell_restricted(verdict)
            return False
        is_ticked = mark.column in identities.ticked(verdict, client)
        tell = verdict.take if is_ticked else verdict.differ
        tell(mark.column, str(AttendanceState(ours).label), str(mark.state.label))
        if is_ticked:
            verdict.updated["attendances"] += 1
        return is_ticked

    def _count(self, meeting: GroupMeeting, values: Values, verdict: Verdict) -> None:
        """Note how many unnamed people came; where the register has another number, that stays."""
        ours = self.heads.get(meeting.pk, (0, 0))
        said = [values.get(name) or None for name in HEADS]
        told = [own or book or 0 for own, book in zip(ours, said, strict=True)]
        for name, own, book in zip(HEADS, ours, said, strict=True):
            if book and own and book != own:
                verdict.differ(name, str(own), str(book))
        if tuple(told) != tuple(ours):
            with verdict.refusing(HEADS[0]):
                attendances.set_heads(
                    meeting=meeting, adults=told[0], children=told[1], today=self.today, by=self.by
                )
            verdict.updated["sessions"] += 1
            self.heads[meeting.pk] = tuple(told)


def names_somebody(values: Values) -> bool:
    """Whether the row says who it is about."""
    return any(values.get(name) not in BLANK for name in PERSON)


def marks_in(values: Values) -> Iterator[Mark]:
    """What the row says of its day, or of each of the days in its columns; a blank says nothing."""
    if day := values.get("held_on"):
        yield Mark(day, values.get("state") or AttendanceState.PRESENT, "state")
    for name, value in values.items():
        if value and (column_day := headers.day_of(name)):
            yield Mark(column_day, value, name)
