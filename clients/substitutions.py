"""Standing in: a coach is away, and somebody takes care of her clients from a day to a day."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from clients.models import Assignment, Substitution
from ohjaamo.periods import running_on
from staff import auditing
from staff.models import User
from staff.rows import keep


def stand_in(
    *, coach: User, substitute: User, starts_on: dt.date, ends_on: dt.date, today: dt.date, by: auditing.Actor
) -> Substitution:
    """Let somebody stand in for a coach. Refused (ValidationError) for themselves, for days that have passed or are
    out of order, and when they already do on these days.
    """
    if ends_on < today:
        raise ValidationError({"ends_on": _("These days have passed.")})
    substitution = Substitution(coach=coach, substitute=substitute, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        keep(substitution)
    return substitution


def end(*, substitution: Substitution, today: dt.date, by: auditing.Actor) -> None:
    """End it: from tomorrow on the clients aren't the substitute's. One that hasn't begun is taken away.

    Refused (ValidationError) once it is over.
    """
    with auditing.act(by=by):
        current = Substitution.objects.select_for_update().filter(pk=substitution.pk).first()
        if current is None or current.ends_on < today:
            raise ValidationError(_("It is over already."))
        if current.starts_on > today:
            current.delete()
        else:
            current.ends_on = today
            keep(current, update_fields=["ends_on"])


def coaches_stood_in_for(user: Any, today: dt.date) -> QuerySet[Substitution, Any]:
    """Keys of the coaches she stands in for today."""
    return Substitution.objects.filter(running_on(today), substitute=user).values("coach")


def clients_stood_in_for(user: Any, today: dt.date) -> QuerySet[Assignment, Any]:
    """Keys of the clients who are hers today because she stands in for their coach."""
    coaches = coaches_stood_in_for(user, today)
    return Assignment.objects.filter(running_on(today), coach__in=coaches).values("client")


def standing(coaches: QuerySet[User, Any], today: dt.date) -> QuerySet[Substitution]:
    """Who stands in for these coaches, today or later, the soonest first."""
    return _coming(today).filter(coach__in=coaches)


def standing_in(user: User, today: dt.date) -> QuerySet[Substitution]:
    """For whom somebody stands in, today or later, the soonest first."""
    return _coming(today).filter(substitute=user)


def _coming(today: dt.date) -> QuerySet[Substitution]:
    coming = Substitution.objects.filter(ends_on__gte=today)
    return coming.select_related("coach", "substitute").order_by("starts_on", "pk")
