"""Projects themselves: begun, extended, with their area and their languages."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from projects.models import Municipality, Project, ProjectArea, ProjectExtension, ServiceLanguage
from staff import auditing


def begin(
    *, code: str, name: str, starts_on: dt.date, ends_on: dt.date, by: auditing.Actor, **facts: Any
) -> Project:
    """Write down a new project. Refused (ValidationError) when its code is taken or its days are out of order."""
    project = Project(code=code, name=name, starts_on=starts_on, ends_on=ends_on, **facts)
    with auditing.act(by=by):
        project.full_clean()
        project.save()
    return project
