"""The days as of which a project reports."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ohjaamo.formats import period
from projects.models import Project
from staff import auditing
from staff.rows import keep


def add(*, project: Project, day: dt.date, by: auditing.Actor) -> Project:
    """Write down a reporting date; one that is there already stays as it is. Refused (ValidationError) outside the
    project's days.
    """
    if not project.period.includes(day):
        message = _("The project runs %(period)s. Choose a day within it.")
        raise ValidationError(message % {"period": period(project.period)})
    return _keep(project, {day}, set(), by)


def remove(*, project: Project, day: dt.date, by: auditing.Actor) -> Project:
    """Take a reporting date away; one that isn't there any more stays away."""
    return _keep(project, set(), {day}, by)


def _keep(project: Project, more: set[dt.date], less: set[dt.date], by: auditing.Actor) -> Project:
    with auditing.act(by=by):
        # Read anew and held: two who change the dates do it one after the other.
        current = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        current.reporting_dates = sorted((set(current.reporting_dates) | more) - less)
        keep(current, update_fields=["reporting_dates"])
    return current
