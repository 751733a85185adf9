"""The official list of municipalities and what is known of them."""

import datetime as dt
from decimal import Decimal

from projects.choices import Urbanisation
from projects.models import ForeignLanguageShare, Municipality
from staff import auditing
from staff.rows import keep


def add(*, code: str, name_fi: str, name_sv: str = "", by: auditing.Actor) -> Municipality:
    """Put a municipality on the list. Refused (ValidationError) when its code is there or isn't three digits."""
    municipality = Municipality(code=code, name_fi=name_fi, name_sv=name_sv)
    with auditing.act(by=by):
        municipality.full_clean()
        municipality.save()
    return municipality


def state_share(
    *,
    municipality: Municipality,
    as_of: dt.date,
    share_percent: Decimal,
    persons: int,
    source: str,
    by: auditing.Actor,
) -> ForeignLanguageShare:
    """State how many speak a foreign language there. Refused (ValidationError) when the source did so for the day."""
    share = ForeignLanguageShare(
        municipality=municipality, as_of=as_of, share_percent=share_percent, persons=persons, source=source
    )
    with auditing.act(by=by):
        share.full_clean()
        share.save()
    return share


def correct_share(
    *, share: ForeignLanguageShare, share_percent: Decimal, persons: int, by: auditing.Actor
) -> ForeignLanguageShare:
    """Put a stated figure right. Refused (ValidationError) as `state_share` refuses it."""
    share.share_percent, share.persons = share_percent, persons
    with auditing.act(by=by):
        keep(share, update_fields=["share_percent", "persons"])
    return share


def class_as(
    *, municipality: Municipality, urbanisation: Urbanisation | int | None, by: auditing.Actor
) -> Municipality:
    """Say how urban a municipality is; None: not known. Refused (ValidationError) for what isn't a degree."""
    municipality.urbanisation = urbanisation
    with auditing.act(by=by):
        keep(municipality, update_fields=["urbanisation"])
    return municipality
