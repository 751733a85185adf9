"""What has happened with a client, newest first: sessions, activities, results, stays."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext as _

from clients.models import Activity, Client, Enrolment, Outcome
from coaching.access import may_read_note, readable_sessions
from coaching.choices import AttendanceState, SessionKind
from coaching.models import CoachingSession
from ohjaamo.formats import minutes
from ohjaamo.reference import language_name
from projects.memberships import allowed_to
from staff.models import User

AT_FIRST = 10


@dataclass(frozen=True)
class Event:
    """One line of the timeline. Notes are people's own words, in any language."""

    day: dt.date
    facts: list[str]
    text: str = ""
    note: str = ""
    is_confidential: bool = False
    is_note_hidden: bool = False
    # A session's own page; a group is written about elsewhere.
    session_key: int | None = None
    # Of two on one day the later written comes first.
    order: tuple[int, int] = field(default=(0, 0))


@dataclass(frozen=True)
class Timeline:
    """The newest events, and whether there are older ones."""

    events: list[Event]
    has_more: bool


def timeline(
    *,
    client: Client,
    stays: Sequence[Enrolment],
    activities: Sequence[Activity],
    outcomes: Sequence[Outcome],
    is_coach: bool,
    is_whole: bool,
    today: dt.date,
    user: User,
) -> Timeline:
    """The client's timeline as the user may read it: the newest few, or all of it."""
    limit = None if is_whole else AT_FIRST + 1
    sessions = _with_words(readable_sessions(user, client, today))[:limit]
    readable = [(each, may_read_note(user, each, is_coach=is_coach, today=today)) for each in sessions]
    events = [_of_session(each, reads_note=reads) for each, reads in readable]
    for stay in stays:
        events += _of_stay(stay, today, is_hers=stay.project_id in allowed_to(user, today).by_project)
    for activity in activities:
        events += _of_activity(activity, today)
    events += [_of_outcome(outcome) for outcome in outcomes]
    events.sort(key=lambda event: (event.day, event.order), reverse=True)
    return Timeline(events if is_whole else events[:AT_FIRST], not is_whole and len(events) > AT_FIRST)


def _with_words(sessions: QuerySet[CoachingSession]) -> QuerySet[CoachingSession]:
    names = ArrayAgg(
        "topics__name", filter=Q(topics__isnull=False), order_by="topics__position", default=Value([])
    )
    return (
        sessions.select_related("coach")
        .annotate(
            attended=F("attendances__state"),
            said_of_her=F("attendances__note"),
            group_name=F("group_meeting__group__name"),
            topic_names=names,
        )
        .order_by("-held_on", "-pk")
    )


def _of_session(session: Any, *, reads_note: bool) -> Event:
    facts = [minutes(session.minutes), session.get_kind_display()]
    facts += [language_name(session.language)] if session.language else []
    facts += [_("with an interpreter")] if session.has_interpreter else []
    facts.append(str(session.coach))
    attended = AttendanceState(session.attended)
    words = session.topic_names if attended == AttendanceState.PRESENT else [attended.label]
    return Event(
        day=session.held_on,
        facts=facts,
        text=", ".join(str(word) for word in filter(None, [session.group_name, *words])),
        note="\n".join(filter(None, [session.note if reads_note else "", session.said_of_her])),
        is_confidential=session.is_confidential,
        is_note_hidden=bool(session.note) and not reads_note,
        session_key=None if session.kind == SessionKind.GROUP else session.pk,
        order=(3, session.pk),
    )


def _of_stay(stay: Enrolment, today: dt.date, *, is_hers: bool) -> Iterator[Event]:
    """Its days; of a project where the reader doesn't work, only the code beside them."""
    project = str(stay.project) if is_hers else stay.project.code
    yield Event(stay.starts_on, [_("Came to the project")], project, order=(0, stay.pk))
    if stay.ends_on and stay.ends_on <= today:
        text = ": ".join(filter(None, [project, stay.get_exit_reason_display() if is_hers else ""]))
        yield Event(stay.ends_on, [_("Left the project")], text, order=(4, stay.pk))


def _of_activity(activity: Activity, today: dt.date) -> Iterator[Event]:
    text = ", ".join(filter(None, [activity.get_kind_display(), activity.place]))
    yield Event(activity.starts_on, [_("Activity began")], text, order=(1, activity.pk))
    if activity.ends_on and activity.ends_on <= today:
        yield Event(activity.ends_on, [_("Activity ended")], text, order=(1, activity.pk))


def _of_outcome(outcome: Outcome) -> Event:
    text = ", ".join(filter(None, [outcome.get_kind_display(), outcome.detail]))
    times = f" × {outcome.quantity}" if outcome.quantity > 1 else ""
    return Event(outcome.happened_on, [_("Result")], text + times, order=(2, outcome.pk))
