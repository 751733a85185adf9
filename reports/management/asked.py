"""What a command was asked for; a wrong answer ends it with one line and exit code 2."""

import datetime as dt

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from projects.models import Municipality, Project
from reports import days
from reports.choices import Audience
from reports.readers import Reader
from staff import auditing
from staff.models import User


def project_of(code: str) -> Project:
    """The project with this code."""
    project = Project.objects.filter(code=code).first()
    if project is None:
        known = ", ".join(Project.objects.values_list("code", flat=True)) or "–"
        message = _("There is no project with the code %(code)s. The codes are: %(known)s")
        raise CommandError(message % {"code": code, "known": known}, returncode=2)
    return project


def days_of(texts: list[str]) -> list[dt.date]:
    """The days as written in Finnish or ISO form."""
    try:
        return [days.read(text) for text in texts]
    except ValueError as error:
        raise CommandError(str(error), returncode=2) from error


def actor_of(email: str) -> auditing.Actor:
    """The person with this address, in whose name the command writes; without an address, the command line."""
    if not email:
        return "cli"
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(_("Nobody here has the address %s.") % email, returncode=2)
    return user


def reader_of(audience: str, code: str) -> Reader:
    """For whom a report is; a payer is the municipality with this code, and nobody else has one."""
    if (audience == Audience.PAYER) != bool(code):
        message = _("Give --municipality CODE with --audience payer, and with no other.")
        raise CommandError(message, returncode=2)
    municipality = Municipality.objects.filter(code=code).first() if code else None
    if code and municipality is None:
        message = _("There is no municipality with the code %(code)s.") % {"code": code}
        raise CommandError(message, returncode=2)
    return Reader(Audience(audience), municipality)
