"""Advice to somebody who isn't a client: who they are isn't asked, and they are counted apart from clients."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from coaching import sessions
from coaching.choices import SessionKind
from coaching.models import CoachingSession, SessionTopic, Topic
from projects.models import Municipality, Project
from staff import auditing
from staff.models import User

# What she chose for the last one is likely so for the next, on the same day at the same table.
REMEMBERED = dt.timedelta(days=30)
FIRST_TIME = 15


def give(
    *,
    project: Project,
    coach: User,
    held_on: dt.date,
    minutes: int = FIRST_TIME,
    language: str = "",
    municipality: Municipality | None = None,
    topics: Iterable[Topic] = (),
    note: str = "",
    submission: UUID,
    today: dt.date,
    by: User,
) -> CoachingSession:
    """Log advice to one unnamed adult. The same submission again gives the session that it made.

    Refused (ValidationError) for a day to come or before the project, another project's topic, and a key that made
    another session.
    """
    session = CoachingSession(project=project, coach=coach, kind=SessionKind.ADVICE, held_on=held_on)
    session.minutes, session.language, session.municipality = minutes, language, municipality
    session.note, session.unnamed_adults = note.strip(), 1
    session.submission, session.logged_by, session.logged_at = submission, by, timezone.now()
    about = set(topics)
    with auditing.act(by=by):
        sessions.refuse(session, about, today)
        if sessions.save_once(session) is None:
            made = sessions.twin_of(session)
            if made and set(made.topics.all()) == about and made.municipality == municipality:
                return made
            raise sessions.refuse_another()
        SessionTopic.objects.bulk_create(SessionTopic(session=session, topic=topic) for topic in about)
    return session


def latest(coach: User, project: Project, today: dt.date) -> CoachingSession | None:
    """The advice that she gave last in the project, unless that is long ago."""
    given = advice_of(coach).filter(project=project, held_on__gte=today - REMEMBERED)
    return given.order_by("-held_on", "-pk").first()


def given_on(coach: User, day: dt.date) -> int:
    """How many times she has given advice on a day."""
    return advice_of(coach).filter(held_on=day).count()


def advice_of(coach: User) -> QuerySet[CoachingSession]:
    """The advice that somebody has given."""
    return CoachingSession.objects.filter(coach=coach, kind=SessionKind.ADVICE)
