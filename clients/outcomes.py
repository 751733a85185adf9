"""What came of the coaching, event by event."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from clients.choices import OutcomeKind
from clients.models import Client, Enrolment, Outcome
from projects.models import Project
from staff import auditing
from staff.models import User
from staff.rows import keep


def record(
    *,
    client: Client,
    project: Project,
    kind: OutcomeKind | str,
    happened_on: dt.date,
    quantity: int = 1,
    detail: str = "",
    by: auditing.Actor,
) -> Outcome:
    """Record an outcome. Refused (ValidationError) when it counts nothing or its kind isn't known.

    Refused also when the client never was in the project; after the stay it may well happen.
    """
    outcome = Outcome(
        client=client, project=project, kind=kind, happened_on=happened_on, quantity=quantity, detail=detail
    )
    with auditing.act(by=by):
        _refuse_stranger(outcome)
        keep(outcome)
    return outcome


def withdraw(*, outcome: Outcome, reason: str, by: User) -> None:
    """Take an outcome out of every figure; it stays in history. Refused (ValidationError) without a reason."""
    outcome.withdrawn_at, outcome.withdrawn_by, outcome.withdrawn_reason = timezone.now(), by, reason
    with auditing.act(by=by):
        keep(outcome)


def _refuse_stranger(outcome: Outcome) -> None:
    if not Enrolment.objects.filter(client=outcome.client, project=outcome.project).exists():
        message = _("The client never was in the project %(code)s.") % {"code": outcome.project.code}
        raise ValidationError({"client": message})
