"""A row of a book beside those whom it may be about: a client of ours, or whoever an earlier row makes."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from clients import fillings, import_scope
from clients.access import KIND
from clients.intakes.clients import facts_in
from clients.intakes.identities import NEVER_TAKEN
from clients.models import Client
from projects.book_columns import BLANK
from projects.book_resources import BookResource
from projects.memberships import allowed_to
from staff import accesses
from staff.models import ImportBatch, ImportRow, User
from staff.permissions import Permission
from staff.readings import Reading
from staff.verdicts import Answer, Verdict, without_code

# By these a row says whom it is about, in every kind of book.
WHO = ("client_number", "last_name", "first_names", "name", "personal_identity_code", "born_on")
SHOWN = (
    "last_name",
    "first_names",
    "born_on",
    "personal_identity_code",
    "gender",
    "nationalities",
    "mother_tongue",
    "service_languages",
    "municipality",
    "phone",
    "email",
    "address",
    "arrived_on",
)
# A look of this kind opens no record: whoever opens that gives her own reason.
LOOKED_AT = f"{KIND}-import"
# So many stand beside a row; the reader would get lost among more.
SIDES_AT_MOST = 4


@dataclass(frozen=True)
class Side:
    """One whom the row may be about: a client of ours (`number`), or the row of the book that makes them."""

    person: Client
    number: str
    row: int | None
    why: Sequence[str]
    # Under a safety restriction: no value is shown, and who may open such records decides.
    is_hidden: bool
    is_hers_to_decide: bool

    @property
    def key(self) -> str:
        return f"row-{self.row}" if self.row else f"client-{self.number}"

    def answer(self, taken: frozenset[str]) -> Answer:
        said = {"same_as_row": self.row} if self.row else {"same_as": self.number}
        return Answer(**said, taken=taken)


@dataclass(frozen=True)
class Cell:
    """A value of one of them beside the row's."""

    side: Side
    text: str
    differs: bool
    may_be_taken: bool


@dataclass(frozen=True)
class Line:
    """A column: what the row says, and what each of the others says."""

    name: str
    label: str
    text: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Pair:
    """A row that waits for an answer, and whom it may be about."""

    row: ImportRow
    sides: Sequence[Side]
    lines: Sequence[Line]
    # How many more it may be about than are shown.
    more: int

    @property
    def is_hers_to_decide(self) -> bool:
        """Whether she may say that it is none of them."""
        return all(side.is_hers_to_decide for side in self.sides)


def pair_of(*, row: ImportRow, batch: ImportBatch, taker: BookResource, today: dt.date, by: User) -> Pair:
    """The row beside its candidates; that she looked at their records in order to import is written down."""
    reading = Reading(batch)
    people = people_asked(row)
    sides = list(_sides(people[:SIDES_AT_MOST], reading, batch, taker, today, by))
    shown = [side.person.pk for side in sides if side.person.pk and not side.is_hidden]
    note_importing(clients=shown, today=today, by=by)
    facts = _facts(row, reading, taker)
    return Pair(row, sides, list(_lines(facts, sides, reading)), max(len(people) - SIDES_AT_MOST, 0))


def note_importing(*, clients: Sequence[int], today: dt.date, by: User) -> None:
    """Write down that somebody looked at these clients in order to import a book."""
    moment = timezone.now()
    accesses.note_openings(kind=LOOKED_AT, keys=clients, reason=_("Import"), day=today, moment=moment, by=by)


def people_asked(row: ImportRow) -> list[dict[str, Any]]:
    """Whom the question of a row names; nobody when it isn't one."""
    found: list[dict[str, Any]] = []
    for message in row.messages:
        if message["kind"] == "question":
            found += message["people"]
    return found


def alike(row: ImportRow, waiting: Sequence[ImportRow], batch: ImportBatch) -> list[ImportRow]:
    """The row and those that wait for the same answer: they say the same of the person and name the same people."""
    reading = Reading(batch)

    def question(each: ImportRow) -> tuple[Any, ...]:
        cells = (
            reading.typed(reading.places[name], each.cells, each.edits)
            for name in WHO
            if name in reading.places
        )
        people = [(person["pk"], person["row"]) for person in people_asked(each)]
        return [cell.text for cell in cells], people

    asked = question(row)
    return [each for each in waiting if each.pk == row.pk or question(each) == asked]


def in_words(answer: Answer) -> str:
    """Whom a row was said to be about."""
    if answer.is_left:
        return _("left out")
    if answer.is_new:
        return _("another person")
    if answer.same_as_row:
        return _("the same person as on row %(row)s") % {"row": answer.same_as_row}
    return _("client %(number)s") % {"number": answer.same_as}


def name_in(row: ImportRow, reading: Reading) -> str:
    """The row's number and name as the book writes them, to know it by; an identity code is masked."""
    cells = (
        reading.typed(reading.places[name], row.cells, row.edits).text
        for name in ("client_number", "last_name", "first_names", "name")
        if name in reading.places
    )
    return " ".join(without_code(text) for text in cells if text)


def _sides(
    people: Sequence[Mapping[str, Any]],
    reading: Reading,
    batch: ImportBatch,
    taker: BookResource,
    today: dt.date,
    by: User,
) -> Iterator[Side]:
    """Those who are still there, and within her reach."""
    keys = [person["pk"] for person in people if person["pk"]]
    clients = import_scope.clients_of(today=today, by=by).select_related("municipality").in_bulk(keys)
    rows = {
        row.number: row
        for row in batch.rows.filter(number__in=[each["row"] for each in people if each["row"]])
    }
    opens = allowed_to(by, today).may(Permission.OPEN_RESTRICTED_CLIENTS, taker.project.pk)
    for person in people:
        if client := clients.get(person["pk"]):
            hidden = client.has_safety_restriction
            yield Side(client, client.client_number, None, person["why"], hidden, opens or not hidden)
        elif row := rows.get(person["row"]):
            made = Client(**_facts(row, reading, taker))
            yield Side(made, "", row.number, person["why"], is_hidden=False, is_hers_to_decide=True)


def _facts(row: ImportRow, reading: Reading, taker: BookResource) -> dict[str, Any]:
    """What the row says of the person, as far as it can be read."""
    verdict = Verdict(row.number, reading.titles)
    values = taker.values(reading.cells(row.cells, row.edits), verdict)
    taker.complete(values, verdict)
    return facts_in(values)


def _lines(facts: Mapping[str, Any], sides: Sequence[Side], reading: Reading) -> Iterator[Line]:
    differing = {side.key: fillings.compare(side.person, facts).differing for side in sides}
    for name in SHOWN:
        text = _in_words(facts.get(name), name)
        # Of a client only such facts are shown as the book has, besides those that say who it is.
        is_asked = name in WHO or name in reading.places
        cells = [
            Cell(
                side,
                "" if side.is_hidden else _in_words(getattr(side.person, name), name),
                differs=not side.is_hidden and name in differing[side.key],
                may_be_taken=name not in NEVER_TAKEN,
            )
            for side in sides
        ]
        if is_asked and (text or any(cell.text for cell in cells)):
            yield Line(name, _title(name), text, cells)


def _title(name: str) -> str:
    """What we call a column of the client."""
    field: Any = Client._meta.get_field(name)
    return str(field.verbose_name)


def _in_words(value: Any, name: str) -> str:
    if value in BLANK:
        return ""
    return f"{value[:7]}****" if name == "personal_identity_code" else fillings.shown(Client(), name, value)
