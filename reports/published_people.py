"""The people behind a published figure: names as they are known now, and what became of those who are gone."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from clients.access import reachable_clients, visible_clients
from clients.models import Client, Merge
from reports.models import PublishedFigure
from reports.publication_access import opened_names


@dataclass(frozen=True)
class Published:
    """Somebody whom a published figure counts. Without a client the record is gone, and `note` says how.

    `opens` is whether she gets to the record; a masked name stands behind a reason.
    """

    key: int
    name: str
    number: str = ""
    note: str = ""
    opens: bool = False
    is_masked: bool = False


def keys_of(figure: PublishedFigure) -> list[int]:
    """The keys of all whom the figure counts, in order."""
    return list(figure.members.order_by("client_key").values_list("client_key", flat=True))


def seen(keys: Collection[int], user: Any, today: dt.date) -> list[int]:
    """Of the keys those whom she sees, by name, and then those whose record is gone: what is gone names nobody."""
    there = set(Client.objects.filter(pk__in=keys).values_list("pk", flat=True))
    hers = visible_clients(user, today).filter(pk__in=there).values_list("pk", flat=True)
    return [*hers, *(key for key in sorted(keys) if key not in there)]


def named(keys: Sequence[int], user: Any, today: dt.date) -> list[Published]:
    """The people by name."""
    clients = Client.objects.in_bulk(keys)
    opens = set(reachable_clients(user, today).filter(pk__in=keys).values_list("pk", flat=True))
    gone = fates([key for key in keys if key not in clients])
    return [
        Published(key, _listed(clients[key]), clients[key].client_number, opens=key in opens)
        if key in clients
        else Published(key, "", note=gone[key])
        for key in keys
    ]


def masked(keys: Sequence[int], user: Any, today: dt.date, *, first: int = 1) -> list[Published]:
    """The people by number, in the order of the list; by name only whom she has opened today with a reason.

    Somebody under a safety restriction stays a number.
    """
    clients = Client.objects.in_bulk(keys)
    opened = opened_names(user, keys, today)
    gone = fates([key for key in keys if key not in clients])
    return [_masked(key, place, clients.get(key), opened, gone) for place, key in enumerate(keys, first)]


def fates(keys: Collection[int]) -> dict[int, str]:
    """What became of records that aren't there any more."""
    merges = Merge.objects.filter(gone_key__in=keys).select_related("client")
    kept = {merge.gone_key: merge.client.client_number for merge in merges}
    return {key: _("Merged into %s") % kept[key] if key in kept else _("Erased on request") for key in keys}


def _listed(client: Client) -> str:
    return ", ".join(filter(None, [client.last_name, client.first_names]))


def _masked(key: int, place: int, client: Client | None, opened: set[int], gone: dict[int, str]) -> Published:
    mask = _("Client %(place)s") % {"place": place}
    if client is None:
        return Published(key, mask, note=gone[key])
    if client.has_safety_restriction:
        return Published(key, mask, note=_("Withheld"))
    if key in opened:
        return Published(key, _listed(client), client.client_number)
    return Published(key, mask, is_masked=True)
