"""A stay that goes on in another project: the same client, number and coaches, and no day lost between."""

import datetime as dt

from clients import closings, enrolments
from clients.choices import ExitReason
from clients.models import Enrolment
from projects.models import Project
from staff import auditing


def go_on(
    *, enrolment: Enrolment, project: Project, last_on: dt.date, first_on: dt.date, by: auditing.Actor
) -> Enrolment:
    """End a stay on its last day, unless it has ended by then, and begin the one that continues it.

    Refused (ValidationError) as closing and enrolling are.
    """
    with auditing.act(by=by):
        if enrolment.ends_on is None or enrolment.ends_on > last_on:
            closings.close(enrolment=enrolment, ends_on=last_on, exit_reason=ExitReason.OTHER_PROJECT, by=by)
        return enrolments.start(
            client=enrolment.client,
            project=project,
            starts_on=first_on,
            referred_by=enrolment.referred_by,
            continues=enrolment,
            by=by,
        )
