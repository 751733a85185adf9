"""What came of the coaching: each kind of outcome as events and as persons, with its evidence or without."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.choices import OutcomeKind
from clients.models import Outcome
from ohjaamo.formats import day as in_words
from ohjaamo.periods import Period
from projects.models import Project
from reports.counted import Counted
from reports.figures import origins
from reports.figures.tally import EVER, PERSONS, Fact, Measure, Table, split, within


@dataclass(frozen=True, kw_only=True)
class Happened(Fact):
    """An outcome."""

    kind: str
    quantity: int = 1
    state: str = ""
    has_evidence: bool = False


# How the figures of a report are named.
RESULT, NATIONALITY = "result:", "nationality:"
EVENTS = Measure("events", gettext_lazy("Events"), lambda fact: fact.event, lambda fact: fact.quantity)
PROVEN = Measure(
    "proven",
    gettext_lazy("Evidence seen"),
    lambda fact: fact.event if fact.has_evidence else None,
    lambda fact: fact.quantity,
)
UNPROVEN = Measure(
    "unproven",
    gettext_lazy("Evidence missing"),
    lambda fact: None if fact.has_evidence else fact.event,
    lambda fact: fact.quantity,
)


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


def results(project: Project, period: Period = EVER) -> Results:
    """Every kind of outcome, also those that never happened, and the nationalities of all who were there then."""
    found = {
        OutcomeKind(line.key): Result(*(cell.value or 0 for cell in line.cells[:2]))
        for line in by_kind(project, period).lines
    }
    return Results(found, origins.nationalities(project, period))


def as_json(found: Results) -> dict[str, Any]:
    """The results in the shape of the command line."""
    return {
        "events": {kind.value: result.events for kind, result in found.kinds.items()},
        "persons": {kind.value: result.persons for kind, result in found.kinds.items()},
        "nationalities": len(found.nationalities),
    }


def tables(project: Project, period: Period, _today: dt.date) -> list[Table]:
    """The outcomes of a period by kind."""
    return [by_kind(project, period)]


def counted(project: Project, period: Period) -> Iterator[Counted]:
    """The figures of a report of results: each kind's events, persons and missing evidence, and the nationalities."""
    yield from figures(by_kind(project, period), origins.by_nationality(project, period), period.ends_on)


def figures(kinds: Table, countries: Table, day: dt.date | None) -> Iterator[Counted]:
    """What `counted` gives, of tables at hand."""
    yield from kinds.counted(RESULT, day)
    yield from countries.counted(NATIONALITY, day)


def by_kind(project: Project, period: Period) -> Table:
    """The table of outcomes; every kind has its line."""
    return split(
        "kinds",
        _("What came of the coaching"),
        happened(project, period),
        lambda fact: (fact.kind,),
        {kind.value: kind.label for kind in OutcomeKind},
        (EVENTS, PERSONS, PROVEN, UNPROVEN),
        first=_("Result"),
        note=_("One person may have several events, so the two columns don't add up to each other."),
    )


def happened(project: Project, period: Period, *kinds: OutcomeKind) -> list[Happened]:
    """The outcomes of a period, of some kinds or of all."""
    rows = Outcome.objects.filter(within("happened_on", period), project=project)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return [_happened(row) for row in rows.select_related("evidence_seen_by")]


def _happened(row: Outcome) -> Happened:
    times = f"{row.quantity} ×" if row.quantity > 1 else ""
    return Happened(
        client=row.client_id,
        event=row.pk,
        day=row.happened_on,
        words=times,
        place=" · ".join(filter(None, [row.detail, _evidence(row)])),
        kind=row.kind,
        quantity=row.quantity,
        state=row.state,
        has_evidence=bool(row.evidence_place),
    )


def _evidence(row: Outcome) -> str:
    if not row.evidence_place:
        return ""
    seen = {"place": row.evidence_place, "day": in_words(row.evidence_seen_on), "who": row.evidence_seen_by}
    return _("evidence: %(place)s, seen %(day)s by %(who)s") % seen
