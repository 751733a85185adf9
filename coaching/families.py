"""Families as a coach sees them: where each adult stands, what they do, what is next."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from clients import situations
from clients.access import reachable_clients, visible_clients
from clients.choices import FamilyRelation
from clients.models import Client, Enrolment, Family, FamilyMember
from coaching.models import Step
from coaching.paths import with_stage
from coaching.steps import OPEN
from ohjaamo.periods import running_on
from projects.choices import ActivityKind, ProjectPart
from projects.memberships import allowed_to
from staff.models import User
from staff.permissions import Permission


@dataclass(frozen=True)
class Relative:
    """A member of a family whom she may reach. Of an adult whose record opens at once also path and plan."""

    member: FamilyMember
    client: Client
    is_told: bool
    activity: str
    stage: str
    step: Step | None

    @property
    def is_adult(self) -> bool:
        return self.member.relation == FamilyRelation.ADULT


@dataclass(frozen=True)
class Household:
    """A family: its members by name as far as she may reach them, the others counted."""

    family: Family
    relatives: Sequence[Relative]
    hidden: int

    @property
    def name(self) -> str:
        """The family's own name, else the last names in it."""
        names = [each.client.last_name or each.client.first_names for each in self.relatives]
        return self.family.name or " – ".join(dict.fromkeys(names))


def families_of(user: User, today: dt.date) -> QuerySet[Family]:
    """Families of which she sees at least one client in her lists."""
    seen = FamilyMember.objects.filter(
        family=OuterRef("pk"), client__in=visible_clients(user, today).values("pk")
    )
    return Family.objects.filter(Exists(seen)).order_by("name", "pk")


def households(families: Iterable[Family], user: User, today: dt.date) -> list[Household]:
    """These families as the user may see them; five questions to the database, however many they are."""
    found = list(families)
    members = list(FamilyMember.objects.filter(family__in=found).order_by("family", "relation", "pk"))
    reachable = reachable_clients(user, today).filter(pk__in=[member.client_id for member in members])
    clients: dict[int, Any] = reachable.annotate(primary_kind=situations.primary_kind(today, None)).in_bulk()
    told = [
        key for key, client in clients.items() if client.opens_freely and not client.has_safety_restriction
    ]
    stays = _stays(told, user, today)
    steps = _steps(stays.values())
    return [_household(family, members, clients, set(told), stays, steps) for family in found]


def _household(
    family: Family,
    members: Sequence[FamilyMember],
    clients: dict[int, Any],
    told: set[int],
    stays: dict[int, Any],
    steps: dict[int, Step],
) -> Household:
    own = [member for member in members if member.family_id == family.pk]
    relatives = []
    for member in own:
        client = clients.get(member.client_id)
        if client is None:
            continue
        stay = stays.get(client.pk)
        relatives.append(
            Relative(
                member=member,
                client=client,
                is_told=client.pk in told,
                activity=str(ActivityKind(client.primary_kind).label) if client.primary_kind else "",
                stage=stay.stage_name or "" if stay and stay.project.has_part(ProjectPart.PATH) else "",
                step=steps.get(stay.pk) if stay else None,
            )
        )
    return Household(family, relatives, len(own) - len(relatives))


def _stays(clients: Sequence[int], user: User, today: dt.date) -> dict[int, Any]:
    """The clients' running stays in projects whose paths she reads, the latest of each."""
    projects = allowed_to(user, today).projects_where(Permission.READ_NOTES)
    found = Enrolment.objects.filter(running_on(today), client__in=clients, project__in=projects)
    ordered = with_stage(found, today).select_related("project").order_by("starts_on", "pk")
    return {stay.client_id: stay for stay in ordered}


def _steps(stays: Iterable[Any]) -> dict[int, Step]:
    """The soonest open step of each stay."""
    waiting = Step.objects.filter(OPEN, enrolment__in=[stay.pk for stay in stays]).order_by("due_on", "pk")
    first: dict[int, Step] = {}
    for step in waiting:
        first.setdefault(step.enrolment_id, step)
    return first
