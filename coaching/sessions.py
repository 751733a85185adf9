"""Sessions: logged once however often the form is sent, changed without anybody's words being lost, withdrawn."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clients.models import Client
from coaching import appointments
from coaching.choices import SessionKind
from coaching.models import Appointment, Attendance, CoachingSession, SessionTopic, Topic
from projects.models import Partner, Project
from staff import auditing
from staff.models import User
from staff.rows import keep

LONGEST_NOTE = 10_000
# What can be changed afterwards. The project and the client can't: such a session is withdrawn and logged anew.
SAID = (
    "kind",
    "held_on",
    "minutes",
    "language",
    "has_interpreter",
    "partner",
    "note",
    "is_confidential",
)
# What a form says; sent again with the same key, it must say the same.
SAID_AT_FIRST = ("logged_by_id", "project_id", *SAID)
ALREADY_SAVED = "already_saved"


class ChangedMeanwhile(Exception):
    """Somebody else has changed the session since the form was shown; nothing was written."""

    def __init__(self, current: CoachingSession):
        super().__init__(current.pk)
        self.current = current


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
    partner: Partner | None = None,
    note: str = "",
    is_confidential: bool = False,
    appointment: Appointment | None = None,
    submission: UUID,
    today: dt.date,
    by: auditing.Actor,
) -> CoachingSession:
    """Log a session with one client. The same submission again gives the session that it made.

    An appointment is held by it. Refused (ValidationError) for a day to come, a client who never was in the project,
    another project's topic, a duration that no session has, a confidential note without words, a note too long,
    somebody else's submission, and an appointment that was held or cancelled. A client who has left is no hindrance.
    """
    about = list(topics)
    facts: dict[str, Any] = {"kind": kind, "held_on": held_on, "minutes": minutes, "language": language}
    facts |= {"has_interpreter": has_interpreter, "partner": partner, "is_confidential": is_confidential}
    with auditing.act(by=by):
        facts |= {"submission": submission, "was_there": client.enrolments.filter(project=project).exists()}
        session = new(project=project, coach=coach, note=note, topics=about, **facts, today=today, by=by)
        made = _save(session, client, about)
        if appointment:
            appointments.hold(appointment=appointment, session=made, by=by)
    return made


def new(
    *,
    coach: User,
    note: str = "",
    topics: Iterable[Topic],
    was_there: bool,
    today: dt.date,
    by: auditing.Actor,
    **facts: Any,
) -> CoachingSession:
    """A session with one client that isn't kept yet; `was_there` says whether the client ever was in the project.

    Refused (ValidationError) when not, for a day to come, another project's topic, and a note too long.
    """
    session = CoachingSession(coach=coach, note=note.strip(), **facts)
    session.logged_by, session.logged_at = writer(coach=coach, by=by), timezone.now()
    refuse(session, set(topics), today)
    if not was_there:
        raise ValidationError(_("The client has never been in this project."))
    return session


def change(
    *,
    session: CoachingSession,
    revision: int,
    topics: Iterable[Topic],
    today: dt.date,
    by: auditing.Actor,
    **said: Any,
) -> CoachingSession:
    """Change what a session says (`SAID`, all of it). What already is so changes nothing.

    Raises ChangedMeanwhile when somebody has changed it since `revision`. Refused (ValidationError) as logging is, and
    when it was withdrawn.
    """
    said["note"] = said["note"].strip()
    with auditing.act(by=by):
        current = _standing(session)
        about = set(topics)
        if all(getattr(current, name) == said[name] for name in SAID) and about == set(current.topics.all()):
            return current
        if current.revision != revision:
            raise ChangedMeanwhile(current)
        for name in SAID:
            setattr(current, name, said[name])
        current.revision += 1
        refuse(current, about, today)
        keep(current, update_fields=[*SAID, "revision"])
        current.session_topics.exclude(topic__in=about).delete()
        there = set(current.topics.all())
        SessionTopic.objects.bulk_create(
            SessionTopic(session=current, topic=topic) for topic in about - there
        )
    return current


def withdraw(*, session: CoachingSession, reason: str, by: User) -> CoachingSession:
    """Withdraw a session that was logged wrongly: out of every figure, still in history; its appointment waits again.

    Refused (ValidationError) without a reason, and when it was withdrawn already.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the session is withdrawn.")})
    with auditing.act(by=by):
        current = _standing(session)
        current.withdrawn_at, current.withdrawn_by = timezone.now(), by
        current.withdrawn_reason = reason.strip()
        keep(current, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        for appointment in Appointment.objects.filter(session=current):
            appointment.session = None
            keep(appointment, update_fields=["session"])
    return current


def is_after_care(*, session: CoachingSession, client: Client) -> bool:
    """Whether the client was out of the project on the day: worth a word, no hindrance."""
    stays = client.enrolments.filter(project=session.project)
    return not any(stay.period.includes(session.held_on) for stay in stays)


def writer(*, coach: User, by: auditing.Actor) -> User:
    """Who is told as the one who wrote something down: the coach, where a book is taken in by the command line."""
    return coach if isinstance(by, str) else by


def save_once(session: CoachingSession) -> CoachingSession | None:
    """Save a new session; None when the same form has made one already, which is found by its key.

    To be called inside an act.
    """
    session.full_clean(exclude=["submission"])
    try:
        # A savepoint, so that a twin of this form that came first leaves the transaction whole.
        with transaction.atomic():
            session.save()
    except IntegrityError:
        return None
    return session


def twin_of(session: CoachingSession) -> CoachingSession | None:
    """The session that the same form made before, if it says the same."""
    made = CoachingSession.objects.filter(submission=session.submission).first()
    is_alike = made and all(getattr(made, name) == getattr(session, name) for name in SAID_AT_FIRST)
    return made if is_alike else None


def refuse_another() -> ValidationError:
    """The refusal of a form that made a session once and now says something else."""
    return ValidationError(
        _("This form was already saved, and it says something else. Save again to log another session."),
        code=ALREADY_SAVED,
    )


def refuse(session: CoachingSession, topics: set[Topic], today: dt.date) -> None:
    """Refused (ValidationError) by its day, its topics or the length of its note; the columns' own rules come after."""
    if session.held_on > today:
        raise ValidationError(
            {"held_on": _("The day is still to come. A session is logged once it has been held.")}
        )
    if session.held_on < session.project.starts_on:
        raise ValidationError({"held_on": _("The day is before the project began.")})
    if any(topic.project_id != session.project_id for topic in topics):
        raise ValidationError({"topics": _("One of the topics belongs to another project.")})
    if len(session.note) > LONGEST_NOTE:
        raise ValidationError({"note": too_long(session.note)})


def too_long(note: str) -> str:
    """How much too long a note is, in words."""
    return _("The note has %(length)d characters; %(limit)d fit. Nothing was cut off.") % {
        "length": len(note),
        "limit": LONGEST_NOTE,
    }


def _save(session: CoachingSession, client: Client, topics: list[Topic]) -> CoachingSession:
    if save_once(session) is None:
        made = twin_of(session)
        if made and set(made.topics.all()) == set(topics) and made.attendances.filter(client=client).exists():
            return made
        raise refuse_another()
    Attendance.objects.create(session=session, client=client)
    SessionTopic.objects.bulk_create(SessionTopic(session=session, topic=topic) for topic in topics)
    return session


def _standing(session: CoachingSession) -> CoachingSession:
    """Read anew and held until the end of the act: somebody may be changing it right now."""
    # Its own row only: those it points at are others' to hold.
    current = CoachingSession.objects.select_for_update(of=["self"]).filter(pk=session.pk).first()
    if current is None:
        raise ValidationError(_("The session has been withdrawn."))
    return current
