"""Days as somebody asks for them, and the days a report is for when nobody asks."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from projects.models import Project

# So many dates of all projects are looked at unless others are asked for.
MOST = 10
FINNISH = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def read(text: str) -> dt.date:
    """The day written 30.4.2022 or 2022-04-30. Raises ValueError, in the reader's words, for anything else."""
    try:
        if found := FINNISH.fullmatch(text.strip()):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        message = _("“%(text)s” is not a date. Write it like 30.4.2022 or 2022-04-30.")
        raise ValueError(message % {"text": text[:40]}) from error


def reporting(project: Project, today: dt.date) -> list[dt.date]:
    """The project's reporting dates that have come; before the first one, today or the project's last day."""
    come = sorted(day for day in project.reporting_dates if day <= today)
    return come or [min(today, project.ends_on)]


def reporting_anywhere(today: dt.date) -> list[dt.date]:
    """The latest ten reporting dates of any project that have come; before the first one, today."""
    dates = Project.objects.values_list("reporting_dates", flat=True)
    come = sorted({day for each in dates for day in each if day <= today})
    return come[-MOST:] or [today]
