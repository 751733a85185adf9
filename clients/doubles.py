"""Pairs of records that may be one person, for somebody to look at. Nothing is merged by itself."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from clients import names
from clients.models import Client, NotDouble
from staff import auditing
from staff.rows import keep


@dataclass(frozen=True)
class Pair:
    """Two records, the one taken in first foremost, and what speaks for their being one person."""

    first: Client
    second: Client
    reasons: tuple[str, ...]


def pairs(clients: QuerySet[Client]) -> list[Pair]:
    """The likely pairs among the clients, the most alike first.

    Alike: born on one day with names that sound alike; or the same name, with a birth date missing or a slip of the
    hand apart. Never two with an identity code each, nor two whom somebody has said to be two people.
    """
    known = list(clients.only(*COMPARED).order_by("pk"))
    settled = set(NotDouble.objects.values_list("first", "second"))
    found = [
        Pair(one, other, reasons)
        for one, other in _distinct(_candidates(known), settled)
        if (reasons := tuple(_reasons(one, other)))
    ]
    return sorted(found, key=lambda pair: (-len(pair.reasons), pair.second.pk, pair.first.pk))


COMPARED = (
    "client_number",
    "first_names",
    "last_name",
    "born_on",
    "personal_identity_code",
    "phone",
    "email",
    "folded_name",
    "name_keys",
    "has_safety_restriction",
)


def tell_apart(*, one: Client, other: Client, by: auditing.Actor) -> NotDouble:
    """Say that two records are two people: nobody is asked again. Refused (ValidationError) when said before."""
    if one.pk == other.pk:
        raise ValidationError(_("Choose two records."))
    first, second = sorted([one, other], key=lambda client: client.pk)
    row = NotDouble(first=first, second=second)
    with auditing.act(by=by):
        keep(row)
    return row


def pass_on(*, old: Client, new: Client, by: auditing.Actor) -> None:
    """Whoever was told apart from one record is told apart from the one it becomes part of."""
    with auditing.act(by=by):
        for pair in NotDouble.objects.filter(Q(first=old) | Q(second=old)).select_related("first", "second"):
            other = pair.second if pair.first == old else pair.first
            first, second = sorted([new, other], key=lambda client: client.pk)
            if other != new and not NotDouble.objects.filter(first=first, second=second).exists():
                tell_apart(one=first, other=second, by=by)


def _distinct(
    candidates: Iterable[tuple[Client, Client]], settled: set[tuple[int, int]]
) -> Iterator[tuple[Client, Client]]:
    """Each pair once, the one taken in first foremost, without those that are settled."""
    seen = set(settled)
    for pair in candidates:
        one, other = sorted(pair, key=lambda client: client.pk)
        if (one.pk, other.pk) not in seen:
            seen.add((one.pk, other.pk))
            yield one, other


def _candidates(clients: list[Client]) -> Iterator[tuple[Client, Client]]:
    """Pairs that share a signature, so that not everybody is compared with everybody.

    By the name alone only those are compared whose birth date is missing, and everybody of their name.
    """
    alike: dict[Hashable, list[Client]] = defaultdict(list)
    dated: dict[Hashable, list[Client]] = defaultdict(list)
    undated: dict[Hashable, list[Client]] = defaultdict(list)
    for client in clients:
        for name in _names_of(client):
            (undated if client.born_on is None else dated)[name].append(client)
        for signature in _signatures(client):
            alike[signature].append(client)
    for group in alike.values():
        yield from combinations(group, 2)
    for name, group in undated.items():
        yield from combinations(group, 2)
        yield from product(group, dated[name])


def _names_of(client: Client) -> list[Hashable]:
    """The whole name: by its sounds, and by its words in whatever order."""
    return [("keys", *sorted(client.name_keys)), ("name", *sorted(client.folded_name.split()))]


def _signatures(client: Client) -> Iterator[Hashable]:
    """The birth date with each sound of the name, and the whole name with each slip the birth date may hide."""
    if client.born_on is None:
        return
    yield from ((client.born_on, key) for key in client.name_keys)
    for slip in _slips(client.born_on):
        yield from ((slip, name) for name in _names_of(client))


def _slips(born_on: dt.date) -> Iterator[Hashable]:
    """What birth dates have in common that are one figure apart, or day and month swapped."""
    yield born_on.year, *sorted((born_on.day, born_on.month))
    figures = f"{born_on:%d%m%Y}"
    yield from (figures[:place] + "." + figures[place + 1 :] for place in range(len(figures)))


def _reasons(one: Client, other: Client) -> Iterator[str]:
    codes = {one.personal_identity_code, other.personal_identity_code} - {None}
    if len(codes) > 1:
        return
    is_same_birth = one.born_on is not None and one.born_on == other.born_on
    has_same_name = is_same_name(one.folded_name, other.folded_name)
    sounds_alike = is_same_birth and sound_alike(one.folded_name, other.folded_name)
    if not sounds_alike and not (has_same_name and is_near(one.born_on, other.born_on)):
        return
    if is_same_birth:
        yield _("born on the same day")
    elif one.born_on and other.born_on:
        yield _("birth dates a slip apart")
    else:
        yield _("a birth date is missing")
    yield _("the same name") if has_same_name else _("names that sound alike")
    if one.phone and _digits(one.phone) == _digits(other.phone):
        yield _("the same phone number")
    if one.email and one.email.lower() == other.email.lower():
        yield _("the same e-mail")


# Thousands share a few names: each is read once.
is_same_name = lru_cache(maxsize=100_000)(names.same_name)
_sounds_of = lru_cache(maxsize=100_000)(names.keys)


def sound_alike(one: str, other: str) -> bool:
    """Whether every part of the shorter folded name sounds like a part of the longer; twins differ in a first name."""
    parts = sorted((one.split(), other.split()), key=len)
    shorter, longer = ([_sounds_of(part) for part in half] for half in parts)
    return bool(shorter) and all(any(keys & others for others in longer) for keys in shorter)


def is_near(first: dt.date | None, second: dt.date | None) -> bool:
    """Whether the birth dates may be one: missing, day and month swapped, or one figure off."""
    if first is None or second is None:
        return True
    is_swapped = (first.year, first.month, first.day) == (second.year, second.day, second.month)
    figures = zip(f"{first:%d%m%Y}", f"{second:%d%m%Y}", strict=True)
    return is_swapped or sum(left != right for left, right in figures) == 1


def _digits(phone: str) -> str:
    """The end of a phone number: +358 40 123 4567 and 040 1234567 are one."""
    return "".join(figure for figure in phone if figure.isdigit())[-9:]
