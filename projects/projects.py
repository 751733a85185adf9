"""Projects themselves: begun and extended, with their area and their languages."""

import datetime as dt
from typing import Any

from projects.models import Municipality, Project, ProjectArea, ProjectExtension, ServiceLanguage
from staff import auditing
from staff.rows import keep


def begin(
    *, code: str, name: str, starts_on: dt.date, ends_on: dt.date, by: auditing.Actor, **facts: Any
) -> Project:
    """Write down a new project. Refused (ValidationError) when its code is taken or its days are out of order."""
    project = Project(code=code, name=name, starts_on=starts_on, ends_on=ends_on, **facts)
    with auditing.act(by=by):
        project.full_clean()
        project.save()
    return project


def extend(*, project: Project, ends_on: dt.date, note: str = "", by: auditing.Actor) -> ProjectExtension:
    """Let a project go on to a new last day. Refused (ValidationError) when that isn't after the last one."""
    starts_on = project.ends_on + dt.timedelta(days=1)
    extension = ProjectExtension(project=project, starts_on=starts_on, ends_on=ends_on, note=note)
    with auditing.act(by=by):
        extension.full_clean()
        extension.save()
        project.ends_on = ends_on
        project.save(update_fields=["ends_on"])
    return extension


def widen_area(*, project: Project, municipality: Municipality, by: auditing.Actor) -> ProjectArea:
    """Add a municipality to the project's area. Refused (ValidationError) when it is there already."""
    area = ProjectArea(project=project, municipality=municipality)
    with auditing.act(by=by):
        area.full_clean()
        area.save()
    return area


def serve_in(
    *, project: Project, language: str, starts_on: dt.date, ends_on: dt.date | None = None, by: auditing.Actor
) -> ServiceLanguage:
    """Let the project serve in a language from a day on. Refused (ValidationError) when it already does then."""
    service = ServiceLanguage(project=project, language=language, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        service.full_clean()
        service.save()
    return service


def stop_serving(*, service: ServiceLanguage, ends_on: dt.date, by: auditing.Actor) -> ServiceLanguage:
    """End serving in a language with a last day. Refused (ValidationError) before its first day."""
    service.ends_on = ends_on
    with auditing.act(by=by):
        keep(service, update_fields=["ends_on"])
    return service
