"""The people behind a number of the snapshot or of the results, and why each of them is counted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from clients import situations
from clients.choices import OutcomeKind
from clients.models import Activity, Client, Enrolment, Outcome
from ohjaamo.formats import day as in_words
from ohjaamo.formats import period
from ohjaamo.periods import running_on
from ohjaamo.reference import country_name
from projects.choices import ActivityKind
from projects.models import Project
from reports.figures import flow, results, status

FLOWS = (flow.NEW, flow.RETURNED, flow.LEFT)


@dataclass(frozen=True)
class Figure:
    """A number with its name and the keys of the clients it counts."""

    label: str
    keys: Sequence[int]

    @property
    def clients(self) -> QuerySet[Client]:
        return Client.objects.filter(pk__in=self.keys)


def of_snapshot(project: Project, day: dt.date, cell: str, since: dt.date | None = None) -> Figure:
    """The figure of a cell; a flow needs the day since when. Raises UnknownCell when there is no such figure."""
    if cell in FLOWS:
        if since is None or since >= day:
            raise status.UnknownCell(cell)
        label = f"{_label(cell)} {in_words(since)}–{in_words(day)}"
        return Figure(label, flow.movers(project, since, day, cell))
    keys = status.members(project, day, cell)
    return Figure(f"{_label(cell)} {in_words(day)}", keys)


def of_results(project: Project, figure: str) -> Figure:
    """The figure of a result. Raises UnknownResult when there is no such figure."""
    keys = list(results.behind(project, figure).values_list("pk", flat=True))
    if figure.startswith(results.NATIONALITY):
        return Figure(country_name(figure.removeprefix(results.NATIONALITY)), keys)
    return Figure(str(OutcomeKind(figure).label), keys)


def with_stays(clients: QuerySet[Client], project: Project, day: dt.date) -> QuerySet[Client]:
    """The clients with what `why_active` tells of them."""
    stays = Enrolment.objects.filter(project=project, starts_on__lte=day)
    doing = situations.ranked(Activity.objects.filter(running_on(day)), project)
    return clients.select_related("municipality").prefetch_related(
        Prefetch("enrolments", stays, to_attr="stays"), Prefetch("activities", doing, to_attr="doing")
    )


def why_active(client: Any) -> list[str]:
    """Since when the client (of `with_stays`) has been with us, and what they do on the day, primary first.

    Where somebody is whose safety is at stake, no list tells: neither workplace nor school.
    """
    stays = ", ".join(period(stay) for stay in client.stays)
    doings = [f"{_kind_and_place(each, client)} ({period(each)})" for each in client.doing]
    return [_("Client %(days)s") % {"days": stays}, *doings]


def with_outcomes(clients: QuerySet[Client], project: Project, figure: str) -> QuerySet[Client]:
    """The clients with what `why_counted` tells of them."""
    happened = Outcome.objects.filter(project=project, kind=figure).order_by("happened_on", "pk")
    return clients.select_related("municipality").prefetch_related(
        Prefetch("outcomes", happened, to_attr="happened")
    )


def why_counted(client: Any) -> list[str]:
    """The events of the figure, one by one, of a client of `with_outcomes`; of a nationality there are none.

    Under a safety restriction without the detail, which names the workplace or school.
    """
    told = []
    for each in client.happened:
        detail = "" if client.has_safety_restriction else each.detail
        count = f"{each.quantity} ×" if each.quantity > 1 else ""
        told.append(" · ".join(filter(None, [in_words(each.happened_on), detail, count])))
    return told


def _kind_and_place(activity: Activity, client: Client) -> str:
    kind = activity.get_kind_display()
    return f"{kind}: {activity.place}" if activity.place and not client.has_safety_restriction else kind


def _label(cell: str) -> str:
    named = {
        status.ACTIVE: _("Active clients"),
        status.CUMULATIVE: _("Clients during the whole project"),
        status.UNCLASSIFIED: _("Unclassified"),
        flow.NEW: _("New clients"),
        flow.RETURNED: _("Returned clients"),
        flow.LEFT: _("Clients who left"),
    }
    if cell in named:
        return named[cell]
    kind = cell.removeprefix(status.SECONDARY)
    label = str(ActivityKind(kind).label) if kind in ActivityKind.values else kind
    return _("%(label)s, besides something else") % {"label": label} if kind != cell else label
