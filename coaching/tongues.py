"""The languages of a client, and whether something is to be had in one of them."""

from collections.abc import Sequence

from django.db.models import F
from django.db.models.functions import Coalesce

from clients.models import Client


def tongues_of(client: Client) -> list[str]:
    """The languages we serve the client in, first one first; else the mother tongue; none when neither is known."""
    return tongues(client.service_languages, client.mother_tongue)


def tongues(served: list[str], mother_tongue: str) -> list[str]:
    """As `tongues_of`, of a client read column by column."""
    return served or ([mother_tongue] if mother_tongue else [])


def first_tongue(client: Client) -> str:
    """The language a client is counted under and given papers in; empty when none is known."""
    return next(iter(tongues_of(client)), "")


def first_tongue_at(path: str = "") -> Coalesce:
    """`first_tongue` worked out by the database; `path` leads to the client, such as "enrolment__client__"."""
    return Coalesce(F(f"{path}service_languages__0"), F(f"{path}mother_tongue"))


def fits(languages: Sequence[str], tongues: Sequence[str]) -> bool:
    """Whether one of the languages is one of the client's. What isn't known on either side is in nobody's way."""
    return not languages or not tongues or bool(set(languages) & set(tongues))
