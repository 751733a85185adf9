"""Plans and assessments of the authorities: that they exist, from when, by whom; never what they say."""

import datetime as dt

from clients.choices import PlanKind
from clients.findings import correct, refuse_unlived
from clients.models import Client, StatutoryPlan
from staff import auditing
from staff.rows import keep


def add(
    *,
    client: Client,
    kind: PlanKind | str,
    made_on: dt.date,
    maker: str = "",
    ends_on: dt.date | None = None,
    today: dt.date,
    by: auditing.Actor,
) -> StatutoryPlan:
    """Record that a plan exists. Refused (ValidationError) for a day to come, too long ago or after its end."""
    refuse_unlived(client, today, made_on=made_on)
    plan = StatutoryPlan(client=client, kind=kind, made_on=made_on, maker=maker, ends_on=ends_on)
    with auditing.act(by=by):
        keep(plan)
    return plan


def change(
    *,
    row: StatutoryPlan,
    kind: PlanKind | str,
    made_on: dt.date,
    maker: str,
    ends_on: dt.date | None,
    today: dt.date,
    by: auditing.Actor,
) -> StatutoryPlan:
    """Put a wrong row right. Refused (ValidationError) as in `add`, and once it is withdrawn."""
    refuse_unlived(row.client, today, made_on=made_on)
    return correct(row=row, kind=kind, made_on=made_on, maker=maker, ends_on=ends_on, by=by)
