"""Steps: what is to be done, by whom, by when. Done and dropped ones stay."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from clients.models import Enrolment, FollowUp
from coaching.models import Goal, Step
from ohjaamo.periods import running_on
from staff import auditing
from staff.models import User
from staff.rows import keep

OPEN = Q(done_on__isnull=True, dropped_on__isnull=True)


def without_next_step(stays: QuerySet[Enrolment], today: dt.date) -> QuerySet[Enrolment]:
    """Of these stays, the running ones in which no step is open: nobody has said what is next."""
    waiting = Step.objects.filter(OPEN, enrolment=OuterRef("pk"))
    return stays.filter(running_on(today), ~Exists(waiting))


def add(
    *,
    enrolment: Enrolment,
    text: str,
    due_on: dt.date | None,
    owner: User,
    goal: Goal | None = None,
    follow_up: FollowUp | None = None,
    by: auditing.Actor,
) -> Step:
    """Agree on a step: towards a goal, as a reminder of a follow-up, or neither. Again while it is open: the first.

    Refused (ValidationError) when it doesn't say what is to be done, and for a goal that is closed or another stay's.
    """
    facts: dict[str, Any] = {"enrolment": enrolment, "text": text.strip(), "due_on": due_on, "owner": owner}
    facts |= {"goal": goal, "follow_up": follow_up}
    with auditing.act(by=by):
        # One form sent twice at once waits here for its twin, and a goal for its steps.
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        _refuse_goal(goal, enrolment.pk)
        twin = Step.objects.filter(OPEN, **facts).first()
        step = twin or Step(**facts)
        if twin is None:
            keep(step)
    return step


def change(
    *,
    step: Step,
    text: str,
    due_on: dt.date | None,
    owner: User,
    goal: Goal | None = None,
    by: auditing.Actor,
) -> Step:
    """Put a step in other words, on another day, in other hands or under another goal.

    Refused (ValidationError) once it is done or dropped, and for a goal that is closed or another stay's.
    """
    return _update(step, by, text=text.strip(), due_on=due_on, owner=owner, goal=goal)


def take_up(*, step: Step, due_on: dt.date | None, by: auditing.Actor) -> Step:
    """Choose a step that waits as the next one: by the day given, unless it is due before.

    Refused (ValidationError) once it is done or dropped.
    """
    days = [day for day in (step.due_on, due_on) if day]
    return _update(step, by, due_on=min(days, default=None))


def finish(*, step: Step, day: dt.date, by: User) -> Step:
    """Mark a step done. Refused (ValidationError) once it is done or dropped."""
    return _update(step, by, done_on=day, done_by=by)


def drop(*, step: Step, day: dt.date, changes: Mapping[str, Any] | None = None, by: User) -> Step:
    """Give a step up, as it was last put into words: `changes` are what `change` takes.

    Refused (ValidationError) once it is done or dropped.
    """
    return _update(step, by, **(changes or {}), dropped_on=day, dropped_by=by)


def _update(step: Step, by: auditing.Actor, **facts: Any) -> Step:
    with auditing.act(by=by):
        Enrolment.objects.select_for_update().get(pk=step.enrolment_id)
        # Read anew: somebody may have closed or changed it since the page was opened.
        current = Step.objects.select_for_update().get(pk=step.pk)
        if current.done_on or current.dropped_on:
            raise ValidationError(_("The step has already been closed."))
        if "goal" in facts and facts["goal"] != current.goal:
            _refuse_goal(facts["goal"], current.enrolment_id)
        for name, value in facts.items():
            setattr(current, name, value)
        keep(current, update_fields=list(facts))
    return current


def _refuse_goal(goal: Goal | None, enrolment_id: int) -> None:
    """A step leads to an open goal of its own stay."""
    if goal is None:
        return
    current = Goal.objects.get(pk=goal.pk)
    if current.enrolment_id != enrolment_id:
        raise ValidationError(_("The goal is of another stay."))
    if current.reached_on or current.dropped_on:
        raise ValidationError(_("The goal has already been closed."))
