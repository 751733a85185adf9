"""Forms of facts that two people may be changing at once: what they say beside the facts, and how a clash is told."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from clients import amendments
from clients.amendments import Clash, Decision
from clients.models import Client
from staff.models import User

# Of two values that clash: which one stands.
MINE, THEIRS = "mine", "theirs"


def number(said: MultiValueDict[str, str], name: str) -> int:
    """A number that a form carries unseen; 0 when it doesn't."""
    value = said.get(name) or ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else 0


def amend(*, client: Client, facts: dict[str, Any], said: QueryDict, by: User) -> list[str]:
    """Save what was changed since the version the form was opened at, but what somebody else is to have her way in.

    Answers and refuses as `amendments.amend` does.
    """
    stands = {name: said.get(_choice(name)) for name in facts}
    mine = frozenset(name for name, choice in stands.items() if choice == MINE)
    return amendments.amend(
        client=client,
        version=number(said, "version"),
        facts={name: value for name, value in facts.items() if stands[name] != THEIRS},
        decided=Decision(mine, number(said, "looked_at")),
        by=by,
    )


def told(clash: Clash, label: str, in_words: Callable[[str, Any], str]) -> dict[str, Any]:
    """A clash as the page asks about it."""
    return {
        "name": _choice(clash.name),
        "label": label,
        "mine": in_words(clash.name, clash.mine),
        "theirs": in_words(clash.name, clash.theirs),
        "changed_by": clash.changed_by,
        "changed_at": clash.changed_at,
    }


def _choice(name: str) -> str:
    return f"stands_{name}"
