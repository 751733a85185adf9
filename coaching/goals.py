"""What a client wants, in the client's own words: set, reached or dropped. Steps lead to it."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from clients.models import Enrolment
from coaching.models import Goal, Step
from coaching.steps import OPEN as OPEN_STEP
from staff import auditing
from staff.models import User
from staff.rows import keep

OPEN = Q(reached_on__isnull=True, dropped_on__isnull=True)


def still_open(stay: Enrolment) -> QuerySet[Goal]:
    """The goals of a stay that are neither reached nor dropped."""
    return Goal.objects.filter(OPEN, enrolment=stay)


def set(*, enrolment: Enrolment, text: str, day: dt.date, by: auditing.Actor) -> Goal:
    """Write down a goal. The same goal again, while it is open, gives the first one.

    Refused (ValidationError) when it doesn't say what the goal is.
    """
    with auditing.act(by=by):
        _hold(enrolment.pk)
        twin = still_open(enrolment).filter(text=text.strip()).first()
        goal = twin or Goal(enrolment=enrolment, text=text.strip(), set_on=day)
        if twin is None:
            keep(goal)
    return goal


def change(*, goal: Goal, text: str, by: auditing.Actor) -> Goal:
    """Put a goal in other words. Refused (ValidationError) once it is reached or dropped."""
    with auditing.act(by=by):
        return _update(goal, text=text.strip())


def reach(*, goal: Goal, day: dt.date, by: User) -> Goal:
    """Mark a goal reached; the steps still open under it are dropped. Refused (ValidationError) once it is closed."""
    with auditing.act(by=by):
        reached = _update(goal, reached_on=day, reached_by=by)
        _drop_steps(reached, day, by)
    return reached


def drop(*, goal: Goal, day: dt.date, text: str | None = None, by: User) -> Goal:
    """Give a goal up, in its last words if they are given, and with it the steps still open under it.

    Refused (ValidationError) once it is closed.
    """
    words = {} if text is None else {"text": text.strip()}
    with auditing.act(by=by):
        dropped = _update(goal, **words, dropped_on=day, dropped_by=by)
        _drop_steps(dropped, day, by)
    return dropped


def _update(goal: Goal, **facts: Any) -> Goal:
    _hold(goal.enrolment_id)
    # Read anew: somebody may have closed or changed it since the page was opened.
    current = Goal.objects.select_for_update().get(pk=goal.pk)
    if current.reached_on or current.dropped_on:
        raise ValidationError(_("The goal has already been closed."))
    for name, value in facts.items():
        setattr(current, name, value)
    keep(current, update_fields=list(facts))
    return current


def _drop_steps(goal: Goal, day: dt.date, by: User) -> None:
    """Nothing stays open under a goal that is closed."""
    Step.objects.filter(OPEN_STEP, goal=goal).update(dropped_on=day, dropped_by=by)


def _hold(enrolment_id: int) -> None:
    """Goals and steps of one stay are changed one after another: no step slips in under a goal being closed."""
    Enrolment.objects.select_for_update().get(pk=enrolment_id)
