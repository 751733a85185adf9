"""What stands in clients' way, from the day it is seen to the day it is solved.

How a client's health is, is special data: the kind "ability to work" alone may be recorded, but what it is only while
the client's consent to that is in force.
"""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.choices import ConsentKind, ObstacleKind
from clients.findings import correct, refuse_future, refuse_unlived, standing
from clients.models import Client, Consent, Obstacle
from ohjaamo.periods import running_on
from staff import auditing
from staff.rows import keep


def add(
    *,
    client: Client,
    kind: ObstacleKind | str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    detail: str = "",
    today: dt.date,
    by: auditing.Actor,
) -> Obstacle:
    """Record an obstacle. Refused (ValidationError) for days to come, too long ago or in the wrong order.

    Refused also when it doesn't say what it is, when it stands open already in the same words, and when it tells of
    the client's health without the consent to that in force today.
    """
    refuse_unlived(client, today, starts_on=starts_on, ends_on=ends_on)
    obstacle = Obstacle(client=client, kind=kind, starts_on=starts_on, ends_on=ends_on, detail=detail)
    with auditing.act(by=by):
        _refuse_health(client.pk, kind, detail, today)
        _refuse_unclear(obstacle)
        keep(obstacle)
    return obstacle


def change(
    *,
    row: Obstacle,
    kind: ObstacleKind | str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    detail: str,
    today: dt.date,
    by: auditing.Actor,
) -> Obstacle:
    """Put a wrong row right; without an end it is open again. Refused (ValidationError) as in `add`."""
    refuse_unlived(row.client, today, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        _refuse_health(row.client_id, kind, detail, today)
        _refuse_unclear(Obstacle(pk=row.pk, client=row.client, kind=kind, ends_on=ends_on, detail=detail))
        return correct(row=row, kind=kind, starts_on=starts_on, ends_on=ends_on, detail=detail, by=by)


def solve(*, obstacle: Obstacle, day: dt.date, today: dt.date, by: auditing.Actor) -> Obstacle:
    """Mark an obstacle solved. Refused (ValidationError) once it is, before it began and for a day to come."""
    refuse_future(today, ends_on=day)
    with auditing.act(by=by):
        if standing(obstacle).ends_on is not None:
            raise ValidationError(_("The obstacle has already been solved."))
        return correct(row=obstacle, ends_on=day, by=by)


def open_first(obstacles: Iterable[Obstacle]) -> list[Obstacle]:
    """Those still in the way before those solved, the newest first in each."""
    newest = sorted(obstacles, key=lambda each: (each.starts_on, each.pk), reverse=True)
    return sorted(newest, key=lambda each: each.ends_on is not None)


def may_tell_of_health(client_id: int, day: dt.date) -> bool:
    """Whether the client's consent to recording special data is in force on a day."""
    agreed = Consent.objects.filter(running_on(day), client=client_id, kind=ConsentKind.SPECIAL_DATA)
    return agreed.exists()


def _refuse_health(client_id: int, kind: str, detail: str, today: dt.date) -> None:
    if kind == ObstacleKind.HEALTH and detail.strip() and not may_tell_of_health(client_id, today):
        message = _(
            "What the client's ability to work is like may be written only with the client's consent, and there is "
            "none in force. The obstacle can be recorded without telling what it is."
        )
        raise ValidationError({"detail": message})


def _refuse_unclear(obstacle: Obstacle) -> None:
    """Refused when it doesn't say what it is, or stands open already in the same words."""
    detail = obstacle.detail.strip()
    if obstacle.kind == ObstacleKind.OTHER and not detail:
        raise ValidationError({"detail": _("Say what is in the way.")})
    Client.objects.select_for_update().get(pk=obstacle.client_id)
    others = Obstacle.objects.filter(client=obstacle.client_id, ends_on=None).exclude(pk=obstacle.pk)
    if obstacle.ends_on is None and others.filter(kind=obstacle.kind, detail__iexact=detail).exists():
        raise ValidationError({"kind": _("This obstacle is open already.")})
