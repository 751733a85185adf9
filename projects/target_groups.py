"""Whom a project is for, and what it tries out with some of them."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.choices import TargetGroupKind
from projects.models import Project, TargetGroup
from staff import auditing
from staff.rows import keep


def add(
    *,
    project: Project,
    name: str,
    kind: TargetGroupKind | str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: auditing.Actor,
) -> TargetGroup:
    """Give a project a target group or a pilot. Refused (ValidationError) without a name, or with one that is taken."""
    group = TargetGroup(project=project, name=name.strip(), kind=kind, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        keep(group)
    return group


def change(
    *,
    group: TargetGroup,
    name: str,
    kind: TargetGroupKind | str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    by: auditing.Actor,
) -> TargetGroup:
    """Put a group's name, kind or days right; a last day ends it, and whoever belongs to it does so no longer.

    Refused (ValidationError) as `add` does, and for a last day after which somebody has come into it.
    """
    if ends_on and group.members.filter(starts_on__gt=ends_on).exists():
        raise ValidationError({"ends_on": _("A client has come into the target group after this day.")})
    group.name, group.kind, group.starts_on, group.ends_on = name.strip(), kind, starts_on, ends_on
    with auditing.act(by=by):
        keep(group)
    return group
