"""Whom she knows from her groups and appointments: where they share one, nobody asks why she opens the record."""

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from clients.models import Client
from coaching.choices import AttendanceState
from coaching.models import Appointment, Attendance, GroupMeeting, GroupMember, Registration
from staff import auditing
from staff.models import User

# A group she led longer ago than this is no longer a reason.
REMEMBERED = dt.timedelta(days=90)
# What was agreed on in a meeting is written down within this time.
AFTERMATH = dt.timedelta(days=14)


def clients_met_in_groups(user: User, today: dt.date) -> QuerySet[Any]:
    """Keys of the clients who came to, or whom others registered for, meetings that she led of late or is to lead.

    Whom she has put on the list herself she doesn't know by that: it would open every record with no reason said.
    """
    hers = GroupMeeting.objects.filter(coach=user, meets_on__gte=today - REMEMBERED)
    members = _by_others(GroupMember, user).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=F("group__meetings__meets_on")),
        group__meetings__in=hers,
        starts_on__lte=F("group__meetings__meets_on"),
    )
    singles = _by_others(Registration, user).filter(meeting__in=hers)
    came = Attendance.objects.filter(
        session__group_meeting__in=hers, session__withdrawn_at__isnull=True, state=AttendanceState.PRESENT
    )
    return Client.objects.filter(
        Q(pk__in=members.values("client"))
        | Q(pk__in=singles.values("client"))
        | Q(pk__in=came.values("client"))
    ).values("pk")


def _by_others(model: type[GroupMember] | type[Registration], user: User) -> QuerySet[Any]:
    """The registrations somebody else than she made."""
    made = auditing.events_of(model).filter(pgh_obj=OuterRef("pk"), pgh_label="insert")
    hers = {"pgh_context__metadata__actor": auditing.actor_name(user)}
    return model.objects.filter(Exists(made.exclude(**hers)))


def clients_with_appointments(user: User, today: dt.date) -> QuerySet[Appointment, Any]:
    """Keys of the clients who have, or of late had, an appointment with her."""
    return Appointment.objects.filter(coach=user, meets_on__gte=today - AFTERMATH).values("client")
