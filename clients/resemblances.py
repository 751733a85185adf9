"""What a row of a book says of a person, and what speaks for its being about a client we have."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from django.utils.translation import gettext as _

from clients import names
from clients.doubles import is_near, is_same_name, sound_alike
from clients.models import Client

NOT_FIGURES = re.compile(r"\D")
# The figures at the end of a number that are hers, however its beginning is written (040, +358 40, 0035840).
OWN_FIGURES = 8


@dataclass(frozen=True)
class Said:
    """What a row says of who it is about. `code_born_on` is the birth date that its identity code holds."""

    client_number: str = ""
    identity_code: str = ""
    code_born_on: dt.date | None = None
    born_on: dt.date | None = None
    name: str = ""
    phone: str = ""
    email: str = ""

    @cached_property
    def folded_name(self) -> str:
        return names.fold(self.name)

    @cached_property
    def keys(self) -> frozenset[str]:
        return names.keys(self.name)

    @property
    def is_born_on_a_day(self) -> bool:
        """Whether the birth date says anything: 1 January is what is written where nobody knows the day."""
        return self.born_on is not None and (self.born_on.month, self.born_on.day) != (1, 1)


def is_likely(said: Said, client: Client) -> bool:
    """Whether the row may be about the client, so that somebody should look before another record is made.

    Born on one day with names that sound alike; or the same phone or e-mail and a part of the name, unless first name
    and birth date tell them apart: families share a phone and a last name.
    """
    does_sound_alike = sound_alike(said.folded_name, _folded(client))
    if said.is_born_on_a_day and said.born_on == client.born_on and does_sound_alike:
        return True
    shares_a_name = not said.keys.isdisjoint(client.name_keys)
    is_born_near = does_sound_alike or is_near(said.born_on, client.born_on)
    return shares_a_name and is_born_near and any(_contacts(said, client))


def reasons(said: Said, client: Client) -> list[str]:
    """What speaks for the row's being about the client, in words; of a restricted client nothing is told."""
    if client.has_safety_restriction:
        return []
    return [
        *_sure_reasons(said, client),
        *_birth(said, client),
        *_name(said, client),
        *_contacts(said, client),
    ]


def own_figures(phone: str) -> str:
    """The figures of a phone number that are hers; none of a number too short to be anybody's."""
    figures = NOT_FIGURES.sub("", phone)
    return figures[-OWN_FIGURES:] if len(figures) >= OWN_FIGURES else ""


def whole_name(client: Client) -> str:
    return f"{client.last_name} {client.first_names}"


def _folded(client: Client) -> str:
    return client.folded_name or names.fold(whole_name(client))


def _sure_reasons(said: Said, client: Client) -> Iterator[str]:
    if said.client_number and said.client_number == client.client_number:
        yield _("the same number")
    if said.identity_code and said.identity_code == client.personal_identity_code:
        yield _("the same identity code")


def _birth(said: Said, client: Client) -> Iterator[str]:
    if said.born_on is None or client.born_on is None:
        yield _("a birth date is missing")
    elif said.born_on == client.born_on:
        yield _("born on the same day")
    elif is_near(said.born_on, client.born_on):
        yield _("birth dates a slip apart")


def _name(said: Said, client: Client) -> Iterator[str]:
    one, other = said.folded_name, _folded(client)
    if is_same_name(one, other):
        yield _("the same name")
    elif not said.keys.isdisjoint(client.name_keys):
        ours, theirs = (" ".join(sorted(name.split())) for name in (one, other))
        yield _("names %(share)s %% alike") % {
            "share": round(100 * SequenceMatcher(a=ours, b=theirs).ratio())
        }


def _contacts(said: Said, client: Client) -> Iterator[str]:
    """Which of phone and e-mail is the same. Those of a restricted client are hidden, so they tell nothing."""
    if client.has_safety_restriction:
        return
    figures = own_figures(said.phone)
    if figures and figures == own_figures(client.phone):
        yield _("the same phone number")
    if said.email and said.email.casefold() == client.email.casefold():
        yield _("the same e-mail")
