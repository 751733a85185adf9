"""Where on the path an enrolment is."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.models import Enrolment
from coaching.models import Stage
from ohjaamo.formats import day as in_words
from ohjaamo.periods import running_on
from projects.choices import ProjectPart
from staff import auditing


def move(*, enrolment: Enrolment, name: str, day: dt.date, by: auditing.Actor) -> Stage:
    """Move a client to a stage from a day on; the stage before ends the day before.

    A second move on one day replaces the first. Refused (ValidationError) when the project's path has no such
    stage, the client is already at it, the day is outside the stay, or a later stage has begun.
    """
    with auditing.act(by=by):
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
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
            current.ends_on = day - dt.timedelta(days=1)
            current.save()
            current = None
        stage = current or Stage(enrolment=enrolment, starts_on=day)
        stage.name = name
        stage.full_clean()
        stage.save()
    return stage


def _stage_before(current: Stage, name: str, day: dt.date) -> Stage | None:
    """The stage of this name that today's move ended: a move by mistake and back leaves no trace on the path."""
    if current.starts_on != day:
        return None
    return current.enrolment.stages.filter(name=name, ends_on=day - dt.timedelta(days=1)).first()


def _refuse(enrolment: Enrolment, name: str, day: dt.date) -> None:
    if not enrolment.project.has_part(ProjectPart.PATH) or name not in enrolment.project.stage_names:
        raise ValidationError(_("The project's path has no such stage."))
    if not enrolment.period.includes(day):
        message = _("The client was not in the project on %(day)s.")
        raise ValidationError(message % {"day": in_words(day)})
    if enrolment.stages.filter(starts_on__gt=day).exists():
        raise ValidationError(_("The client has come to a later stage already."))
