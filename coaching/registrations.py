"""Who is to come: registered for all meetings of a group, or for one. Places are never given out twice."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from clients.models import Client, Enrolment
from coaching.models import Attendance, Group, GroupMeeting, GroupMember, Registration
from ohjaamo.periods import running_on
from staff import auditing
from staff.rows import keep

ONE_DAY = dt.timedelta(days=1)


def registered_for(meeting: GroupMeeting) -> QuerySet[Client]:
    """The clients registered for the meeting: for it alone, or for all meetings on its day."""
    members = GroupMember.objects.filter(running_on(meeting.meets_on), group=meeting.group_id)
    singles = Registration.objects.filter(meeting=meeting)
    return Client.objects.filter(Q(pk__in=members.values("client")) | Q(pk__in=singles.values("client")))


def with_registered(meetings: QuerySet[GroupMeeting]) -> QuerySet[Any]:
    """The meetings with how many are registered for each (`registered`): everybody once."""
    members = GroupMember.objects.filter(_running_on("meets_on"), group=OuterRef("group"))
    twice = GroupMember.objects.filter(
        _running_on("meeting__meets_on"), group=OuterRef("meeting__group"), client=OuterRef("client")
    )
    singles = Registration.objects.filter(~Exists(twice), meeting=OuterRef("pk"))
    return meetings.annotate(registered=_number_of(members, "group") + _number_of(singles, "meeting"))


def seats_taken(group: Group, day: dt.date) -> int:
    """How many places are taken from a day on: of all meetings, or of that for which most are registered."""
    whole = group.members.filter(ends_on__isnull=True).count()
    ahead = with_registered(group.meetings.filter(meets_on__gte=day))
    return max(whole, ahead.aggregate(most=Max("registered"))["most"] or 0)


def clients_of(group: Group) -> QuerySet[Client]:
    """The clients who may come: they are, or once were, in the group's project."""
    return Client.objects.filter(pk__in=Enrolment.objects.filter(project=group.project_id).values("client"))


def join(*, group: Group, client: Client, starts_on: dt.date, by: auditing.Actor) -> GroupMember:
    """Register a client for every meeting from a day on. What she was registered for by itself then counts once.

    Refused (ValidationError) when she already is, was never in the project, the group has ended, and when there is
    no place left, of whole groups or of any meeting to come: two at once never get the last one.
    """
    with auditing.act(by=by):
        current = _locked(group)
        _refuse_stranger(current, client)
        if current.ends_on and current.ends_on < starts_on:
            raise ValidationError(_("The group has ended."))
        member = GroupMember(group=current, client=client, starts_on=max(starts_on, current.starts_on))
        keep(member)
        _refuse_full(current, seats_taken(current, starts_on))
    return member


def leave(*, member: GroupMember, today: dt.date, by: auditing.Actor) -> None:
    """End a registration for all meetings: today's no longer counts, unless she was marked there today."""
    with auditing.act(by=by):
        _locked(member.group)
        current = GroupMember.objects.filter(pk=member.pk).first()
        if current is None or (current.ends_on and current.ends_on < today):
            return
        marked = Attendance.objects.filter(
            client=current.client_id, session__group_meeting__group=current.group_id, session__held_on=today
        )
        last = today if marked.exists() else today - ONE_DAY
        if last < current.starts_on:
            current.delete()
            return
        current.ends_on = last
        keep(current, update_fields=["ends_on"])


def register(*, meeting: GroupMeeting, client: Client, today: dt.date, by: auditing.Actor) -> Registration:
    """Register a client for one meeting.

    Refused (ValidationError) when she already is, by herself or for all meetings, was never in the project, and when
    the meeting is cancelled or has no place left: two at once never get the last one.
    """
    with auditing.act(by=by):
        group = _locked(meeting.group)
        current = group.meetings.filter(pk=meeting.pk).first()
        if current is None:
            raise ValidationError(_("The meeting has been cancelled."))
        _refuse_stranger(group, client)
        if registered_for(current).filter(pk=client.pk).exists():
            raise ValidationError(_("The client is already registered for the meeting."))
        registration = Registration(meeting=current, client=client, registered_on=today)
        keep(registration)
        _refuse_full(group, registered_for(current).count())
    return registration


def unregister(*, meeting: GroupMeeting, client: Client, by: auditing.Actor) -> None:
    """Take back a registration for one meeting. Refused (ValidationError) when she is registered for all of them."""
    with auditing.act(by=by):
        _locked(meeting.group)
        found = Registration.objects.filter(meeting=meeting, client=client).first()
        if found is None:
            raise ValidationError(_("The client isn't registered for this meeting alone."))
        found.delete()


def _locked(group: Group) -> Group:
    """The group as it is now. Whoever gives out its places waits here for the one before."""
    return Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def _refuse_stranger(group: Group, client: Client) -> None:
    if not clients_of(group).filter(pk=client.pk).exists():
        raise ValidationError(_("The client has never been in this project."))


def _refuse_full(group: Group, taken: int) -> None:
    """To be called once the new row stands: the act that it belongs to is taken back with it."""
    if group.capacity is not None and taken > group.capacity:
        raise ValidationError(
            _("The group is full: there are %(places)s places.") % {"places": group.capacity}
        )


def _running_on(day: str) -> Q:
    return Q(starts_on__lte=OuterRef(day)) & (Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef(day)))


def _number_of(rows: QuerySet[Any], column: str) -> Coalesce:
    counted = rows.order_by().values(column).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
