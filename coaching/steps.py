"""Next steps: what is to be done, by whom, by when. Done and dropped ones stay."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.models import Enrolment
from coaching.models import Step
from staff import auditing
from staff.models import User


def add(*, enrolment: Enrolment, text: str, due_on: dt.date | None, owner: User, by: auditing.Actor) -> Step:
    """Agree on a next step. Refused (ValidationError) when it doesn't say what is to be done."""
    step = Step(enrolment=enrolment, text=text.strip(), due_on=due_on, owner=owner)
    return _save(step, by)


def change(*, step: Step, text: str, due_on: dt.date | None, by: auditing.Actor) -> Step:
    """Put a step in other words or on another day. Refused (ValidationError) once it is done or dropped."""
    _refuse_closed(step)
    step.text, step.due_on = text.strip(), due_on
    return _save(step, by)


def finish(*, step: Step, day: dt.date, by: User) -> Step:
    """Mark a step done. Refused (ValidationError) once it is done or dropped."""
    _refuse_closed(step)
    step.done_on, step.done_by = day, by
    return _save(step, by)


def drop(*, step: Step, day: dt.date, by: User) -> Step:
    """Give a step up. Refused (ValidationError) once it is done or dropped."""
    _refuse_closed(step)
    step.dropped_on, step.dropped_by = day, by
    return _save(step, by)


def _refuse_closed(step: Step) -> None:
    if step.done_on or step.dropped_on:
        raise ValidationError(_("The step has already been closed."))


def _save(step: Step, by: auditing.Actor) -> Step:
    with auditing.act(by=by):
        step.full_clean()
        step.save()
    return step
