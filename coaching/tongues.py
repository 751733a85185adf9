"""The languages of a client, and whether something is to be had in one of them."""

from collections.abc import Sequence

from clients.models import Client


def tongues_of(client: Client) -> list[str]:
    """The languages we serve the client in, first one first; else the mother tongue; none when neither is known."""
    return client.service_languages or ([client.mother_tongue] if client.mother_tongue else [])


def first_tongue(client: Client) -> str:
    """The language a client is counted under and given papers in; empty when none is known."""
    return next(iter(tongues_of(client)), "")


def fits(languages: Sequence[str], tongues: Sequence[str]) -> bool:
    """Whether one of the languages is one of the client's. What isn't known on either side is in nobody's way."""
    return not languages or not tongues or bool(set(languages) & set(tongues))
