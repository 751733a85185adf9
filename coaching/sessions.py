"""Sessions: what was done with whom."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clients.models import Client
from coaching.choices import SessionKind
from coaching.models import Attendance, CoachingSession, SessionTopic, Topic
from projects.models import Project
from staff import auditing
from staff.models import User

# What a form says; sent again with the same key, it must say the same.
SAID = (
    "logged_by_id",
    "project_id",
    "kind",
    "held_on",
    "minutes",
    "language",
    "has_interpreter",
    "note",
    "is_confidential",
)


def log(
    *,
    project: Project,
    client: Client,
    coach: User,
    kind: SessionKind | str,
    held_on: dt.date,
    minutes: int,
    language: str = "",
    has_interpreter: bool = False,
    topics: Iterable[Topic] = (),
    note: str = "",
    is_confidential: bool = False,
    submission: UUID,
    today: dt.date,
    by: User,
) -> CoachingSession:
    """Log a session with one client. The same submission again gives the session that it made.

    Refused (ValidationError) for a day to come, a client who never was in the project, another project's topic, a
    duration that no session has, a confidential note without words and somebody else's submission. A client who has
    left is no hindrance.
    """
    session = CoachingSession(project=project, coach=coach, kind=kind, held_on=held_on, minutes=minutes)
    session.language, session.has_interpreter = language, has_interpreter
    session.note, session.is_confidential = note.strip(), is_confidential
    session.submission, session.logged_by, session.logged_at = submission, by, timezone.now()
    with auditing.act(by=by):
        return _save(session, client, list(topics), today)


def is_after_care(*, session: CoachingSession, client: Client) -> bool:
    """Whether the client was out of the project on the day: worth a word, no hindrance."""
    stays = client.enrolments.filter(project=session.project)
    return not any(stay.period.includes(session.held_on) for stay in stays)


def _save(session: CoachingSession, client: Client, topics: list[Topic], today: dt.date) -> CoachingSession:
    _refuse(session, client, topics, today)
    session.full_clean(exclude=["submission"])
    try:
        # A savepoint, so that a twin of this form that came first leaves the transaction whole.
        with transaction.atomic():
            session.save()
    except IntegrityError as twin:
        made = CoachingSession.objects.filter(submission=session.submission).first()
        if made and _is_same(made, session, client, topics):
            return made
        raise ValidationError(
            _("This form was already saved, and it says something else. Log your change with a new form.")
        ) from twin
    Attendance.objects.create(session=session, client=client)
    SessionTopic.objects.bulk_create(SessionTopic(session=session, topic=topic) for topic in topics)
    return session


def _is_same(made: CoachingSession, session: CoachingSession, client: Client, topics: list[Topic]) -> bool:
    is_alike = all(getattr(made, name) == getattr(session, name) for name in SAID)
    has_topics = set(made.topics.all()) == set(topics)
    return is_alike and has_topics and made.attendances.filter(client=client).exists()


def _refuse(session: CoachingSession, client: Client, topics: list[Topic], today: dt.date) -> None:
    if session.held_on > today:
        raise ValidationError(
            {"held_on": _("The day is still to come. A session is logged once it has been held.")}
        )
    if session.held_on < session.project.starts_on:
        raise ValidationError({"held_on": _("The day is before the project began.")})
    if not client.enrolments.filter(project=session.project).exists():
        raise ValidationError(_("The client has never been in this project."))
    if any(topic.project_id != session.project_id for topic in topics):
        raise ValidationError({"topics": _("One of the topics belongs to another project.")})
