"""What came of the coaching: each kind of outcome as events and as persons, and the nationalities of the clients."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func, QuerySet, Sum

from clients.choices import OutcomeKind
from clients.models import Client, Enrolment, Outcome
from ohjaamo.reference import countries
from projects.models import Project

NATIONALITY = "nationality:"


class UnknownResult(ValueError):
    """There is no such figure among the results."""


@dataclass(frozen=True)
class Result:
    """One kind of outcome: how many times it happened, and to how many people. The two are never mixed."""

    events: int
    persons: int


@dataclass(frozen=True)
class Results:
    """The results of a project. `nationalities` counts the clients per country code; one client may have several."""

    kinds: Mapping[OutcomeKind, Result]
    nationalities: Mapping[str, int]


def results(project: Project) -> Results:
    """Every kind of outcome, also those that never happened, and the nationalities of all who were ever enrolled."""
    rows = Outcome.objects.filter(project=project).order_by().values("kind")
    counted = rows.annotate(events=Sum("quantity"), persons=Count("client", distinct=True))
    found = {row["kind"]: Result(row["events"], row["persons"]) for row in counted}
    kinds = {kind: found.get(kind.value, Result(0, 0)) for kind in OutcomeKind}
    return Results(kinds, _nationalities(project))


def as_json(found: Results) -> dict[str, Any]:
    """The results in the shape of the command line."""
    return {
        "events": {kind.value: result.events for kind, result in found.kinds.items()},
        "persons": {kind.value: result.persons for kind, result in found.kinds.items()},
        "nationalities": len(found.nationalities),
    }


def behind(project: Project, figure: str) -> QuerySet[Client]:
    """The clients behind a figure: a kind of outcome, or nationality:XX. Raises UnknownResult for any other."""
    if figure.startswith(NATIONALITY):
        code = figure.removeprefix(NATIONALITY)
        if code not in countries():
            raise UnknownResult(figure)
        return _enrolled(project).filter(nationalities__contains=[code])
    if figure not in OutcomeKind.values:
        raise UnknownResult(figure)
    return Client.objects.filter(pk__in=Outcome.objects.filter(project=project, kind=figure).values("client"))


def _nationalities(project: Project) -> dict[str, int]:
    one_each = _enrolled(project).order_by().annotate(code=Func(F("nationalities"), function="unnest"))
    counted = (
        one_each.values("code").annotate(clients=Count("pk", distinct=True)).order_by("-clients", "code")
    )
    return {row["code"]: row["clients"] for row in counted}


def _enrolled(project: Project) -> QuerySet[Client]:
    return Client.objects.filter(pk__in=Enrolment.objects.filter(project=project).values("client"))
