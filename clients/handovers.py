"""Handing clients over from one coach to another, with what the new one should know."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from clients import assignments
from clients.models import Assignment, Client, Enrolment, Handover
from ohjaamo.periods import running_on
from projects.memberships import allowed_to, roles_that
from projects.models import ProjectMember
from staff import auditing
from staff.models import User
from staff.permissions import Permission
from staff.rows import keep

# So long the coach before may still open the record, to answer what the new one asks.
READ_BACK = dt.timedelta(days=30)
# So long a handover is news to the new coach.
NEWS = dt.timedelta(days=14)


def hand_over(
    *, client: Client, giver: User, receiver: User, note: str = "", today: dt.date, by: auditing.Actor
) -> Handover:
    """Pass a client from one coach to another today, with a note the new one reads.

    From today on the client is the receiver's; the giver's last day was yesterday (today, if it began today). A
    receiver who is the client's coach already stays so. Refused (ValidationError) when the giver isn't the client's
    coach today, is the receiver, or the receiver doesn't coach in the client's project.
    """
    with auditing.act(by=by):
        # Two who hand over the same client at once wait here for each other.
        Client.objects.select_for_update().get(pk=client.pk)
        held = Assignment.objects.filter(running_on(today), client=client, coach=giver).first()
        if held is None:
            raise ValidationError(_("%(coach)s isn't the client's coach today.") % {"coach": giver})
        handover = Handover(
            client=client, giver=giver, receiver=receiver, happened_on=today, note=note.strip()
        )
        keep(handover)
        assignments.end(assignment=held, ends_on=max(held.starts_on, today - dt.timedelta(days=1)), by=by)
        if not Assignment.objects.filter(running_on(today), client=client, coach=receiver).exists():
            assignments.give(client=client, coach=receiver, today=today, by=by)
    return handover


def hand_over_all(
    *,
    clients: Iterable[Client],
    giver: User,
    receiver: User,
    note: str = "",
    today: dt.date,
    by: auditing.Actor,
) -> list[Handover]:
    """Pass many clients from one coach to another with one note: all of them, or none when one is refused."""
    with auditing.act(by=by):
        return [
            hand_over(client=client, giver=giver, receiver=receiver, note=note, today=today, by=by)
            for client in clients
        ]


def read_back(user: Any, today: dt.date) -> QuerySet[Handover, Any]:
    """Keys of the clients whom she has handed over, while she may still open their record."""
    return Handover.objects.filter(giver=user, happened_on__range=(today - READ_BACK, today)).values("client")


def news(user: User, today: dt.date) -> QuerySet[Handover]:
    """What has been handed over to her lately and is still hers, the newest first; of projects where she logs."""
    logs = allowed_to(user, today).projects_where(Permission.LOG_SESSIONS)
    here = Enrolment.objects.filter(project__in=logs).values("client")
    hers = Assignment.objects.filter(running_on(today), coach=user, client__in=here).values("client")
    lately = Handover.objects.filter(receiver=user, happened_on__range=(today - NEWS, today), client__in=hers)
    return lately.select_related("client", "giver").order_by("-happened_on", "-pk")


def shown_to(user: Any, client: Client, today: dt.date) -> QuerySet[Handover]:
    """The client's handovers in the projects whose notes she reads or where she logs, the newest first.

    A handover is of those of the client's projects where its receiver coached on the day.
    """
    hers = allowed_to(user, today).projects_where(Permission.READ_NOTES, Permission.LOG_SESSIONS)
    coached = ProjectMember.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("happened_on")),
        project__in=client.enrolments.filter(project__in=hers).values("project"),
        user=OuterRef("receiver"),
        roles__overlap=roles_that(Permission.LOG_SESSIONS),
        starts_on__lte=OuterRef("happened_on"),
    )
    return client.handovers.filter(Exists(coached)).select_related("giver", "receiver")


def latest(user: Any, client: Client, today: dt.date) -> Handover | None:
    """The client's latest handover that is shown to her, while its receiver is the coach."""
    handover = shown_to(user, client, today).first()
    if handover is None:
        return None
    is_hers = client.assignments.filter(running_on(today), coach=handover.receiver_id).exists()
    return handover if is_hers else None
