"""How it goes over time: new clients, visits and results, month by month or quarter by quarter."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.choices import OutcomeKind
from clients.models import Enrolment
from ohjaamo.charts import Series, StackedColumns
from ohjaamo.formats import number
from ohjaamo.periods import Period
from projects.models import Project
from reports.figures.results import Happened, happened
from reports.figures.sessions import VISITS, Visit, visits
from reports.figures.tally import Fact, Measure, Table, split, within

# More columns than this nobody reads: then a column is a quarter.
MOST_MONTHS = 24
MONTHS_A_YEAR, MONTHS_A_QUARTER = 12, 3
WORK, STUDIES, BUSINESS, CARDS = "work", "studies", "business", "cards"
DIRECTIONS: Mapping[OutcomeKind, str] = {
    OutcomeKind.EMPLOYMENT: WORK,
    OutcomeKind.ADULT_BASIC_EDUCATION: STUDIES,
    OutcomeKind.DEGREE_EDUCATION: STUDIES,
    OutcomeKind.COMPANY_FOUNDED: BUSINESS,
    OutcomeKind.LIGHT_ENTREPRENEUR: BUSINESS,
    OutcomeKind.CARD: CARDS,
}
LABELS: Mapping[str, Any] = {
    WORK: gettext_lazy("Work"),
    STUDIES: gettext_lazy("Studies"),
    BUSINESS: gettext_lazy("Own business"),
    CARDS: gettext_lazy("Cards"),
}
COLOURS = {WORK: "c4", STUDIES: "c1", BUSINESS: "c3", CARDS: "c2"}


@dataclass(frozen=True, kw_only=True)
class Entry(Fact):
    """A client's first stay began."""


NEW = Measure("new", gettext_lazy("New clients"), lambda fact: fact.client)


def tables(project: Project, period: Period, today: dt.date) -> list[Table]:
    """Results, new clients and visits over time, each with its chart."""
    last = min(today, period.ends_on or project.ends_on)
    first = min(max(project.starts_on, period.starts_on), last)
    stretch = Period(first, last)
    group, names = _columns(stretch)
    results = [fact for fact in happened(project, stretch) if fact.kind in DIRECTIONS]
    return [
        _over_time("results", _("Results over time"), results, group, names, [*map(_towards, LABELS)]),
        _over_time("entries", _("New clients over time"), _entries(project, stretch), group, names, [NEW]),
        _over_time("visits", _("Visits over time"), _named(project, stretch), group, names, [VISITS]),
    ]


def _towards(direction: str) -> Measure:
    def unit(fact: Happened) -> Any:
        return fact.event if DIRECTIONS[OutcomeKind(fact.kind)] == direction else None

    return Measure(direction, LABELS[direction], unit, lambda fact: fact.quantity)


def _named(project: Project, stretch: Period) -> list[Visit]:
    return [visit for visit in visits(project, stretch) if visit.client is not None]


def _entries(project: Project, stretch: Period) -> list[Entry]:
    stays = Enrolment.objects.filter(project=project).order_by().values_list("client")
    first = stays.annotate(first=Min("starts_on")).filter(within("first", stretch))
    return [Entry(client=key, event=key, day=day) for key, day in first.order_by("first", "client")]


def _columns(stretch: Period) -> tuple[Callable[[dt.date], str], dict[str, str]]:
    """To which column a day belongs, and the columns in order of time with their names."""
    last = stretch.ends_on or stretch.starts_on
    months = list(_months(stretch.starts_on, last))
    group = _month if len(months) <= MOST_MONTHS else _quarter
    return group, {group(month): group(month) for month in months}


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    start = first.year * MONTHS_A_YEAR + first.month - 1
    for count in range(start, last.year * MONTHS_A_YEAR + last.month):
        year, month = divmod(count, MONTHS_A_YEAR)
        yield dt.date(year, month + 1, 1)


def _month(day: dt.date) -> str:
    return f"{day.month}-{day.year}"


def _quarter(day: dt.date) -> str:
    return f"{'I' * ((day.month - 1) // MONTHS_A_QUARTER + 1)}-{day.year}".replace("IIII", "IV")


def _over_time(
    key: str,
    title: str,
    facts: Sequence[Fact],
    group: Callable[[dt.date], str],
    names: Mapping[str, str],
    measures: Sequence[Measure],
) -> Table:
    shown = {name: name.replace("-", "/") for name in names}
    table = split(
        key,
        title,
        facts,
        lambda fact: (group(fact.day),) if fact.day else (),
        shown,
        measures,
        first=_("Month or quarter"),
    )
    return replace(table, chart=_chart(table, measures)) if facts else replace(table, lines=())


def _chart(table: Table, measures: Sequence[Measure]) -> StackedColumns:
    """The title says the finding: the most, and when."""
    sums = [sum(cell.value or 0 for cell in line.cells) for line in table.lines]
    best = sums.index(max(sums))
    told = {"title": table.title, "most": number(sums[best]), "when": table.lines[best].label}
    series = tuple(
        Series(
            str(measure.label),
            COLOURS.get(measure.key, "c1"),
            tuple(line.cells[place].value for line in table.lines),
        )
        for place, measure in enumerate(measures)
    )
    return StackedColumns(
        key=f"chart-{table.key}",
        title=_("%(title)s: most in %(when)s, %(most)s") % told,
        description=_("The table beneath says the same."),
        labels=tuple(str(line.label) for line in table.lines),
        series=series,
    )
