"""The studies: which go on, were completed or interrupted, and how the level of education has grown since entry."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.choices import EducationLevel, EducationState, OutcomeKind
from clients.models import Client, Enrolment, Participation
from clients.models.outcome import EDUCATION
from ohjaamo.periods import Period
from projects.models import Project
from reports.figures.results import EVENTS, happened
from reports.figures.tally import PERSONS, Fact, Measure, Table, overlapping, split

LOW, MIDDLE, HIGH = "low", "middle", "high"
LEVELS: Mapping[str, Any] = {
    LOW: gettext_lazy("Lower secondary or less (ISCED 0–2)"),
    MIDDLE: gettext_lazy("Upper secondary (ISCED 3–4)"),
    HIGH: gettext_lazy("Tertiary (ISCED 5–8)"),
}


@dataclass(frozen=True, kw_only=True)
class Educated(Fact):
    """A client with the level at entry and now, each empty where it isn't known."""

    at_entry: str
    now: str


def tables(project: Project, period: Period, _today: dt.date) -> list[Table]:
    """The studies begun in a period by their state, and the levels of the clients of the period."""
    return [*(_by_state(project, period, kind) for kind in EDUCATION), _levels(project, period)]


def group_of(level: int | None) -> str:
    """The group of a level, as funders ask; nothing for none."""
    if level is None:
        return ""
    if level <= EducationLevel.LOWER_SECONDARY:
        return LOW
    return MIDDLE if level <= EducationLevel.POST_SECONDARY else HIGH


def _by_state(project: Project, period: Period, kind: OutcomeKind) -> Table:
    return split(
        kind.value,
        kind.label,
        happened(project, period, kind),
        lambda fact: filter(None, [fact.state]),
        dict(EducationState.choices),
        (EVENTS, PERSONS),
        first=_("State of the education"),
    )


def _levels(project: Project, period: Period) -> Table:
    reached = [_reached(group, label) for group, label in LEVELS.items()]
    return split(
        "levels",
        _("Highest completed education, from entry to now"),
        _educated(project, period),
        lambda fact: filter(None, [fact.at_entry]),
        LEVELS,
        (*reached, _reached("", _("Now not known")), PERSONS),
        first=_("At entry"),
    )


def _reached(group: str, label: Any) -> Measure:
    key = f"now-{group or 'unknown'}"
    shown = _("Now: %(level)s") % {"level": label} if group else label
    return Measure(key, shown, lambda fact: fact.client if fact.now == group else None)


def _educated(project: Project, period: Period) -> list[Educated]:
    stays = Enrolment.objects.filter(overlapping(period), project=project)
    entry = dict(
        Participation.objects.filter(project=project).order_by().values_list("client", "education_level")
    )
    now = (
        Client.objects.filter(pk__in=stays.values("client"))
        .order_by("pk")
        .values_list("pk", "education_level")
    )
    return [
        Educated(client=key, event=key, at_entry=group_of(entry.get(key)), now=group_of(level))
        for key, level in now
    ]
