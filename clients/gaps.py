"""What is missing from clients' facts, to be completed by the office."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clients.models import Client, Enrolment
from ohjaamo.periods import running_on

# By the name the list of clients is narrowed with.
GAPS: dict[str, tuple[Promise, Q]] = {
    "municipality": (_("without a municipality"), Q(municipality__isnull=True, has_safety_restriction=False)),
    "born_on": (_("without a birth date"), Q(born_on__isnull=True)),
    "gender": (_("without a gender"), Q(gender="")),
    "mother_tongue": (_("without a mother tongue"), Q(mother_tongue="")),
    "nationalities": (_("without a nationality"), Q(nationalities=[])),
    "residence_basis": (_("without a basis of residence"), Q(residence_basis="")),
    "education_level": (_("without the highest education"), Q(education_level__isnull=True)),
    "arrived_on": (_("without the day of arrival in Finland"), Q(arrived_on__isnull=True)),
}


@dataclass(frozen=True)
class Gap:
    """A fact that is missing from some clients."""

    key: str
    label: Promise
    count: int


def gaps(clients: QuerySet[Client]) -> list[Gap]:
    """What is missing from how many of the clients; nothing of what is complete."""
    found = clients.aggregate(**{key: Count("pk", filter=missing) for key, (_label, missing) in GAPS.items()})
    return [Gap(key, label, found[key]) for key, (label, _missing) in GAPS.items() if found[key]]


def missing(clients: QuerySet[Client], key: str) -> QuerySet[Client]:
    """The clients from whom a fact is missing."""
    return clients.filter(GAPS[key][1])


def running(clients: QuerySet[Client], projects: Sequence[int], today: dt.date) -> QuerySet[Client]:
    """Those of the clients whose stay in one of the projects is running: whose facts matter now."""
    return clients.filter(
        pk__in=Enrolment.objects.filter(running_on(today), project__in=projects).values("client")
    )
