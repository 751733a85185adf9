"""Whether work lasts: who is still at work 3, 6 and 12 months after an employment."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from clients.choices import OutcomeKind
from clients.models import Activity
from ohjaamo.formats import day as in_words
from ohjaamo.periods import Period, months_after
from projects.choices import ActivityKind
from projects.models import Project
from reports.figures.results import Happened, happened
from reports.figures.tally import Fact, Measure, Table, split

MONTHS = (3, 6, 12)
AT_WORK, NOT_AT_WORK, NOT_YET = "at_work", "not_at_work", "not_yet"


@dataclass(frozen=True, kw_only=True)
class Later(Fact):
    """How it is so many months after an employment; no standing where no work has been recorded since."""

    months: int
    quantity: int
    standing: str


def tables(project: Project, period: Period, today: dt.date) -> list[Table]:
    """The employments of a period, by where the people stand later."""
    groups = {
        AT_WORK: _("At work"),
        NOT_AT_WORK: _("Not at work"),
        NOT_YET: _("Not known yet: the day hasn't come"),
    }
    return [
        split(
            "retention",
            _("At work later, after an employment"),
            list(_later(project, period, today)),
            lambda fact: filter(None, [fact.standing]),
            groups,
            [_after(months) for months in MONTHS],
            first=_("Standing"),
            note=_("Counted from the recorded days of work. Not known: no work has been recorded since."),
        )
    ]


def _after(months: int) -> Measure:
    return Measure(
        f"after-{months}",
        _("%(months)s months") % {"months": months},
        lambda fact: fact.event if fact.months == months else None,
        lambda fact: fact.quantity,
    )


def _later(project: Project, period: Period, today: dt.date) -> Iterator[Later]:
    found = happened(project, period, OutcomeKind.EMPLOYMENT)
    jobs: dict[Any, list[Period]] = defaultdict(list)
    work = Activity.objects.filter(client__in={fact.client for fact in found}, kind=ActivityKind.WORK)
    for job in work:
        jobs[job.client_id].append(job.period)
    for fact in found:
        for months in MONTHS:
            yield _one(fact, months, jobs, today)


def _one(fact: Happened, months: int, jobs: Mapping[Any, Sequence[Period]], today: dt.date) -> Later:
    begun = fact.day or dt.date.min
    day = months_after(begun, months)
    return Later(
        client=fact.client,
        event=fact.event,
        day=fact.day,
        words=in_words(day),
        place=fact.place,
        months=months,
        quantity=fact.quantity,
        standing=NOT_YET if day > today else _standing(jobs[fact.client], begun, day),
    )


def _standing(jobs: Sequence[Period], begun: dt.date, day: dt.date) -> str:
    if any(job.includes(day) for job in jobs):
        return AT_WORK
    has_worked = any(job.ends_on is not None and begun <= job.ends_on < day for job in jobs)
    return NOT_AT_WORK if has_worked else ""
