"""What came of a book's rows, or would, as a page shows it: how many of each, what is made, and the rows themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.book_kinds import KINDS
from staff.choices import RowStatus
from staff.models import ImportBatch, ImportRow
from staff.readings import Reading
from staff.verdicts import without_code

ROWS_A_PAGE = 50
OUT = (RowStatus.REFUSED, RowStatus.QUESTION, RowStatus.LEFT_OUT)
# What becomes of a row: the word in the address, what it is called before and after, and by which statuses.
FATES: tuple[tuple[str, Promise, Promise, tuple[RowStatus, ...]], ...] = (
    ("created", _lazy("New ones"), _lazy("Made"), (RowStatus.CREATED,)),
    ("updated", _lazy("Will be updated"), _lazy("Updated"), (RowStatus.UPDATED,)),
    ("unchanged", _lazy("Stay as they are"), _lazy("Stayed as they were"), (RowStatus.UNCHANGED,)),
    ("out", _lazy("Stay out"), _lazy("Stayed out"), OUT),
)
# By which columns a reader knows a row, as far as the book has them.
WHO = ("client_number", "last_name", "first_names", "name")


@dataclass(frozen=True)
class Share:
    """How many rows have one fate."""

    key: str
    label: str
    count: int
    is_shown: bool


@dataclass(frozen=True)
class Made:
    """How many of one thing are made and how many are updated."""

    name: str
    created: int
    updated: int


@dataclass(frozen=True)
class Shown:
    """A row on the page: its cells, what changes, and what there is to say of it."""

    number: int
    who: str
    cells: Sequence[str]
    changes: Sequence[Mapping[str, str]]
    notes: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Preview:
    """A judged or applied book in numbers."""

    shares: Sequence[Share]
    made: Sequence[Made]
    statuses: Mapping[str, int]
    said: Mapping[str, int]

    @property
    def taken(self) -> int:
        """The rows that bring something in."""
        return self.statuses.get(RowStatus.CREATED, 0) + self.statuses.get(RowStatus.UPDATED, 0)

    @property
    def shown(self) -> str:
        return next(share.key for share in self.shares if share.is_shown)


def preview(batch: ImportBatch, asked: str) -> Preview:
    """The numbers of a book; the rows of the asked fate are shown, else of the first that has any."""
    statuses = batch.counts.get("statuses", {})
    counts = {key: sum(statuses.get(status, 0) for status in those) for key, _b, _a, those in FATES}
    first = next((key for key, count in counts.items() if count), FATES[0][0])
    shown = asked if asked in counts else first
    is_past = batch.applied_at is not None
    shares = [
        Share(key, str(after if is_past else before), counts[key], key == shown)
        for key, before, after, _those in FATES
    ]
    return Preview(shares, _made(batch), statuses, batch.counts.get("said", {}))


def rows_of(batch: ImportBatch, fate: str) -> Any:
    """The rows of one fate, in the order of the book."""
    statuses = next(those for key, _before, _after, those in FATES if key == fate)
    return batch.rows.filter(skipped="", status__in=statuses).order_by("number")


def titles_of(batch: ImportBatch) -> list[str]:
    """The titles of the columns that are read, in the order of the book."""
    return [batch.mapping[place]["title"] for place in Reading(batch).places.values()]


def shown(batch: ImportBatch, rows: Iterable[ImportRow]) -> list[Shown]:
    """The rows as a page shows them; no identity code is shown whole."""
    reading = Reading(batch)
    return [_shown(reading, row) for row in rows]


def _shown(reading: Reading, row: ImportRow) -> Shown:
    cells = {
        name: without_code(reading.typed(place, row.cells, row.edits).text)
        for name, place in reading.places.items()
    }
    who = [cells[name] for name in WHO if cells.get(name)] or [text for text in cells.values() if text][:2]
    notes = [note for message in row.messages if (note := _note(message))]
    if row.is_left_out:
        notes.append(("refused", _("You left this row out.")))
    return Shown(row.number, " ".join(who), list(cells.values()), row.changes, notes)


def _note(message: Mapping[str, Any]) -> tuple[str, str] | None:
    """A message in words, with its kind; whom a row was recognised as is told where it can be answered."""
    kind = message["kind"]
    if kind == "difference":
        words = _("%(column)s: we have %(ours)s, the book %(book)s. Ours stays.") % message
    elif kind == "question":
        words = _("Waits for an answer: it may be client %(candidates)s.") % {
            "candidates": ", ".join(map(str, message["candidates"]))
        }
    elif kind in ("warning", "refused"):
        words = f"{message['column']}: {message['message']}" if message["column"] else message["message"]
    else:
        return None
    return kind, words


def _made(batch: ImportBatch) -> list[Made]:
    """Things by the names that the book's kind gives them; those of which nothing is made are left out."""
    created, updated = (batch.counts.get(which, {}) for which in ("created", "updated"))
    names = KINDS[batch.kind].models if batch.kind in KINDS else {}
    rows = [Made(str(name), created.get(word, 0), updated.get(word, 0)) for word, name in names.items()]
    return [row for row in rows if row.created or row.updated]
