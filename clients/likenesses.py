"""Whom a newcomer may already be: clients so like her that a person has to look before another record is made."""

import datetime as dt

from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.functions import Right

from clients import names
from clients.models import Client
from clients.resemblances import OWN_FIGURES, own_figures, whole_name

# Each part of a name is a question to the database; nobody has more names than this.
PARTS_AT_MOST = 6


def alike(
    *, name: str, born_on: dt.date | None = None, phone: str = "", identity_code: str = ""
) -> list[Client]:
    """Clients who may be the same person: the same names and birth date, the same phone, or the same identity code.

    Where the birth date of either isn't known, the same names are enough to ask. Of two birth dates that are the same
    a name that has parts more is enough, too. They come with their names and birth date only.
    """
    named = _clients().filter(_may_be_named(name, born_on))
    found = [client for client in named if _is_named(client, name, born_on)]
    others = Q(pk__in=same_phone(phone)) if phone else Q()
    if identity_code:
        others |= Q(personal_identity_code=identity_code)
    if others:
        found += _clients().filter(others).exclude(pk__in=[client.pk for client in found])
    return found


def same_phone(phone: str) -> QuerySet[Client]:
    """Clients with this phone number, in whatever way it is written; a number too short is nobody's."""
    figures = own_figures(phone)
    if not figures:
        return Client.objects.none()
    stored = Func(F("phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
    return Client.objects.alias(own_figures=Right(stored, OWN_FIGURES)).filter(own_figures=figures)


def is_part_of(name: str, other: str) -> bool:
    """Whether every part of one name, two at least, is a part of the other: Amina Warsame, Amina Ali Warsame."""
    shorter, longer = sorted((names.fold(name).split(), names.fold(other).split()), key=len)
    return len(shorter) > 1 and all(any(names.same_name(part, each) for each in longer) for part in shorter)


def _clients() -> QuerySet[Client]:
    """Clients with what is compared; no identity code is decrypted for it."""
    return Client.objects.only("last_name", "first_names", "born_on").order_by("pk")


def _may_be_named(name: str, born_on: dt.date | None) -> Q:
    """What the database can say of `_is_named`: a part sounds alike, and each where no birth date speaks for it."""
    heard = Q(name_keys__overlap=sorted(names.keys(name)))
    for _part, keys in names.asked(name)[:PARTS_AT_MOST]:
        heard &= Q(name_keys__overlap=sorted(keys))
    if born_on is None:
        return heard
    return Q(born_on=born_on, name_keys__overlap=sorted(names.keys(name))) | heard & Q(born_on=None)


def _is_named(client: Client, name: str, born_on: dt.date | None) -> bool:
    is_dated = born_on is not None and client.born_on is not None
    return names.same_name(name, whole_name(client)) or (is_dated and is_part_of(name, whole_name(client)))
