"""Auditors named to read a publication from a day to a day."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ohjaamo.periods import running_on
from projects.models import Project, ProjectMember
from reports.models import Publication, PublicationReader
from staff import auditing
from staff.models import User
from staff.permissions import Role
from staff.rows import keep

DAY = dt.timedelta(days=1)


def auditors(project: Project, today: dt.date) -> QuerySet[User]:
    """Who may be named: the auditors of the project today, by name."""
    members = ProjectMember.objects.filter(running_on(today), project=project, roles__contains=[Role.AUDITOR])
    return User.objects.filter(pk__in=members.values("user"), is_active=True)


def name(
    *, publication: Publication, user: User, starts_on: dt.date, ends_on: dt.date, today: dt.date, by: User
) -> PublicationReader:
    """Let an auditor read a publication on these days, both included.

    Refused (ValidationError) for somebody who isn't an auditor of the project, and when the days are named already.
    """
    if not auditors(publication.project, today).filter(pk=user.pk).exists():
        raise ValidationError({"user": _("Choose an auditor of the project.")})
    reader = PublicationReader(publication=publication, user=user, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        keep(reader)
    return reader


def close(*, reader: PublicationReader, today: dt.date, by: User) -> None:
    """Let the auditor read no more, from today on."""
    with auditing.act(by=by):
        if reader.starts_on >= today:
            reader.delete()
        elif reader.ends_on >= today:
            reader.ends_on = today - DAY
            keep(reader, update_fields=["ends_on"])
