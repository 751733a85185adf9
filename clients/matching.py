"""Whom a row of a book is about. Only a sure match is taken; whatever is weaker is a person's to decide.

In order: the client number; the personal identity code; what a person said of the row; the birth date with every part
of the name, when exactly one client fits. Somebody with another identity code is no candidate, and a name alone never
is a match: nor is it beside 1 January, which is written where nobody knows the day.
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import repeat
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from clients import names, resemblances
from clients.models import Client, Merge
from clients.resemblances import Said, whole_name
from clients.shelves import Shelf
from projects.models import Municipality


class Why(StrEnum):
    """What a client was recognised by."""

    CLIENT_NUMBER = "client_number"
    IDENTITY_CODE = "identity_code"
    BIRTH_DATE_AND_NAMES = "birth_date_and_names"
    ANSWER = "answer"


@dataclass(frozen=True)
class Found:
    """A client and why; or those it may be, for a person to choose; or what is wrong in which column; or nobody yet."""

    client: Client | None = None
    why: Why | None = None
    candidates: tuple[Client, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Choice:
    """What a person said of the row: it is about this client, or about nobody whom it is only like."""

    client: Client | None = None
    is_new: bool = False


NO_CHOICE = Choice()
# The sign of those whose birth date nobody knows.
UNDATED = ("undated",)


class People:
    """The clients whom a book may be about, as its rows are compared with them: read once, not once a row."""

    def __init__(self) -> None:
        self.shelf = Shelf(Client, attrgetter("client_number"), _signs, boxes=2**15)
        self.municipalities: dict[int, Municipality] = {}
        # A number that went away in a merge, and the one that stayed.
        self.renumbered: dict[str, str] = {}
        # Numbers and identity codes of clients whom the book can't be about.
        self.elsewhere: set[str] = set()
        # For each row of the book the place after that of whom it was about; for each place the row that made them.
        # Nought for none.
        self.of_rows = array("I")
        self.made_by = array("I")

    @classmethod
    def of(cls, clients: QuerySet[Client]) -> "People":
        """These clients as they are now; of all others no more than that their numbers and codes are taken."""
        people = cls()
        people.municipalities = Municipality.objects.in_bulk()
        people.shelf.fill(clients.order_by("pk"))
        people.made_by.extend(repeat(0, len(people.shelf)))
        others = Client.objects.exclude(pk__in=clients.values("pk"))
        for number, code in others.values_list("client_number", "personal_identity_code").iterator():
            people.elsewhere.update(filter(None, (number, code)))
        # A book of before the merge still knows the client by the number that went away.
        for gone, number in Merge.objects.values_list("gone_number", "client__client_number"):
            if people.shelf.get(number):
                people.renumbered.setdefault(gone, number)
            else:
                people.elsewhere.add(gone)
        return people

    def put(self, client: Client, *, row: int | None = None) -> Callable[[], None]:
        """Know a client, new or with more facts than before, and which row of the book is about them.

        What it answers takes that back, should the row come to nothing: the last one put first.
        """
        place, is_new, take_back = self.shelf.put(client)
        if row:
            self.of_rows.extend(repeat(0, row + 1 - len(self.of_rows)))
            self.of_rows[row] = place + 1
        if is_new:
            self.made_by.append(row or 0)
        return partial(self._take_back, take_back, row)

    def _take_back(self, take_back: Callable[[], None], row: int | None) -> None:
        take_back()
        del self.made_by[len(self.shelf) :]
        if row:
            self.of_rows[row] = 0

    def numbered(self, number: str) -> Client | None:
        return self._whole(self.shelf.get(self.renumbered.get(number, number)))

    def coded(self, code: str) -> Client | None:
        found = self.who_share([("code", code)]) if code else []
        return next((client for client in found if client.personal_identity_code == code), None)

    def of_row(self, row: int) -> Client | None:
        """Whom an earlier row of the book was about."""
        place = self.of_rows[row] if row < len(self.of_rows) else 0
        return self._whole(self.shelf.at(place - 1)) if place else None

    def row_that_made(self, client: Client) -> int | None:
        """Which row of the book made a client who wasn't known before."""
        place = self.shelf.place_of(client.client_number)
        return None if place is None else self.made_by[place] or None

    def who_share(self, *groups: Iterable[Hashable]) -> list[Client]:
        """Clients with a sign of every group, the one known longest first."""
        found = [{place for sign in signs for place in self.shelf.find(sign)} for signs in groups]
        places = set[int]().union(*found[:1]).intersection(*found[1:])
        return sorted(filter(None, map(self._whole, map(self.shelf.at, places))), key=attrgetter("pk"))

    def _whole(self, client: Client | None) -> Client | None:
        """The client with the municipality, for which gathered rows may not ask."""
        if client and (municipality := self.municipalities.get(client.municipality_id or 0)):
            client.municipality = municipality
        return client


def find(said: Said, people: People, *, choice: Choice = NO_CHOICE, number_decides: bool = False) -> Found:
    """Whom the row is about. With `number_decides` a name that doesn't fit the number is the caller's to tell."""
    if people.elsewhere.intersection((said.client_number, said.identity_code)):
        return Found(faults=(_in_use_elsewhere(said),))
    numbered, coded = people.numbered(said.client_number), people.coded(said.identity_code)
    if faults := tuple(_faults(said, numbered, coded, choice.client)):
        return Found(faults=faults)
    if choice.client:
        return Found(choice.client, Why.ANSWER)
    if sure := numbered or coded:
        why = Why.CLIENT_NUMBER if numbered else Why.IDENTITY_CODE
        if (numbered and number_decides) or not _contradicts(said, sure):
            return Found(sure, why)
        return Found(faults=(_not_theirs(why, sure),)) if choice.is_new else Found(candidates=(sure,))
    return Found() if choice.is_new else _by_likeness(said, people, makes_new=not number_decides)


