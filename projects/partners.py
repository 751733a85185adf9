"""The network: organisations that refer clients to us or work with us."""

from projects.models import Partner
from staff import auditing


def add(*, name: str, note: str = "", by: auditing.Actor) -> Partner:
    """Add a partner. Refused (ValidationError) when there is one of this name."""
    partner = Partner(name=name, note=note)
    with auditing.act(by=by):
        partner.full_clean()
        partner.save()
    return partner
