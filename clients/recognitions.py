"""Search first: who of our clients the person at the desk may be."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clients import likenesses, search
from clients.access import reachable_clients
from clients.models import Client, Enrolment
from clients.names import Name
from projects.memberships import allowed_to
from staff.permissions import Permission

DAY = re.compile(r"\b([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\b|(?<![\w+-])([0-9]{2})([0-9]{2})([0-9]{4})\b")
# Not the figures of a client number (A-2012).
YEAR = re.compile(r"(?<![\w-])(?:19|20)[0-9]{2}\b")
PHONE = re.compile(r"(?<![\w-])\+?[0-9][0-9 ]{6,}[0-9]")
CAPITALS = re.compile(r"\w+")
SHOWN = 8


@dataclass(frozen=True)
class Sought:
    """What was typed: a name or a number, and the birth date, birth year or phone beside it."""

    name: str
    born_on: dt.date | None = None
    year: int | None = None
    phone: str = ""

    @property
    def split(self) -> Name:
        """The name in its halves, as people say it: first names first, unless a comma says otherwise.

        What was typed in small letters alone gets its capitals.
        """
        name = (
            CAPITALS.sub(lambda word: word[0].capitalize(), self.name) if self.name.islower() else self.name
        )
        last, comma, first = name.partition(",")
        if not comma:
            first, _blank, last = name.rpartition(" ")
        return Name(last.strip(), first.strip()) if first.strip() else Name("", name.strip(" ,"))


@dataclass(frozen=True)
class Found:
    """A client whom the searcher may reach, and how she can come again."""

    client: Client
    stay: Enrolment | None
    is_here: bool
    opens_at_once: bool


@dataclass(frozen=True)
class Findings:
    """Those found, and whether there may be somebody whom the searcher isn't to see."""

    rows: Sequence[Found]
    is_hidden: bool


def read(text: str) -> Sought:
    """What a search text says: "Amina Warsame 17.5.1990", "A-0012", "Warsame 1990", "040 123 4567"."""
    text = " ".join(text.replace("\0", " ").split())
    born_on = year = None
    if (found := DAY.search(text)) and (born_on := _day(found)):
        text = text.replace(found[0], " ")
    phone = PHONE.search(text)
    if phone:
        text = text.replace(phone[0], " ")
    elif found := YEAR.search(text):
        year, text = int(found[0]), text.replace(found[0], " ")
    return Sought(" ".join(text.split()), born_on, year, phone[0] if phone else "")


def look_for(*, sought: Sought, user: Any, today: dt.date) -> Findings:
    """Whom the text fits among those she may reach; of others only that there may be one.

    Of somebody hidden it is said only to a searcher who knows the birth date or year, or the phone, too.
    """
    reachable = reachable_clients(user, today)
    fitting = list(search.find(reachable, sought.name)[: SHOWN * 2]) if sought.name else []
    likely = _likely(sought)
    known = {client.pk for client in fitting}
    more = [client.pk for client in likely if client.pk not in known]
    fitting += reachable.filter(pk__in=more) if more else []
    seen = {client.pk for client in fitting}
    is_hidden = any(client.pk not in seen and _is_told(sought, client) for client in likely)
    ordered = sorted(fitting, key=lambda client: not _born_then(sought, client))[:SHOWN]
    return Findings(rows(ordered, user, today), is_hidden)


def rows(clients: Sequence[Any], user: Any, today: dt.date) -> list[Found]:
    """Clients of `reachable_clients` with their latest stay in the searcher's own projects."""
    allowed = allowed_to(user, today)
    keeps = allowed.projects_where(Permission.KEEP_CLIENT_FACTS)
    stays = Enrolment.objects.filter(
        client__in=[client.pk for client in clients], project__in=list(allowed.by_project)
    )
    latest: dict[int, Enrolment] = {}
    running: set[int] = set()
    for stay in stays.select_related("project").order_by("starts_on", "pk"):
        latest[stay.client_id] = stay
        if stay.project_id in keeps and stay.period.includes(today):
            running.add(stay.client_id)
    return [
        Found(
            client=client,
            stay=latest.get(client.pk),
            is_here=client.pk in running,
            opens_at_once=client.opens_freely and not client.has_safety_restriction,
        )
        for client in clients
    ]


def look_at(*, clients: Sequence[Client], user: Any, today: dt.date) -> Findings:
    """Clients who may be the newcomer: those the user may reach, and whether there are others."""
    reachable = reachable_clients(user, today).filter(pk__in=[client.pk for client in clients])
    seen = list(reachable.select_related("municipality").order_by("pk"))
    return Findings(rows(seen, user, today), is_hidden=len(seen) < len(clients))


def _likely(sought: Sought) -> list[Client]:
    if not sought.name and not sought.phone:
        return []
    return likenesses.alike(name=sought.name, born_on=sought.born_on, phone=sought.phone)


def _born_then(sought: Sought, client: Client) -> bool:
    if client.born_on is None:
        return False
    return client.born_on == sought.born_on or client.born_on.year == sought.year


def _is_told(sought: Sought, client: Client) -> bool:
    return bool(sought.phone) or _born_then(sought, client)


def _day(found: re.Match[str]) -> dt.date | None:
    number, month, year = (int(figures) for figures in found.groups() if figures)
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None
