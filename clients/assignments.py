"""Which coach works with which client."""

import datetime as dt

from clients.models import Assignment, Client
from staff import auditing
from staff.models import User
from staff.rows import keep


def assign(
    *, client: Client, coach: User, starts_on: dt.date, ends_on: dt.date | None = None, by: auditing.Actor
) -> Assignment:
    """Make somebody the client's coach. Refused (ValidationError) when they already are on these days."""
    assignment = Assignment(client=client, coach=coach, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        keep(assignment)
    return assignment


def end(*, assignment: Assignment, ends_on: dt.date, by: auditing.Actor) -> None:
    """End an assignment with its last day. Refused (ValidationError) before its first day."""
    assignment.ends_on = ends_on
    with auditing.act(by=by):
        keep(assignment, update_fields=["ends_on"])
