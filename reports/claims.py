"""What earlier papers say, kept beside what we work out. A claim never overwrites and never hides a figure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from projects.models import Project
from reports.models import Claim
from staff import auditing

# Which figure, and as of which day; no day for a figure of the whole project.
Figure = tuple[str, dt.date | None]
SNAPSHOT, RESULT = "snapshot:", "result:"
FUNDING, BUDGET, COFINANCING = "funding:", "budget:", "cofinancing:"


def record(
    *, project: Project, source: str, figures: Mapping[Figure, Decimal | None], by: auditing.Actor
) -> int:
    """Write down what a paper claims; tells how many claims were new. What the paper already said stays as it is."""
    known = set(project.claims.filter(source=source).values_list("figure", "as_of"))
    fresh = [
        Claim(project=project, source=source, figure=figure, as_of=as_of, value=value)
        for (figure, as_of), value in figures.items()
        if (figure, as_of) not in known
    ]
    with auditing.act(by=by):
        for claim in fresh:
            claim.full_clean()
            claim.save()
    return len(fresh)


def read(project: Project, kind: str) -> dict[dt.date | None, dict[str, int | None]]:
    """The claimed figures of a kind (SNAPSHOT or RESULT), by day and by name; where papers differ, the latest one's.

    An empty claim is a cell that the paper leaves blank.
    """
    found: dict[dt.date | None, dict[str, int | None]] = {}
    for claim in Claim.objects.filter(project=project, figure__startswith=kind).order_by("pk"):
        value = None if claim.value is None else int(claim.value)
        found.setdefault(claim.as_of, {})[claim.figure.removeprefix(kind)] = value
    return found


def amounts(project: Project, kind: str) -> dict[str, Decimal]:
    """The claimed amounts of a kind (FUNDING, BUDGET or COFINANCING) by name; where papers differ, the latest's."""
    return amounts_of([project], kind)[project.pk]


def amounts_of(projects: Sequence[Project], kind: str) -> dict[int, dict[str, Decimal]]:
    """As `amounts`, of several projects at once, by their keys."""
    found: dict[int, dict[str, Decimal]] = {project.pk: {} for project in projects}
    claimed = Claim.objects.filter(project__in=projects, figure__startswith=kind, value__isnull=False)
    for key, figure, value in claimed.order_by("pk").values_list("project_id", "figure", "value"):
        if value is not None:
            found[key][figure.removeprefix(kind)] = value
    return found


def differences(claimed: Mapping[str, int | None], computed: Mapping[str, int | None]) -> dict[str, int]:
    """Published − computed, for each figure where they differ. A blank claim makes no difference."""
    found = {name: value - (computed.get(name) or 0) for name, value in claimed.items() if value is not None}
    return {name: difference for name, difference in found.items() if difference}
