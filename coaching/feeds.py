"""A calendar feed: an address at which a phone reads somebody's own calendar without signing in.

Who knows the address reads it, so it tells no more than a client's number and initials, and can be closed at any time.
"""

import datetime as dt
import hashlib
import secrets

from django.db.models import Q
from django.utils import timezone
from icalendar import Calendar, Event

from clients.models import Client
from coaching.calendars import Meeting, meetings
from coaching.models import CalendarFeed
from staff import auditing
from staff.models import User

TOKEN_BYTES = 32
BACK, AHEAD = dt.timedelta(days=30), dt.timedelta(days=366)
# How often a phone should look again.
REFRESHED = dt.timedelta(hours=1)


def renew(*, user: User, by: auditing.Actor) -> str:
    """Open somebody's feed at a new address; an old one stops working. The token of the address is told only here."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with auditing.act(by=by):
        CalendarFeed.objects.update_or_create(
            user=user, defaults={"token_digest": _digest(token), "opened_at": timezone.now()}
        )
    return token


def close(*, user: User, by: auditing.Actor) -> None:
    """Close somebody's feed; closing one that isn't open changes nothing."""
    with auditing.act(by=by):
        CalendarFeed.objects.filter(user=user).delete()


def owner(token: str) -> User | None:
    """Whose calendar is read at this address; nobody's when it is closed or they no longer work here."""
    feed = CalendarFeed.objects.filter(token_digest=_digest(token), user__is_active=True).select_related(
        "user"
    )
    found = feed.first()
    return found.user if found else None


def ics(user: User, today: dt.date, moment: dt.datetime) -> bytes:
    """The calendar as phones read it (RFC 5545): a month back, a year ahead, in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ohjaamo//Calendar//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Ohjaamo")
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    for meeting in meetings(Q(coach=user), today - BACK, today + AHEAD, user=user, today=today):
        calendar.add_component(_event(meeting, moment))
    return calendar.to_ical()


def code(client: Client) -> str:
    """A-0214 AW: a client as others may see her."""
    names = [*client.first_names.split()[:1], *client.last_name.split()[:1]]
    initials = "".join(name[0].upper() for name in names)
    return f"{client.client_number} {initials}"


def _event(meeting: Meeting, moment: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{meeting.key}@ohjaamo")
    event.add("dtstamp", moment)
    starts_at = timezone.make_aware(dt.datetime.combine(meeting.day, meeting.starts)).astimezone(dt.UTC)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + dt.timedelta(minutes=meeting.minutes))
    event.add("summary", _summary(meeting))
    event.add("class", "PRIVATE")
    # Where a client is met may be somebody's home, and is free text besides.
    if meeting.client is None and meeting.place:
        event.add("location", meeting.place)
    return event


def _summary(meeting: Meeting) -> str:
    """A group by name, a client by code; by number alone whose record isn't the coach's to open."""
    if meeting.client is None:
        return meeting.group_name
    return meeting.client.client_number if meeting.is_nameless else code(meeting.client)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
