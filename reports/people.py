"""The people behind a number of the snapshot, and why each of them is counted."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from clients import situations
from clients.models import Activity, Client, Enrolment
from ohjaamo.formats import day as in_words
from ohjaamo.formats import period
from ohjaamo.periods import running_on
from projects.choices import ActivityKind
from projects.models import Project
from reports.figures import flow, status
from reports.figures.confirmations import Confirmation
from staff.models import User

FLOWS = (flow.NEW, flow.RETURNED, flow.LEFT)


@dataclass(frozen=True)
class Figure:
    """A number with its name and the keys of the clients it counts."""

    label: str
    keys: Sequence[int]

    @property
    def clients(self) -> QuerySet[Client]:
        return Client.objects.filter(pk__in=self.keys)


def of_snapshot(project: Project | None, day: dt.date, cell: str, since: dt.date | None = None) -> Figure:
    """The figure of a cell; a flow needs the day since when. Raises UnknownCell when there is no such figure."""
    if cell in FLOWS:
        if since is None or since >= day:
            raise status.UnknownCell(cell)
        label = f"{label_of(cell)} {in_words(since)}–{in_words(day)}"
        return Figure(label, flow.movers(project, since, day, cell))
    keys = status.members(project, day, cell)
    return Figure(f"{label_of(cell)} {in_words(day)}", keys)


def with_stays(clients: QuerySet[Client], project: Project | None, day: dt.date) -> QuerySet[Client]:
    """The clients with what `why_active` tells of them; without a project of their stays in all."""
    stays = Enrolment.objects.filter(starts_on__lte=day)
    stays = stays.filter(project=project) if project else stays
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


def why_known(found: Mapping[int, Confirmation]) -> Callable[[Client], list[str]]:
    """What to tell of each client: what they mainly do, and who confirmed it, when and from what."""
    by = [each.confirmed_by for each in found.values() if each.confirmed_by]
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=by)}

    def why(client: Client) -> list[str]:
        each = found[client.pk]
        kind = str(each.kind.label) if each.kind else _("Unclassified")
        if each.confirmed_on is None or each.source is None:
            return [kind, _("Not confirmed")]
        told = [str(each.source.label), names.get(each.confirmed_by or 0, "")]
        return [kind, f"{in_words(each.confirmed_on)} · {', '.join(filter(None, told))}"]

    return why


def _kind_and_place(activity: Activity, client: Client) -> str:
    kind = activity.get_kind_display()
    return f"{kind}: {activity.place}" if activity.place and not client.has_safety_restriction else kind


def label_of(cell: str) -> str:
    """What a figure of the snapshot, or a flow, is called."""
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
