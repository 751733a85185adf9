"""A client's record: taking in and changing who they are."""

import re
from typing import Any

from django.db import connection
from django.db.models import IntegerField, Max, QuerySet
from django.db.models.functions import Cast, Substr

from clients import names
from clients.models import Client, Merge
from staff import auditing
from staff.rows import keep

PREFIX = "A-"
OWN = re.compile(rf"{PREFIX}[0-9]{{1,9}}")
# The key of the queue for numbers, among the database's locks.
NUMBERS = 0x6E756D62


def register(*, client_number: str = "", by: auditing.Actor, **facts: Any) -> Client:
    """Take a client in. Without a number they get the next of our own (A-0001).

    Refused (ValidationError) when the number or the identity code is somebody else's, or the name is missing.
    """
    with auditing.act(by=by):
        client = new(client_number=client_number or next_number(), **facts)
        keep(client)
    return client


def new(*, client_number: str, **facts: Any) -> Client:
    """A client of whom nothing is kept yet."""
    client = Client(client_number=client_number, **facts)
    _index(client)
    return client


def change(*, client: Client, by: auditing.Actor, **facts: Any) -> Client:
    """Change facts of a client. Refused (ValidationError) as in `register`."""
    with auditing.act(by=by):
        # This copy may be older than what somebody has written since.
        client.refresh_from_db(from_queryset=Client.objects.select_for_update())
        for name, value in facts.items():
            setattr(client, name, value)
        _index(client)
        keep(client, update_fields=[*facts, "folded_name", "name_keys"])
    return client


def next_number() -> str:
    """The number after the largest of our own, those that went away in a merge included.

    Until the transaction ends, others who ask wait for theirs.
    """
    return number_after(largest_number())


def largest_number() -> int:
    """The count in the largest number of our own; until the transaction ends, others wait for theirs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS])
    return max(_largest(Client.objects.all(), "client_number"), _largest(Merge.objects.all(), "gone_number"))


def number_after(largest: int) -> str:
    """The number that comes after so many: A-0001 is the first."""
    return f"{PREFIX}{largest + 1:04d}"


def count_in(number: str) -> int:
    """The count in a number of our own: 7 in A-0007, and 0 in anybody else's."""
    return int(number.removeprefix(PREFIX)) if OWN.fullmatch(number) else 0


def _largest(rows: QuerySet[Any], column: str) -> int:
    own = rows.filter(**{f"{column}__regex": f"^{OWN.pattern}$"})
    digits = Cast(Substr(column, len(PREFIX) + 1), IntegerField())
    return own.aggregate(largest=Max(digits))["largest"] or 0


def _index(client: Client) -> None:
    whole = f"{client.last_name} {client.first_names}"
    client.folded_name = names.fold(whole)
    # In either order, as neighbours are also looked for as one word.
    client.name_keys = sorted(names.keys(f"{client.first_names} {whole}"))
