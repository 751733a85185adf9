"""The network: organisations that refer clients to us or work with us, and when we were in touch."""

import datetime as dt

from django.http import Http404

from projects.choices import ContactWay
from projects.models import Partner, PartnerContact
from staff import auditing
from staff.models import User
from staff.rows import keep


def partner_for(pk: int) -> Partner:
    """The partner, for anybody who may see partners at all; else Http404."""
    partner = Partner.objects.filter(pk=pk).first()
    if partner is None:
        raise Http404
    return partner


def add(*, name: str, note: str = "", by: auditing.Actor) -> Partner:
    """Add a partner. Refused (ValidationError) when there is one of this name."""
    partner = Partner(name=name.strip(), note=note)
    with auditing.act(by=by):
        keep(partner)
    return partner


def named(*, name: str, by: auditing.Actor) -> Partner:
    """The partner of this name, in whatever case it is written; a new one where there is none."""
    known = Partner.objects.filter(name__iexact=name.strip()).first()
    return known or add(name=name, by=by)


def change(*, partner: Partner, name: str, note: str, by: auditing.Actor) -> Partner:
    """Change a partner's name and note. Refused (ValidationError) when another partner has this name."""
    partner.name, partner.note = name.strip(), note
    with auditing.act(by=by):
        keep(partner, update_fields=["name", "note"])
    return partner


def log_contact(
    *, partner: Partner, held_on: dt.date, way: ContactWay | str, summary: str, by: User
) -> PartnerContact:
    """Write down that we were in touch or at an event. Refused (ValidationError) without what was agreed."""
    contact = PartnerContact(partner=partner, held_on=held_on, held_by=by, way=way, summary=summary)
    with auditing.act(by=by):
        keep(contact)
    return contact
