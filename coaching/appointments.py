"""Appointments: agreed on with a client, moved, cancelled, and held once a session is logged for them."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from clients.access import client_for
from clients.models import Client, Enrolment
from coaching.choices import AttendanceState, SessionKind
from coaching.models import Appointment, CoachingSession
from projects.memberships import allowed_to
from projects.models import Project
from staff import auditing
from staff.models import User
from staff.permissions import Permission
from staff.rows import keep

# What was missed longer ago than this isn't asked for any more.
ASKED_FOR = dt.timedelta(days=30)


def agree(
    *,
    client: Client,
    project: Project,
    coach: User,
    meets_on: dt.date,
    meets_from: dt.time,
    minutes: int,
    kind: SessionKind | str = SessionKind.MEETING,
    place: str = "",
    today: dt.date,
    by: auditing.Actor,
) -> Appointment:
    """Agree on a meeting with a client. The same one again gives the first.

    Refused (ValidationError) for a day that has passed, a client who isn't in the project on the day, and a kind that
    isn't agreed on (a group, advice).
    """
    facts = {
        "client": client,
        "project": project,
        "coach": coach,
        "meets_on": meets_on,
        "meets_from": meets_from,
    }
    with auditing.act(by=by):
        _refuse_passed(meets_on, today)
        # One form sent twice at once waits here for its twin.
        stays = Enrolment.objects.select_for_update().filter(client=client, project=project)
        if not any(stay.period.includes(meets_on) for stay in stays):
            raise ValidationError(_("The client isn't in the project on this day."))
        twin = Appointment.objects.filter(**facts).first()
        appointment = twin or Appointment(**facts, kind=kind, minutes=minutes, place=place.strip())
        if twin is None:
            keep(appointment)
    return appointment


def move(
    *,
    appointment: Appointment,
    meets_on: dt.date,
    meets_from: dt.time,
    minutes: int,
    kind: SessionKind | str,
    place: str = "",
    today: dt.date,
    by: auditing.Actor,
) -> Appointment:
    """Move a meeting to another day, time or place. Refused (ValidationError) to a day passed and once it is held."""
    facts = {"meets_on": meets_on, "meets_from": meets_from, "minutes": minutes, "kind": kind}
    with auditing.act(by=by):
        current = _waiting(appointment)
        if meets_on != current.meets_on:
            _refuse_passed(meets_on, today)
        return _update(current, **facts, place=place.strip())


def cancel(*, appointment: Appointment, reason: str, by: User) -> Appointment:
    """Cancel a meeting, with the reason. Refused (ValidationError) without one, and once it is held."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the meeting is cancelled.")})
    facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_reason": reason.strip()}
    with auditing.act(by=by):
        return _update(_waiting(appointment), **facts)


def hold(*, appointment: Appointment, session: CoachingSession, by: auditing.Actor) -> Appointment:
    """Tie the session that was logged for a meeting to it; the same session again changes nothing.

    Refused (ValidationError) when the session isn't with the client of the meeting or is of another project, when the
    meeting has one already, and when it was cancelled.
    """
    if session.project_id != appointment.project_id:
        raise ValidationError(_("The session is of another project than the appointment."))
    if not session.attendances.filter(client=appointment.client_id).exists():
        raise ValidationError(_("The session is with somebody else than the appointment."))
    with auditing.act(by=by):
        held = Appointment.objects.select_for_update().filter(pk=appointment.pk, session=session).first()
        return held or _update(_waiting(appointment), session=session)


def appointment_for(user: User, pk: int, today: dt.date) -> Appointment:
    """An appointment in a project where she logs, through the client's door; Http404 when she doesn't.

    Raises ReasonNeeded as the door does, but only to those who log there.
    """
    appointment = get_object_or_404(Appointment.objects.select_related("project", "coach"), pk=pk)
    if not allowed_to(user, today).may(Permission.LOG_SESSIONS, appointment.project_id):
        raise Http404
    appointment.client = client_for(user, appointment.client_id, today)
    return appointment


def prefilled(appointment: Appointment) -> dict[str, Any]:
    """What the form of the session begins with: how, when and how long it was agreed to be."""
    return {"kind": appointment.kind, "held_on": appointment.meets_on, "minutes": appointment.minutes}


def unlogged(today: dt.date) -> QuerySet[Appointment]:
    """Meetings of the last days before today that nobody has logged: not so long ago that nobody remembers.

    One for which a session with the client was logged that day without it doesn't wait either.
    """
    waiting = Appointment.objects.filter(session__isnull=True, meets_on__lt=today)
    return waiting.filter(~logged_without_it(), meets_on__gte=today - ASKED_FOR)


def logged_without_it() -> Exists:
    """Whether the coach met an appointment's client that day and logged it as a session of its own.

    A group that both were at is another meeting, and whoever stayed away wasn't met.
    """
    sessions = CoachingSession.objects.exclude(kind=SessionKind.GROUP)
    met = sessions.filter(
        attendances__client=OuterRef("client"), attendances__state=AttendanceState.PRESENT,
        coach=OuterRef("coach"), held_on=OuterRef("meets_on"),
    )  # fmt: skip
    return Exists(met)


def coming(user: User, client: Client, today: dt.date) -> QuerySet[Appointment]:
    """The client's meetings from today on that haven't been held, the soonest first; of projects where she logs."""
    logs = allowed_to(user, today).projects_where(Permission.LOG_SESSIONS)
    waiting = client.appointments.filter(session__isnull=True, meets_on__gte=today, project__in=logs)
    return waiting.select_related("coach", "project")


def _waiting(appointment: Appointment) -> Appointment:
    """Read anew: somebody may have held or cancelled it since the page was opened."""
    current = Appointment.objects.select_for_update().filter(pk=appointment.pk).first()
    if current is None:
        raise ValidationError(_("The appointment has been cancelled."))
    if current.session_id:
        raise ValidationError(_("The appointment has been held already."))
    return current


def _update(current: Appointment, **facts: Any) -> Appointment:
    for name, value in facts.items():
        setattr(current, name, value)
    keep(current, update_fields=list(facts))
    return current


def _refuse_passed(meets_on: dt.date, today: dt.date) -> None:
    if meets_on < today:
        raise ValidationError({"meets_on": _("The day has passed. What was held is logged as a session.")})
