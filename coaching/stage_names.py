"""The stages of a project's path: their names and their order. Who is at one never falls off the path."""

import datetime as dt
from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.models import Stage
from ohjaamo.periods import running_on
from projects.models import Project
from staff import auditing
from staff.rows import keep


def in_use(project: Project, today: dt.date) -> Counter[str]:
    """How many running stays are at each stage."""
    now = Stage.objects.filter(
        running_on(today), running_on(today, "enrolment__"), enrolment__project=project,
        enrolment__withdrawn_at__isnull=True,
    )  # fmt: skip
    return Counter(now.values_list("name", flat=True))


def add(*, project: Project, name: str, by: auditing.Actor) -> Project:
    """Put a stage at the end of the path. Refused (ValidationError) without a name, or when the path has it."""
    with auditing.act(by=by):
        current = _hold(project)
        return _keep(current, [*current.stage_names, _new(name, current.stage_names)])


def rename(*, project: Project, name: str, to: str, by: auditing.Actor) -> Project:
    """Call a stage by another name, in the past too, so that nobody falls off the path.

    Refused (ValidationError) without a name, when the path has it already, or no longer has this stage.
    """
    with auditing.act(by=by):
        current = _hold(project)
        place = _place(current, name)
        others = current.stage_names[:place] + current.stage_names[place + 1 :]
        new = _new(to, others)
        kept = _keep(current, [*others[:place], new, *others[place:]])
        Stage.objects.filter(enrolment__project=current, name=name).update(name=new)
        return kept


def shift(*, project: Project, name: str, by_places: int, by: auditing.Actor) -> Project:
    """Move a stage earlier (-1) or later (+1) on the path; at either end it stays.

    Refused (ValidationError) when the path no longer has it.
    """
    with auditing.act(by=by):
        current = _hold(project)
        names = list(current.stage_names)
        place = _place(current, name)
        names.insert(max(0, place + by_places), names.pop(place))
        return _keep(current, names)


def remove(*, project: Project, name: str, today: dt.date, by: auditing.Actor) -> Project:
    """Take a stage off the path; the history of those who have passed it stays.

    Refused (ValidationError), saying how many, while somebody is at it; the last one isn't taken off.
    """
    with auditing.act(by=by):
        current = _hold(project)
        place = _place(current, name)
        if count := in_use(current, today)[name]:
            message = ngettext(
                "%(count)s client is at this stage. Move them to another one first.",
                "%(count)s clients are at this stage. Move them to another one first.",
                count,
            )
            raise ValidationError(message % {"count": count})
        if len(current.stage_names) == 1:
            raise ValidationError(_("A path has at least one stage. Switch the path off if it isn't used."))
        return _keep(current, current.stage_names[:place] + current.stage_names[place + 1 :])


def _hold(project: Project) -> Project:
    """The project as it stands, held until the act is over: two who change the path do it one after the other."""
    return Project.objects.select_for_update(no_key=True).get(pk=project.pk)


def _keep(project: Project, names: list[str]) -> Project:
    project.stage_names = names
    keep(project, update_fields=["stage_names"])
    return project


def _place(project: Project, name: str) -> int:
    if name not in project.stage_names:
        raise ValidationError(_("The project's path has no such stage."))
    return project.stage_names.index(name)


def _new(name: str, others: list[str]) -> str:
    """The name, without white space about it."""
    name = " ".join(name.split())
    if not name:
        raise ValidationError(_("Give the stage a name."))
    if name.casefold() in {other.casefold() for other in others}:
        raise ValidationError(_("The path already has a stage of this name."))
    return name
