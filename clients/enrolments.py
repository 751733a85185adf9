"""A client's stays in a project."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.choices import ExitReason
from clients.models import Client, Enrolment
from ohjaamo.formats import day, period
from projects.models import Partner, Project
from staff import auditing
from staff.rows import keep


def start(
    *,
    client: Client,
    project: Project,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    exit_reason: ExitReason | str = "",
    referred_by: Partner | None = None,
    continues: Enrolment | None = None,
    by: auditing.Actor,
) -> Enrolment:
    """Enrol a client in a project. Refused (ValidationError) outside the project's days and over another stay.

    `continues` is the stay in an earlier project that goes on in this one.
    """
    enrolment = new(
        client=client,
        project=project,
        starts_on=starts_on,
        ends_on=ends_on,
        exit_reason=exit_reason,
        referred_by=referred_by,
        continues=continues,
    )
    with auditing.act(by=by):
        keep(enrolment)
    return enrolment


def new(**facts: Any) -> Enrolment:
    """A stay that isn't kept yet. Refused (ValidationError) outside the project's days."""
    enrolment = Enrolment(**facts)
    _refuse_outside_project(enrolment)
    return enrolment


def end(
    *, enrolment: Enrolment, ends_on: dt.date, exit_reason: ExitReason | str, by: auditing.Actor
) -> Enrolment:
    """End a stay with its last day. Refused (ValidationError) before its first day and after the project's last."""
    enrolment.ends_on, enrolment.exit_reason = ends_on, exit_reason
    with auditing.act(by=by):
        _refuse_outside_project(enrolment)
        keep(enrolment, update_fields=["ends_on", "exit_reason"])
    return enrolment


def _refuse_outside_project(enrolment: Enrolment) -> None:
    # The database refuses it too (trigger enrolment_within_project); here it is said in the reader's words.
    project, days = enrolment.project, enrolment.project.period
    for column in ("starts_on", "ends_on"):
        value = getattr(enrolment, column)
        if value is not None and not days.includes(value):
            message = _("%(day)s is outside the project %(code)s (%(period)s).")
            facts = {"day": day(value), "code": project.code, "period": period(days)}
            raise ValidationError({column: message % facts})
