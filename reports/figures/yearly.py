"""The figures that other funders ask for each year: visits and persons."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.models import Enrolment
from ohjaamo.formats import period as in_days
from ohjaamo.periods import Period
from projects.models import Project
from reports.figures.sessions import UNNAMED, Visit, visits
from reports.figures.tally import Fact, Measure, Table, split


@dataclass(frozen=True, kw_only=True)
class Presence(Fact):
    """A client had a stay in the year; it is their first where `is_new` says so."""

    year: int
    is_new: bool


def _of_visit(fact: Fact) -> Visit | None:
    return fact if isinstance(fact, Visit) else None


def _of_stay(fact: Fact) -> Presence | None:
    return fact if isinstance(fact, Presence) else None


CLIENTS = Measure("clients", gettext_lazy("Clients"), lambda fact: _of_stay(fact) and fact.client)
NEW = Measure(
    "new", gettext_lazy("New clients"), lambda fact: fact.client if _of_stay(fact) and fact.is_new else None
)
VISITS = Measure(
    "visits",
    gettext_lazy("Visits"),
    lambda fact: (fact.event, fact.client) if _of_visit(fact) and fact.client else None,
)
MET = Measure("met", gettext_lazy("Persons who came"), lambda fact: _of_visit(fact) and fact.client)
HEADS = Measure(
    UNNAMED.key, gettext_lazy("Unnamed"), lambda fact: _of_visit(fact) and fact.event, lambda fact: fact.heads
)


def tables(project: Project, period: Period, today: dt.date) -> list[Table]:
    """The years of a period, as far as they have come."""
    facts: list[Fact] = [*visits(project, period), *_presences(project, period, today)]
    years = sorted({_year(fact) for fact in facts})
    return [
        split(
            "years",
            _("Year by year"),
            facts,
            lambda fact: (_year(fact),),
            {year: year for year in years},
            (CLIENTS, NEW, VISITS, MET, HEADS),
            first=_("Year"),
        )
    ]


def _year(fact: Fact) -> str:
    stay = _of_stay(fact)
    return str(stay.year if stay else fact.day.year if fact.day else "")


def _presences(project: Project, period: Period, today: dt.date) -> Iterator[Presence]:
    stays = Enrolment.objects.filter(project=project).order_by("starts_on", "pk")
    last = min(today, period.ends_on or today, project.ends_on)
    first: dict[int, dt.date] = {}
    for stay in stays:
        begun = first.setdefault(stay.client_id, stay.starts_on)
        since = max(stay.starts_on, period.starts_on)
        until = min(stay.ends_on or last, last)
        for year in range(since.year, until.year + 1) if since <= until else ():
            yield Presence(
                client=stay.client_id,
                event=f"stay-{stay.pk}",
                words=in_days(stay),
                year=year,
                is_new=period.includes(begun) and begun.year == year,
            )
