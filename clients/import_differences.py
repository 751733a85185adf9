"""Where a book says otherwise than the register, of clients whom its rows are surely about, and what is taken of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clients import import_scope
from clients.import_pairs import name_in, note_importing
from clients.intakes.identities import NEVER_TAKEN
from staff import answers
from staff.models import ImportBatch, User
from staff.readings import Reading

TOLD = ("difference", "taken")
# Whoever coaches a client is changed by handing her over.
NOT_TICKED = NEVER_TAKEN | {"coach"}


@dataclass(frozen=True)
class Difference:
    """A value of ours and the book's; ticked when the book's is to take the place of ours."""

    row: int
    who: str
    client: str
    field: str
    column: str
    ours: str
    book: str
    is_ticked: bool

    @property
    def key(self) -> str:
        return f"{self.row}:{self.field}"

    @property
    def may_be_ticked(self) -> bool:
        return self.field not in NOT_TICKED


def differences(batch: ImportBatch) -> list[Difference]:
    """All of them in the order of the book, as the rows were last tried."""
    said = batch.counts.get("said", {})
    if not any(said.get(kind) for kind in TOLD):
        return []
    reading = Reading(batch)
    found = []
    for row in batch.rows.filter(skipped="", is_left_out=False).order_by("number"):
        taken = answers.answer_of(row).taken
        client = next((each["client"] for each in row.messages if each["kind"] == "matched"), "")
        found += [
            Difference(
                row.number,
                name_in(row, reading),
                client,
                each["field"],
                each["column"],
                each["ours"],
                each["book"],
                each["field"] in taken,
            )
            for each in row.messages
            if each["kind"] in TOLD
        ]
    return found


def note_looking(*, shown: Sequence[Difference], today: dt.date, by: User) -> None:
    """Write down that she looked at values of these clients in order to import."""
    numbers = {each.client for each in shown}
    clients = import_scope.clients_of(today=today, by=by).filter(client_number__in=numbers)
    note_importing(clients=list(clients.values_list("pk", flat=True)), today=today, by=by)


def columns(found: Iterable[Difference]) -> dict[str, str]:
    """The columns of which values may be ticked, by what they mean, with the book's titles."""
    return {each.field: each.column for each in found if each.may_be_ticked}


def take(*, batch: ImportBatch, ticks: Mapping[str, bool], columns: Mapping[str, bool]) -> None:
    """Keep what was ticked, difference by difference, and for whole columns at once.

    Refused (ImportRefused) when the book was taken in meanwhile, and while another is being taken in.
    """
    ticked: dict[int, dict[str, bool]] = defaultdict(dict)
    for each in differences(batch):
        wanted = columns.get(each.field, ticks.get(each.key))
        if wanted is not None and each.may_be_ticked:
            ticked[each.row][each.field] = wanted
    answers.take(batch=batch, ticked=ticked)
