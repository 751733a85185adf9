"""Next steps: what is to be done, by whom, by when. Done and dropped ones stay."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.models import Enrolment
from coaching.models import Step
from staff import auditing
from staff.models import User


def add(*, enrolment: Enrolment, text: str, due_on: dt.date | None, owner: User, by: auditing.Actor) -> Step:
    """Agree on a next step. The same step again, while it is open, gives the first one.

    Refused (ValidationError) when it doesn't say what is to be done.
    """
    facts = {"enrolment": enrolment, "text": text.strip(), "due_on": due_on, "owner": owner}
    with auditing.act(by=by):
        # One form sent twice at once waits here for its twin.
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        twin = Step.objects.filter(**facts, done_on=None, dropped_on=None).first()
        step = twin or Step(**facts)
        if twin is None:
            step.full_clean()
            step.save()
    return step


def change(*, step: Step, text: str, due_on: dt.date | None, by: auditing.Actor) -> Step:
    """Put a step in other words or on another day. Refused (ValidationError) once it is done or dropped."""
    return _update(step, by, text=text.strip(), due_on=due_on)


def finish(*, step: Step, day: dt.date, by: User) -> Step:
    """Mark a step done. Refused (ValidationError) once it is done or dropped."""
    return _update(step, by, done_on=day, done_by=by)


def drop(*, step: Step, day: dt.date, by: User) -> Step:
    """Give a step up. Refused (ValidationError) once it is done or dropped."""
    return _update(step, by, dropped_on=day, dropped_by=by)


def _update(step: Step, by: auditing.Actor, **facts: Any) -> Step:
    with auditing.act(by=by):
        # Read anew: somebody may have closed or changed it since the page was opened.
        current = Step.objects.select_for_update().get(pk=step.pk)
        if current.done_on or current.dropped_on:
            raise ValidationError(_("The step has already been closed."))
        for name, value in facts.items():
            setattr(current, name, value)
        current.full_clean()
        current.save(update_fields=list(facts))
    return current
