"""Where clients come from: their schools, and their work before us."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.choices import EducationLevel
from clients.findings import correct, earliest, refuse_check_year
from clients.models import Client, PastJob, Schooling
from staff import auditing
from staff.rows import keep


def add_schooling(
    *,
    client: Client,
    name: str,
    level: EducationLevel | int | None = None,
    country: str = "",
    ended_year: int | None = None,
    is_completed: bool = True,
    is_recognised: bool | None = None,
    today: dt.date,
    by: auditing.Actor,
) -> Schooling:
    """Record a school or degree. Refused (ValidationError) without its name, or for a year it can't be."""
    _refuse_years(client, today, ended_year=ended_year, may_be_ahead=not is_completed)
    schooling = Schooling(
        client=client,
        name=name,
        level=level,
        country=country,
        ended_year=ended_year,
        is_completed=is_completed,
        is_recognised=is_recognised,
    )
    with auditing.act(by=by):
        keep(schooling)
    return schooling


def change_schooling(
    *,
    row: Schooling,
    name: str,
    level: EducationLevel | int | None,
    country: str,
    ended_year: int | None,
    is_completed: bool,
    is_recognised: bool | None,
    today: dt.date,
    by: auditing.Actor,
) -> Schooling:
    """Put a wrong row right. Refused (ValidationError) as in `add_schooling`, and once it is withdrawn."""
    _refuse_years(row.client, today, ended_year=ended_year, may_be_ahead=not is_completed)
    return correct(
        row=row,
        name=name,
        level=level,
        country=country,
        ended_year=ended_year,
        is_completed=is_completed,
        is_recognised=is_recognised,
        by=by,
    )


def add_job(
    *,
    client: Client,
    title: str,
    employer: str = "",
    country: str = "",
    started_year: int | None = None,
    ended_year: int | None = None,
    today: dt.date,
    by: auditing.Actor,
) -> PastJob:
    """Record work before us. Refused (ValidationError) without saying what it was, or for a year it can't be."""
    _refuse_years(client, today, started_year=started_year, ended_year=ended_year)
    job = PastJob(
        client=client,
        title=title,
        employer=employer,
        country=country,
        started_year=started_year,
        ended_year=ended_year,
    )
    with auditing.act(by=by):
        keep(job)
    return job


def change_job(
    *,
    row: PastJob,
    title: str,
    employer: str,
    country: str,
    started_year: int | None,
    ended_year: int | None,
    today: dt.date,
    by: auditing.Actor,
) -> PastJob:
    """Put a wrong row right. Refused (ValidationError) as in `add_job`, and once it is withdrawn."""
    _refuse_years(row.client, today, started_year=started_year, ended_year=ended_year)
    return correct(
        row=row,
        title=title,
        employer=employer,
        country=country,
        started_year=started_year,
        ended_year=ended_year,
        by=by,
    )


def _refuse_years(client: Client, today: dt.date, may_be_ahead: bool = False, **years: int | None) -> None:
    """Refused for a year to come, unless it may be ahead, and for one before the earliest day that may be told of."""
    told = {name: year for name, year in years.items() if year is not None}
    ahead = [] if may_be_ahead else [name for name, year in told.items() if year > today.year]
    if ahead:
        raise ValidationError({name: _("This year is still to come.") for name in ahead})
    first = earliest(client, today).year
    refuse_check_year([name for name, year in told.items() if year < first])
