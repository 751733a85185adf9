"""When the app Näytön Paikka was introduced to clients, and when they used it."""

import datetime as dt

from clients.choices import ShowcaseUse
from clients.findings import correct, refuse_unlived
from clients.models import Client, Showcase
from staff import auditing
from staff.rows import keep


def add(
    *,
    client: Client,
    use: ShowcaseUse | str,
    happened_on: dt.date,
    detail: str = "",
    today: dt.date,
    by: auditing.Actor,
) -> Showcase:
    """Record that it was introduced or used. Refused (ValidationError) for a day to come or too long ago."""
    refuse_unlived(client, today, happened_on=happened_on)
    showcase = Showcase(client=client, use=use, happened_on=happened_on, detail=detail)
    with auditing.act(by=by):
        keep(showcase)
    return showcase


def change(
    *,
    row: Showcase,
    use: ShowcaseUse | str,
    happened_on: dt.date,
    detail: str,
    today: dt.date,
    by: auditing.Actor,
) -> Showcase:
    """Put a wrong row right. Refused (ValidationError) as in `add`, and once it is withdrawn."""
    refuse_unlived(row.client, today, happened_on=happened_on)
    return correct(row=row, use=use, happened_on=happened_on, detail=detail, by=by)
