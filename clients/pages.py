"""What every page about a client begins with, and which of them opens first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from clients.models import Client, Enrolment
from ohjaamo.periods import running_on
from ohjaamo.reference import country_name, language_name
from projects.choices import ActivityKind, ProjectPart
from projects.memberships import allowed_to
from staff.models import User
from staff.permissions import Permission

COACHING_PAGE, FACTS_PAGE = "coaching:client", "clients:detail"
ASSESSMENT_PAGE = "coaching:client-assessment"


@dataclass(frozen=True)
class Tab:
    """A page about a client: its URL name, and who sees it. Each is served by the app that owns what it shows."""

    url_name: str
    label: Promise
    # For those who read notes in a project of the client's, and only while any of these parts is in use there.
    reads_notes: bool = False
    parts: tuple[ProjectPart, ...] = ()

    def is_shown(self, readable: Sequence[Enrolment]) -> bool:
        if not self.reads_notes:
            return True
        return any(
            not self.parts or any(stay.project.has_part(part) for part in self.parts) for stay in readable
        )


TABS = (
    Tab(COACHING_PAGE, _lazy("Path and events"), reads_notes=True),
    Tab(
        ASSESSMENT_PAGE,
        _lazy("Assessment"),
        reads_notes=True,
        parts=(ProjectPart.ASSESSMENT, ProjectPart.MEASUREMENTS, ProjectPart.SITUATIONS),
    ),
    Tab(
        "coaching:client-services",
        _lazy("Service tray"),
        reads_notes=True,
        parts=(ProjectPart.SERVICES,),
    ),
    Tab(FACTS_PAGE, _lazy("Facts")),
)


@dataclass(frozen=True)
class Heading:
    """Who the page is about: what its header shows."""

    client: Client
    stays: Sequence[Enrolment]
    # Those in projects whose sessions she reads: the path of another project isn't hers to see.
    readable: Sequence[Enrolment]
    coaches: Sequence[User]
    tabs: Sequence[dict[str, Any]]
    today: dt.date

    @property
    def stay(self) -> Enrolment | None:
        """The stay that is running, else the latest; of her own projects before others'."""
        stays = self.readable or self.stays
        running = [stay for stay in stays if stay.period.includes(self.today)]
        return next(iter(running or stays), None)

    @property
    def shows_coaching(self) -> bool:
        return bool(self.readable)

    @property
    def is_running(self) -> bool:
        return self.stay is not None and self.stay.period.includes(self.today)

    @property
    def languages(self) -> list[str]:
        return languages_of(self.client)

    @property
    def mother_tongue(self) -> str:
        return language_name(self.client.mother_tongue)

    @property
    def nationalities(self) -> list[str]:
        return [country_name(code) for code in self.client.nationalities]

    @property
    def municipality(self) -> str:
        return municipality_of(self.client)

    @property
    def short_name(self) -> str:
        return short_name(self.client)

    def is_coached_by(self, user: User) -> bool:
        return user in self.coaches


def heading(
    *, client: Client, user: User, today: dt.date, current: str, stays: QuerySet[Enrolment] | None = None
) -> Heading:
    """The header of a client's page; `current` is the URL name of the tab being shown.

    `stays` are the client's enrolments with what a page upstairs has annotated.
    """
    found = client.enrolments.all() if stays is None else stays
    stays = list(found.select_related("project").order_by("-starts_on", "-pk"))
    assignments = client.assignments.filter(running_on(today)).select_related("coach")
    allowed = allowed_to(user, today)
    readable = [stay for stay in stays if allowed.may(Permission.READ_NOTES, stay.project_id)]
    tabs = [
        {
            "label": tab.label,
            "url": reverse(tab.url_name, args=[client.pk]),
            "is_current": tab.url_name == current,
        }
        for tab in TABS
        if tab.is_shown(readable)
    ]
    coaches = [assignment.coach for assignment in assignments]
    return Heading(client, stays, readable, coaches, tabs, today)


def landing(user: Any, today: dt.date) -> str:
    """The URL name of the page that opens first: where she stands for whoever reads notes, else the facts."""
    return COACHING_PAGE if allowed_to(user, today).may(Permission.READ_NOTES) else FACTS_PAGE


@dataclass(frozen=True)
class Row:
    """A client in a list: nothing here tells where somebody under a safety restriction lives."""

    client: Client
    name: str
    activity: str
    languages: list[str]
    municipality: str
    coaches: list[str]


def rows(clients: Sequence[Client]) -> list[Row]:
    """The lines of a list, of clients annotated with `primary_kind` and `coaching_now`."""
    kinds = {kind.value: str(kind.label) for kind in ActivityKind}
    return [
        Row(
            client=client,
            name=listed_name(client),
            activity=kinds.get(client.primary_kind, ""),
            languages=languages_of(client),
            municipality=municipality_of(client),
            coaches=[str(each.coach) for each in client.coaching_now],
        )
        for client in clients
    ]


def municipality_of(client: Client) -> str:
    """The municipality by name; withheld under a safety restriction, also when it isn't known."""
    if client.has_safety_restriction:
        return _("Withheld")
    return str(client.municipality or "")


def listed_name(client: Client) -> str:
    """Warsame, Amina: for a list in the order of last names."""
    return ", ".join(filter(None, [client.last_name, client.first_names]))


def short_name(person: Client | User) -> str:
    """Amina W.: for a list that others may glance at, and for messages."""
    first = person.first_names if isinstance(person, Client) else person.first_name
    return f"{first.split()[0]} {person.last_name[:1]}." if person.last_name else first


def languages_of(client: Client) -> list[str]:
    """The languages we serve the client in, else the mother tongue, by name."""
    codes = client.service_languages or [client.mother_tongue]
    return [language_name(code) for code in codes if code]
