"""Where the people behind a number of a report are found."""

import datetime as dt

from django import template
from django.urls import reverse

from projects.models import Project
from reports.findings import People

register = template.Library()


@register.simple_tag
def cell_url(project: Project | None, day: dt.date, cell: str) -> str:
    """The people of a cell of the snapshot; without a project of all projects together."""
    if project is None:
        return reverse("reports:all-people", args=[day.isoformat(), cell])
    return reverse("reports:people", args=[project.code, day.isoformat(), cell])


@register.simple_tag
def people_url(project: Project | None, people: People) -> str:
    """The people a finding speaks of."""
    if people.rule and project:
        return reverse("reports:rule-people", args=[project.code, people.rule, people.day.isoformat()])
    since = f"?since={people.since.isoformat()}" if people.since else ""
    return cell_url(project, people.day, people.cell) + since
