"""Families: which of our clients belong together. One family each."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from clients.access import reachable_clients
from clients.choices import FamilyRelation
from clients.models import Client, Family, FamilyMember
from staff import auditing
from staff.rows import keep


@dataclass(frozen=True)
class Relatives:
    """A client's family as somebody may see it: those whom she may reach by name, the others only counted."""

    own: FamilyMember | None
    members: list[FamilyMember]
    hidden: int


def found(
    *, client: Client, relation: FamilyRelation | str, name: str = "", by: auditing.Actor
) -> FamilyMember:
    """Begin a family with its first member. Refused (ValidationError) when the client belongs to one already."""
    with auditing.act(by=by):
        # Two who begin a family for one client at once wait here for each other.
        Client.objects.select_for_update().get(pk=client.pk)
        _refuse_member_of_another(client, None)
        family = Family(name=name.strip())
        keep(family)
        return join(family=family, client=client, relation=relation, by=by)


def join(
    *, family: Family, client: Client, relation: FamilyRelation | str, by: auditing.Actor
) -> FamilyMember:
    """Add a client to a family; who is in it already stays as they were.

    Refused (ValidationError) when the client belongs to another family.
    """
    with auditing.act(by=by):
        Client.objects.select_for_update().get(pk=client.pk)
        _refuse_member_of_another(client, family)
        member = FamilyMember.objects.filter(family=family, client=client).first()
        if member is None:
            member = FamilyMember(family=family, client=client, relation=relation)
            keep(member)
    return member


def add_relative(
    *, client: Client, relative: Client, relation: FamilyRelation | str, by: auditing.Actor
) -> FamilyMember:
    """Say that two clients are of one family: of what either has, else of a new one, where the client is an adult.

    Refused (ValidationError) for the client themselves and when they belong to two different families.
    """
    if client.pk == relative.pk:
        raise ValidationError(_("Choose somebody else than the client."))
    with auditing.act(by=by):
        list(Client.objects.select_for_update().filter(pk__in=[client.pk, relative.pk]).order_by("pk"))
        theirs = FamilyMember.objects.filter(client=relative).select_related("family").first()
        own = FamilyMember.objects.filter(client=client).select_related("family").first()
        if own is None and theirs is not None:
            join(family=theirs.family, client=client, relation=FamilyRelation.ADULT, by=by)
            return change_relation(member=theirs, relation=relation, by=by)
        own = own or found(client=client, relation=FamilyRelation.ADULT, by=by)
        return join(family=own.family, client=relative, relation=relation, by=by)


def change_relation(
    *, member: FamilyMember, relation: FamilyRelation | str, by: auditing.Actor
) -> FamilyMember:
    """Say anew what somebody is in the family. Refused (ValidationError) for what isn't one of the choices."""
    member.relation = relation
    with auditing.act(by=by):
        keep(member, update_fields=["relation"])
    return member


def leave(*, member: FamilyMember, by: auditing.Actor) -> None:
    """Take somebody out of the family. One alone is no family: with the last but one it ends.

    Refused (ValidationError) once the family has ended or the client has gone from it.
    """
    with auditing.act(by=by):
        family = Family.objects.select_for_update().filter(pk=member.family_id).first()
        if family is None or not family.members.filter(pk=member.pk).exists():
            raise ValidationError(_("%(client)s isn't in this family any more.") % {"client": member.client})
        member.delete()
        if family.members.count() < 2:
            family.delete()


def unite(*, kept: Client, gone: Client, by: auditing.Actor) -> None:
    """Make the families of two records of one person one, before the records are. One alone is no family."""
    with auditing.act(by=by):
        members = FamilyMember.objects.select_for_update().select_related("family")
        own, theirs = members.filter(client=kept).first(), members.filter(client=gone).first()
        if own is None or theirs is None:
            return
        if own.family_id == theirs.family_id:
            leave(member=theirs, by=by)
            return
        theirs.delete()
        for member in theirs.family.members.all():
            member.family = own.family
            keep(member, update_fields=["family"])
        theirs.family.delete()


def relatives(client: Client, user: Any, today: dt.date) -> Relatives:
    """The client's family as the user may see it; nobody when there is none. One question to the database."""
    reachable = reachable_clients(user, today).filter(pk=OuterRef("client"))
    family = FamilyMember.objects.filter(family__members__client=client).select_related("family", "client")
    members = list(family.annotate(is_reachable=Exists(reachable)).order_by("relation", "pk"))
    own = next((member for member in members if member.client_id == client.pk), None)
    others = [member for member in members if member is not own]
    shown = [member for member in others if member.is_reachable]
    return Relatives(own, list(shown), len(others) - len(shown))


def _refuse_member_of_another(client: Client, family: Family | None) -> None:
    member = FamilyMember.objects.filter(client=client).first()
    if member is not None and (family is None or member.family_id != family.pk):
        raise ValidationError(_("%(client)s belongs to another family already.") % {"client": client})
