"""Whom she knows from her groups and appointments: where they share one, nobody asks why she opens the record."""

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet

from clients.models import Client
from coaching.models import Appointment, Attendance, GroupMeeting, GroupMember, Registration
from staff.models import User

# A group she led longer ago than this is no longer a reason.
REMEMBERED = dt.timedelta(days=90)
# What was agreed on in a meeting is written down within this time.
AFTERMATH = dt.timedelta(days=14)


def clients_met_in_groups(user: User, today: dt.date) -> QuerySet[Any]:
    """Keys of the clients who are registered for, or were marked at, meetings that she led of late or is to lead."""
    hers = GroupMeeting.objects.filter(coach=user, meets_on__gte=today - REMEMBERED)
    members = GroupMember.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=F("group__meetings__meets_on")),
        group__meetings__in=hers,
        starts_on__lte=F("group__meetings__meets_on"),
    )
    singles = Registration.objects.filter(meeting__in=hers)
    marked = Attendance.objects.filter(session__group_meeting__in=hers, session__withdrawn_at__isnull=True)
    return Client.objects.filter(
        Q(pk__in=members.values("client"))
        | Q(pk__in=singles.values("client"))
        | Q(pk__in=marked.values("client"))
    ).values("pk")


def clients_with_appointments(user: User, today: dt.date) -> QuerySet[Appointment, Any]:
    """Keys of the clients who have, or of late had, an appointment with her."""
    return Appointment.objects.filter(coach=user, meets_on__gte=today - AFTERMATH).values("client")
