"""What a client has agreed to."""

import datetime as dt

from clients.choices import ConsentKind
from clients.models import Client, Consent
from staff import auditing
from staff.rows import keep


def give(*, client: Client, kind: ConsentKind | str, starts_on: dt.date, by: auditing.Actor) -> Consent:
    """Write down a consent, from the day it was given. One withdrawn that very day goes on.

    Refused (ValidationError) while the client's consent of this kind is in force.
    """
    with auditing.act(by=by):
        withdrawn = client.consents.filter(kind=kind, ends_on=starts_on).first()
        consent = withdrawn or Consent(client=client, kind=kind, starts_on=starts_on)
        consent.ends_on = None
        keep(consent)
    return consent


def withdraw(*, consent: Consent, ends_on: dt.date, by: auditing.Actor) -> Consent:
    """Write down that a consent was withdrawn, with its last day. Refused (ValidationError) before it was given."""
    consent.ends_on = ends_on
    with auditing.act(by=by):
        keep(consent, update_fields=["ends_on"])
    return consent
