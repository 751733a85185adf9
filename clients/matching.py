"""Whom a row of a book is about. Only a sure match is taken; whatever is weaker is a person's to decide.

In order: the client number; the personal identity code; the birth date with every part of the name, when exactly one
client fits. Somebody with another identity code is no candidate, and a name alone never is a match.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from clients import names
from clients.models import Client, Merge


class Why(StrEnum):
    """What a client was recognised by."""

    CLIENT_NUMBER = "client_number"
    IDENTITY_CODE = "identity_code"
    BIRTH_DATE_AND_NAMES = "birth_date_and_names"


@dataclass(frozen=True)
class Said:
    """What a row says of who it is about. `code_born_on` is the birth date that its identity code holds."""

    client_number: str = ""
    identity_code: str = ""
    code_born_on: dt.date | None = None
    born_on: dt.date | None = None
    name: str = ""


@dataclass(frozen=True)
class Found:
    """A client and why; or those it may be, for a person to choose; or what is wrong in which column; or nobody yet."""

    client: Client | None = None
    why: Why | None = None
    candidates: tuple[Client, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


@dataclass
class People:
    """The clients we have, as a book's rows are compared with them: read once, not once a row."""

    by_number: dict[str, Client] = field(default_factory=dict)
    by_code: dict[str, Client] = field(default_factory=dict)
    by_birth: dict[dt.date | None, dict[int, Client]] = field(default_factory=lambda: defaultdict(dict))
    by_key: dict[str, dict[int, Client]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of_register(cls) -> "People":
        """Every client of the register as it is now."""
        people = cls()
        for client in Client.objects.select_related("municipality"):
            people.put(client)
        # A book of before the merge still knows the client by the number that went away.
        for merge in Merge.objects.select_related("client"):
            people.by_number.setdefault(merge.gone_number, people.by_number[merge.client.client_number])
        return people

    def put(self, client: Client) -> None:
        """Know a client, new or with more facts than before."""
        if known := self.by_number.get(client.client_number):
            self.by_birth[known.born_on].pop(known.pk, None)
        self.by_number[client.client_number] = client
        if client.personal_identity_code:
            self.by_code[client.personal_identity_code] = client
        self.by_birth[client.born_on][client.pk] = client
        for key in client.name_keys:
            self.by_key[key][client.pk] = client


def find(said: Said, people: People, *, number_decides: bool = False) -> Found:
    """Whom the row is about. With `number_decides` a name that doesn't fit the number is the caller's to tell."""
    numbered = people.by_number.get(said.client_number)
    coded = people.by_code.get(said.identity_code)
    if faults := tuple(_faults(said, numbered, coded)):
        return Found(faults=faults)
    if numbered:
        is_sure = number_decides or not _contradicts(said, numbered)
        return Found(numbered, Why.CLIENT_NUMBER) if is_sure else Found(candidates=(numbered,))
    if coded:
        is_sure = not _contradicts(said, coded)
        return Found(coded, Why.IDENTITY_CODE) if is_sure else Found(candidates=(coded,))
    return _by_birth_and_name(said, people)


def fits(said: Said, client: Client) -> bool:
    """Whether every part of the row's name is the client's; a row without a name fits."""
    return not said.name or names.same_name(said.name, whole_name(client))


def whole_name(client: Client) -> str:
    return f"{client.last_name} {client.first_names}"


def _faults(said: Said, numbered: Client | None, coded: Client | None) -> Iterator[tuple[str, str]]:
    contradicts = said.code_born_on and said.born_on and said.code_born_on != said.born_on
    if contradicts:
        yield (
            "personal_identity_code",
            _("The identity code holds another birth date than the row. Check both."),
        )
    if coded and coded is not numbered and (contradicts or numbered):
        yield (
            "personal_identity_code",
            _("The identity code already belongs to client %(number)s.") % {"number": coded.client_number},
        )
    if numbered and _is_another(said, numbered):
        yield (
            "client_number",
            _("The number %(number)s belongs to a client who has another identity code.")
            % {"number": numbered.client_number},
        )


def _is_another(said: Said, client: Client) -> bool:
    """Whether both have an identity code, and not the same one."""
    codes = {said.identity_code, client.personal_identity_code or ""} - {""}
    return len(codes) > 1


def _contradicts(said: Said, client: Client) -> bool:
    """Whether the birth date is another, or no part of the name is alike; an equal code makes its birth date sure."""
    is_coded = bool(said.identity_code) and said.identity_code == client.personal_identity_code
    is_born_otherwise = said.born_on and client.born_on and said.born_on != client.born_on and not is_coded
    has_another_name = bool(said.name) and names.keys(said.name).isdisjoint(client.name_keys)
    return bool(is_born_otherwise or has_another_name)


def _by_birth_and_name(said: Said, people: People) -> Found:
    born_then = _possible(said, people.by_birth[said.born_on].values()) if said.born_on else []
    same = [client for client in born_then if names.same_name(said.name, whole_name(client))]
    # A number of its own, though nobody's, says that the office took the row for somebody else.
    if len(same) == 1 and not said.client_number:
        return Found(same[0], Why.BIRTH_DATE_AND_NAMES)
    unsure = same or _undated_namesakes(said, people)
    if not unsure and not said.client_number:
        keys = names.keys(said.name)
        unsure = [client for client in born_then if not keys.isdisjoint(client.name_keys)]
    return Found(candidates=tuple(sorted(unsure, key=lambda client: client.pk)))


def _undated_namesakes(said: Said, people: People) -> list[Client]:
    """Those of the same name, where the birth date of either is missing and so can't tell them apart."""
    if said.born_on:
        undated = people.by_birth[None].values()
    else:
        undated = {
            pk: one for key in names.keys(said.name) for pk, one in people.by_key[key].items()
        }.values()
    return [client for client in _possible(said, undated) if names.same_name(said.name, whole_name(client))]


def _possible(said: Said, clients: Iterable[Client]) -> list[Client]:
    return [client for client in clients if not _is_another(said, client)]
