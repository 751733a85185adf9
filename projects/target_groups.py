"""Whom a project is for, and what it tries out with some of them."""

import datetime as dt

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
    """Put a group's name, kind or days right; a last day ends it. Refused (ValidationError) as `add` does."""
    group.name, group.kind, group.starts_on, group.ends_on = name.strip(), kind, starts_on, ends_on
    with auditing.act(by=by):
        keep(group)
    return group