def fits(said: Said, client: Client) -> bool:
    """Whether every part of the row's name is the client's; a row without a name fits."""
    return not said.name or names.same_name(said.name, whole_name(client))


def _signs(client: Client) -> Iterator[Hashable]:
    if client.born_on is None:
        yield UNDATED
    if client.personal_identity_code:
        yield "code", client.personal_identity_code
    for sound in _sounds(client.name_keys):
        yield "name", sound
        yield ("undated", sound) if client.born_on is None else (client.born_on, sound)
    # What a safety restriction hides is no evidence: a question would tell of it.
    if not client.has_safety_restriction:
        yield from _contact_signs(client.phone, client.email)


def _born_signs(said: Said) -> list[Hashable]:
    """Those of whoever was born on the day and has a name that sounds alike."""
    return [(said.born_on, sound) for sound in _sounds(said.keys)] if said.born_on else []


def _sounds(keys: Iterable[str]) -> set[str]:
    """Half as many as the keys, of which most come voiced and voiceless; more people share them."""
    return {key.translate(names.VOICELESS) for key in keys}


def _contact_signs(phone: str, email: str) -> Iterator[Hashable]:
    if figures := resemblances.own_figures(phone):
        yield "phone", figures
    if email:
        yield "email", email.casefold()


def _faults(
    said: Said, numbered: Client | None, coded: Client | None, chosen: Client | None
) -> Iterator[tuple[str, str]]:
    contradicts = said.code_born_on and said.born_on and said.code_born_on != said.born_on
    if contradicts:
        yield (
            "personal_identity_code",
            _("The identity code holds another birth date than the row. Check both."),
        )
    if coded and coded != numbered and (contradicts or numbered):
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
    elif chosen and (_is_another(said, chosen) or (numbered or coded or chosen) != chosen):
        yield (
            "personal_identity_code" if said.identity_code else "client_number",
            _("By its number or identity code the row isn't about client %(number)s, who was chosen for it.")
            % {"number": chosen.client_number},
        )


def _in_use_elsewhere(said: Said) -> tuple[str, str]:
    """The same sentence at the same place, whichever of the two it is: nothing is told of whose it is."""
    column = "client_number" if said.client_number else "personal_identity_code"
    return (
        column,
        _("This number or identity code is in use elsewhere. Ask the main user or the project manager."),
    )


def _not_theirs(why: Why, client: Client) -> tuple[str, str]:
    return (
        str(why) if why == Why.CLIENT_NUMBER else "personal_identity_code",
        _(
            "The number or the identity code is that of client %(number)s, and the row was said to be about another."
        )
        % {"number": client.client_number},
    )


def _is_another(said: Said, client: Client) -> bool:
    """Whether both have an identity code, and not the same one."""
    codes = {said.identity_code, client.personal_identity_code or ""} - {""}
    return len(codes) > 1


def _contradicts(said: Said, client: Client) -> bool:
    """Whether the birth date is another, or no part of the name is alike; an equal code makes its birth date sure."""
    is_coded = bool(said.identity_code) and said.identity_code == client.personal_identity_code
    is_born_otherwise = said.born_on and client.born_on and said.born_on != client.born_on and not is_coded
    is_same_name = said.folded_name == client.folded_name
    has_another_name = bool(said.name) and not is_same_name and said.keys.isdisjoint(client.name_keys)
    return bool(is_born_otherwise or has_another_name)


def _by_likeness(said: Said, people: People, *, makes_new: bool) -> Found:
    born_then = _possible(said, people.who_share(_born_signs(said)))
    born_then = [
        client
        for client in born_then
        if client.born_on == said.born_on and not said.keys.isdisjoint(client.name_keys)
    ]
    same = [client for client in born_then if names.same_name(said.name, whole_name(client))]
    # A number of its own, though nobody's, says that the office took the row for somebody else.
    if len(same) == 1 and not said.client_number and said.is_born_on_a_day:
        return Found(same[0], Why.BIRTH_DATE_AND_NAMES)
    unsure = same or _undated_namesakes(said, people)
    if not unsure and not said.client_number and said.is_born_on_a_day:
        unsure = born_then
    if not unsure and makes_new:
        unsure = _likely(said, people, born_then)
    return Found(candidates=tuple(unsure))


def _undated_namesakes(said: Said, people: People) -> list[Client]:
    """Those of the same name, where the birth date of either is missing and so can't tell them apart."""
    if said.born_on and not people.shelf.has(UNDATED):
        return []
    sign = "undated" if said.born_on else "name"
    clients = people.who_share(
        *([(sign, sound) for sound in _sounds(keys)] for _part, keys in names.asked(said.name))
    )
    return [client for client in _possible(said, clients) if names.same_name(said.name, whole_name(client))]


def _likely(said: Said, people: People, born_then: list[Client]) -> list[Client]:
    """Those whom a row that would make a new client may be about all the same."""
    reached = _possible(said, people.who_share(_contact_signs(said.phone, said.email)))
    found = {client.pk: client for client in (*born_then, *reached) if resemblances.is_likely(said, client)}
    return [found[key] for key in sorted(found)]


def _possible(said: Said, clients: Iterable[Client]) -> list[Client]:
    return [client for client in clients if not _is_another(said, client)]
