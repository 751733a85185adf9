"""The path: how many came to each stage, how many are there now, and how long a stage takes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.models import Stage
from ohjaamo.bar_chart import Bar, Bars
from ohjaamo.formats import number
from ohjaamo.formats import period as in_days
from ohjaamo.periods import Period
from projects.models import Project
from reports.figures.tally import PERSONS, Cell, Fact, Head, Line, Table, within


@dataclass(frozen=True, kw_only=True)
class Stretch(Fact):
    """A client was at a stage."""

    stage: str
    days: int | None
    is_there: bool


def tables(project: Project, period: Period, today: dt.date) -> list[Table]:
    """The stages of the stays that began in a period, in the project's order; stages of other names come last."""
    last = min(today, period.ends_on) if period.ends_on else today
    found = _stretches(project, period, last)
    others = sorted({each.stage for each in found} - set(project.stage_names))
    lines = [
        _line(str(place), name, [each for each in found if each.stage == name])
        for place, name in enumerate([*project.stage_names, *others], start=1)
    ]
    heads = (
        Head("reached", _("Came to the stage")),
        Head("there", _("There now")),
        Head("days", _("Days, median")),
    )
    note = _("The clients whose stay began in the period. Days are those of stages that have ended.")
    chart = _bars(lines) if found else None
    title = _("The path, stage by stage")
    return [Table("stages", title, _("Stage"), heads, tuple(lines), note=note, chart=chart)]


def _bars(lines: Sequence[Line]) -> Bars:
    """How many came to each stage, with the median of days beside; the title says where most of them are."""
    bars = []
    for line in lines:
        reached, _there, days = (cell.value for cell in line.cells)
        median = "" if days is None else ngettext("median %(days)s day", "median %(days)s days", days)
        bars.append(Bar(str(line.label), reached or 0, median and median % {"days": number(days)}))
    most = max(lines, key=lambda line: line.cells[1].value or 0)
    facts = {"stage": most.label, "count": number(most.cells[1].value)}
    title = _("Most of those who are with us are at the stage “%(stage)s”: %(count)s") % facts
    if not most.cells[1].value:
        title = _("Nobody is on the path now")
    return Bars(
        "stages-bars",
        title,
        _("How many came to each stage. The numbers are in the table."),
        tuple(bars),
    )


def _line(key: str, name: str, found: Sequence[Stretch]) -> Line:
    ended = tuple(each for each in found if each.days is not None)
    days = median_low(each.days for each in ended if each.days is not None) if ended else None
    there = PERSONS.cell(each for each in found if each.is_there)
    return Line(key, name, (PERSONS.cell(found), there, Cell(days, ended)))


def _stretches(project: Project, period: Period, last: dt.date) -> list[Stretch]:
    rows = Stage.objects.filter(
        within("enrolment__starts_on", period),
        enrolment__project=project,
        enrolment__withdrawn_at=None,
        starts_on__lte=last,
    )
    return [_stretch(row, last) for row in rows.select_related("enrolment").order_by("starts_on", "pk")]


def _stretch(row: Stage, last: dt.date) -> Stretch:
    has_ended = row.ends_on is not None and row.ends_on <= last
    stretch = Period(row.starts_on, row.ends_on)
    return Stretch(
        client=row.enrolment.client_id,
        event=row.pk,
        words=in_days(stretch),
        stage=row.name,
        days=(row.ends_on - row.starts_on).days + 1 if has_ended and row.ends_on else None,
        is_there=stretch.includes(last),
    )
