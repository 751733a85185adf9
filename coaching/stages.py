"""Where on the path an enrolment is, and was."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.models import Enrolment
from coaching.models import Stage
from ohjaamo.formats import day as in_words
from ohjaamo.periods import running_on
from projects.choices import ProjectPart
from projects.models import Project
from staff import auditing
from staff.rows import keep

ONE_DAY = dt.timedelta(days=1)


def move(*, enrolment: Enrolment, name: str, day: dt.date, by: auditing.Actor) -> Stage:
    """Move a client to a stage from a day on; the stage before ends the day before.

    A second move on one day replaces the first. Refused (ValidationError) when the project's path has no such
    stage, the client is already at it, the day is outside the stay, or a later stage has begun.
    """
    with auditing.act(by=by):
        _hold(enrolment)
        _refuse(enrolment, name, day)
        current = enrolment.stages.filter(running_on(day)).first()
        if current and current.name == name:
            raise ValidationError(_("The client is already at this stage."))
        if current and (reopened := _stage_before(current, name, day)):
            current.delete()
            reopened.ends_on = None
            reopened.save()
            return reopened
        if current and current.starts_on < day:
            current.ends_on = day - ONE_DAY
            current.save()
            current = None
        stage = current or Stage(enrolment=enrolment, starts_on=day)
        stage.name = name
        keep(stage)
    return stage


def correct(*, stage: Stage, starts_on: dt.date, today: dt.date, by: auditing.Actor) -> Stage:
    """Put a stage's first day right; the stage before it ends the day before.

    Refused (ValidationError) for a day to come or outside the stay, and for one that leaves no day to this stage or
    to the one before.
    """
    with auditing.act(by=by):
        _hold(stage.enrolment)
        stage = Stage.objects.select_related("enrolment").get(pk=stage.pk)
        before = _neighbour(stage)
        _refuse_first_day(stage, before, starts_on, today)
        rows = [stage]
        if before:
            # Whichever gives way goes first: two stages never share a day.
            rows.insert(0 if starts_on < stage.starts_on else 1, before)
            before.ends_on = starts_on - ONE_DAY
        stage.starts_on = starts_on
        for row in rows:
            keep(row)
    return stage


def withdraw(*, stage: Stage, by: auditing.Actor) -> None:
    """Take a wrong stage off the path; the one before it goes on in its place. History keeps what was taken."""
    with auditing.act(by=by):
        _hold(stage.enrolment)
        stage = Stage.objects.get(pk=stage.pk)
        before, after = _neighbour(stage), _neighbour(stage, is_after=True)
        stage.delete()
        if before and before.ends_on == stage.starts_on - ONE_DAY:
            before.ends_on = stage.ends_on
            if after and stage.ends_on and after.name == before.name and _touch(stage, after):
                # What stood between two of the same name is gone: they are one.
                after.delete()
                before.ends_on = after.ends_on
            keep(before)


def _touch(first: Stage, second: Stage) -> bool:
    return first.ends_on is not None and first.ends_on + ONE_DAY == second.starts_on


def _neighbour(stage: Stage, *, is_after: bool = False) -> Stage | None:
    """The stage before this one, or the one after it."""
    others = Stage.objects.filter(enrolment=stage.enrolment_id)
    if is_after:
        return others.filter(starts_on__gt=stage.starts_on).order_by("starts_on").first()
    return others.filter(starts_on__lt=stage.starts_on).order_by("-starts_on").first()


def _stage_before(current: Stage, name: str, day: dt.date) -> Stage | None:
    """The stage of this name that today's move ended: a move by mistake and back leaves no trace on the path."""
    if current.starts_on != day:
        return None
    return current.enrolment.stages.filter(name=name, ends_on=day - ONE_DAY).first()


def _hold(enrolment: Enrolment) -> None:
    """The stay, and the project whose list of stages may be changing, stand still until the act is over."""
    enrolment.project = Project.objects.select_for_update(no_key=True).get(pk=enrolment.project_id)
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)


def _refuse(enrolment: Enrolment, name: str, day: dt.date) -> None:
    if not enrolment.project.has_part(ProjectPart.PATH) or name not in enrolment.project.stage_names:
        raise ValidationError(_("The project's path has no such stage."))
    _refuse_outside(enrolment, day)
    if enrolment.stages.filter(starts_on__gt=day).exists():
        raise ValidationError(_("The client has come to a later stage already."))


def _refuse_first_day(stage: Stage, before: Stage | None, starts_on: dt.date, today: dt.date) -> None:
    _refuse_outside(stage.enrolment, starts_on)
    if starts_on > today:
        raise ValidationError(_("The day is yet to come."))
    if stage.ends_on and starts_on > stage.ends_on:
        raise ValidationError(_("The stage ended on %(day)s.") % {"day": in_words(stage.ends_on)})
    if before and starts_on <= before.starts_on:
        message = _("The stage before it, %(name)s, began on %(day)s.")
        raise ValidationError(message % {"name": before.name, "day": in_words(before.starts_on)})


def _refuse_outside(enrolment: Enrolment, day: dt.date) -> None:
    if not enrolment.period.includes(day):
        message = _("The client was not in the project on %(day)s.")
        raise ValidationError(message % {"day": in_words(day)})
