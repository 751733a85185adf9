"""Whom a row of a book is about. Only a sure match is taken; whatever is weaker is a person's to decide.

In order: the client number; the personal identity code; what a person said of the row; the birth date with every part
of the name, when exactly one client fits. Somebody with another identity code is no candidate, and a name alone never
is a match: nor is it beside 1 January, which is written where nobody knows the day.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from clients import names, resemblances
from clients.models import Client, Merge
from clients.resemblances import Said, whole_name


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


@dataclass
class People:
    """The clients whom a book may be about, as its rows are compared with them: read once, not once a row."""

    clients: dict[str, Client] = field(default_factory=dict)
    # A number that went away in a merge, and the one that stayed.
    renumbered: dict[str, str] = field(default_factory=dict)
    by_code: dict[str, str] = field(default_factory=dict)
    # Numbers by what clients may share: a birth date, a sound of the name, a phone.
    # Most are one client's alone, and a set for each would fill the memory.
    sharing: dict[Hashable, str | set[str]] = field(default_factory=dict)
    # Numbers and identity codes of clients whom the book can't be about.
    elsewhere: set[str] = field(default_factory=set)
    # Whom a row of the book was about, and which row made a client.
    of_rows: dict[int, str] = field(default_factory=dict)
    made_by: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, clients: QuerySet[Client]) -> "People":
        """These clients as they are now; of all others no more than that their numbers and codes are taken."""
        people = cls()
        for client in clients.select_related("municipality").order_by("pk"):
            people.put(client)
        others = Client.objects.exclude(pk__in=clients.values("pk"))
        for number, code in others.values_list("client_number", "personal_identity_code"):
            people.elsewhere.update(filter(None, (number, code)))
        # A book of before the merge still knows the client by the number that went away.
        for gone, number in Merge.objects.values_list("gone_number", "client__client_number"):
            if number in people.clients:
                people.renumbered.setdefault(gone, number)
            else:
                people.elsewhere.add(gone)
        return people

    def put(self, client: Client, *, row: int | None = None) -> Callable[[], None]:
        """Know a client, new or with more facts than before, and which row of the book is about them.

        What it answers takes that back, should the row come to nothing.
        """
        number = client.client_number
        known = self.clients.get(number)
        if row:
            self.of_rows[row] = number
            if not known:
                self.made_by[number] = row
        if known is not client:
            if known:
                self._forget(known)
            self._know(client)
        return partial(self._take_back, client, known, row)

    def _know(self, client: Client) -> None:
        self.clients[client.client_number] = client
        if client.personal_identity_code:
            self.by_code[client.personal_identity_code] = client.client_number
        for sign in _signs(client):
            self._share(sign, client.client_number)

    def _forget(self, client: Client) -> None:
        self.by_code.pop(client.personal_identity_code or "", None)
        for sign in _signs(client):
            self._unshare(sign, client.client_number)

    def _share(self, sign: Hashable, number: str) -> None:
        known = self.sharing.setdefault(sign, number)
        if isinstance(known, set):
            known.add(number)
        elif known != number:
            self.sharing[sign] = {known, number}

    def _unshare(self, sign: Hashable, number: str) -> None:
        known = self.sharing.get(sign)
        if isinstance(known, set):
            known.discard(number)
        elif known == number:
            del self.sharing[sign]

    def _of_sign(self, sign: Hashable) -> Collection[str]:
        known = self.sharing.get(sign, ())
        return (known,) if isinstance(known, str) else known

    def _take_back(self, client: Client, known: Client | None, row: int | None) -> None:
        self._forget(client)
        self.of_rows.pop(row or 0, None)
        if known:
            self._know(known)
        else:
            del self.clients[client.client_number]
            self.made_by.pop(client.client_number, None)

    def numbered(self, number: str) -> Client | None:
        return self.clients.get(self.renumbered.get(number, number))

    def coded(self, code: str) -> Client | None:
        return self.clients.get(self.by_code.get(code, ""))

    def of_row(self, row: int) -> Client | None:
        """Whom an earlier row of the book was about."""
        return self.clients.get(self.of_rows.get(row, ""))

    def who_share(self, *groups: Iterable[Hashable]) -> list[Client]:
        """Clients with a sign of every group, the one known longest first."""
        found = [{number for sign in signs for number in self._of_sign(sign)} for signs in groups]
        numbers = set[str]().union(*found[:1]).intersection(*found[1:])
        return sorted((self.clients[number] for number in numbers), key=lambda client: client.pk)


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
    yield "born", client.born_on
    for key in client.name_keys:
        yield "name", key
        if client.born_on is None:
            yield "undated", key
    # What a safety restriction hides is no evidence: a question would tell of it.
    if not client.has_safety_restriction:
        yield from _contact_signs(client.phone, client.email)


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
    elif chosen and (_is_another(said, chosen) or (numbered or coded or chosen) is not chosen):
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
    born_then = _possible(said, people.who_share([("born", said.born_on)])) if said.born_on else []
    born_then = [client for client in born_then if not said.keys.isdisjoint(client.name_keys)]
    same = [client for client in born_then if names.same_name(said.name, whole_name(client))]
    # A number of its own, though nobody's, says that the office took the row for somebody else.
    if len(same) == 1 and not said.client_number and said.is_born_on_a_day:
        return Found(same[0], Why.BIRTH_DATE_AND_NAMES)
    unsure = same or _undated_namesakes(said, people)
    if not unsure and not said.client_number and said.is_born_on_a_day:
        unsure = born_then
    if not unsure and makes_new:
        unsure = _likely(said, people)
    return Found(candidates=tuple(unsure))


def _undated_namesakes(said: Said, people: People) -> list[Client]:
    """Those of the same name, where the birth date of either is missing and so can't tell them apart."""
    if said.born_on and not people.sharing.get(("born", None)):
        return []
    sign = "undated" if said.born_on else "name"
    clients = people.who_share(*([(sign, key) for key in keys] for _part, keys in names.asked(said.name)))
    return [client for client in _possible(said, clients) if names.same_name(said.name, whole_name(client))]


def _likely(said: Said, people: People) -> list[Client]:
    """Those whom a row that would make a new client may be about all the same."""
    signs = list(_contact_signs(said.phone, said.email))
    if said.is_born_on_a_day:
        signs.append(("born", said.born_on))
    found = _possible(said, people.who_share(signs))
    return [client for client in found if resemblances.is_likely(said, client)]


def _possible(said: Said, clients: Iterable[Client]) -> list[Client]:
    return [client for client in clients if not _is_another(said, client)]
