"""People on the lists of groups: what they are called there, and finding one to add."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext_lazy

from clients import search
from clients.models import Client
from clients.pages import short_name
from coaching.choices import AttendanceState
from coaching.rosters import Line, Roster, nameless
from staff.models import User

FOUND_AT_MOST = 8
# On a phone three of them stand beside a name.
STATES = (
    (AttendanceState.PRESENT, _lazy("Present")),
    (AttendanceState.EXCUSED, pgettext_lazy("attendance", "Told")),
    (AttendanceState.ABSENT, pgettext_lazy("attendance", "Absent")),
)


@dataclass(frozen=True)
class Person:
    """Somebody on the list of a meeting, as the page shows her."""

    key: int
    name: str
    number: str
    state: str
    note: str
    marked_by: str
    marked_at: dt.datetime | None
    is_registered: bool
    is_new: bool


def person(line: Line, new: Client | None = None) -> Person:
    """A line of the list in words; `new` is who has just been put on it."""
    mark, client = line.mark, line.client
    by = short_name(mark.marked_by) if mark and mark.marked_by else ""
    return Person(
        key=client.pk,
        name=shown_name(client, line.is_nameless),
        number=client.client_number,
        state=line.state,
        note=line.note,
        marked_by=by,
        marked_at=mark.marked_at if mark else None,
        is_registered=line.is_registered,
        is_new=client == new,
    )


def shown_roster(roster: Roster, user: User, new: Client | None = None) -> dict[str, Any]:
    """The list of a meeting: those expected, those who came all the same, and the counts."""
    people = [person(line, new) for line in roster.lines]
    return {
        "roster": roster,
        "expected": [each for each in people if each.is_registered],
        "walk_ins": [each for each in people if not each.is_registered],
        "states": STATES,
        "heads": [("adults", _("Adults"), roster.adults), ("children", _("Children"), roster.children)],
        "version": roster.version_for(user),
    }


def shown_name(client: Client, is_nameless: bool) -> str:
    """Amina W.; of whom no list names, the number."""
    return client.client_number if is_nameless else short_name(client)


def name_of(client: Client, user: User, today: dt.date) -> str:
    """The same for one client."""
    return shown_name(client, client.pk in nameless([client], user, today))


def found(request: HttpRequest, clients: QuerySet[Client]) -> dict[str, Any]:
    """Whom the search on the page finds of these clients."""
    text = request.GET.get("q", "").strip()[: search.LONGEST]
    some = list(search.find(clients, text)[: FOUND_AT_MOST + 1]) if text else []
    return {"q": text, "found": some[:FOUND_AT_MOST], "has_more": len(some) > FOUND_AT_MOST}


def chosen(request: HttpRequest, clients: QuerySet[Client]) -> Client:
    """The client of these whom the form names. Refused (ValidationError) when it names nobody, or nobody of these."""
    key = request.POST.get("client", "")
    client = clients.filter(pk=key).first() if key.isdecimal() else None
    if client is None:
        raise ValidationError(_("Nothing was chosen."))
    return client
