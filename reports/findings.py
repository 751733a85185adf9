"""What a rule of reconciliation has to say, in words, and where the people behind its numbers are found."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from reports.models import Explanation

# In a finding's text the words in brackets open the people they speak of.
LINKED = re.compile(r"\[(.*?)\]")


class Severity(StrEnum):
    """An open error says that our own figures don't add up; a warning asks for an explanation."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class People:
    """Where the clients behind a number are found: a cell of a date, a flow since an earlier one, or a rule's."""

    day: dt.date
    cell: str
    since: dt.date | None = None
    # Of a rule about people: whom it found as of the day; then there is no cell.
    rule: str = ""


@dataclass(frozen=True)
class Piece:
    """A part of a finding's text, and the people it speaks of."""

    text: str
    people: People | None = None


@dataclass(frozen=True)
class Finding:
    """What a rule found. `is_minor` for a rule that holds and needs no line of its own.

    `subject` and `as_of` say of what: a figure, a day, both or neither. A deviation has the keys of the clients who
    deviate, or else its size; `open_keys` are those whom no explanation speaks of.
    """

    rule: str
    severity: Severity
    is_met: bool
    pieces: tuple[Piece, ...]
    is_minor: bool = False
    subject: str = ""
    as_of: dt.date | None = None
    keys: tuple[int, ...] = ()
    open_keys: tuple[int, ...] = ()
    difference: int | None = None
    explanations: tuple[Explanation, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_explained(self) -> bool:
        """Whether it deviates, and all of it has been accepted with a reason."""
        return not self.is_met and bool(self.explanations) and not self.open_keys

    @property
    def is_open(self) -> bool:
        return not self.is_met and not self.is_explained

    @property
    def mark(self) -> str:
        """Tells one state of the deviation from another, so that nobody accepts what she hasn't been shown."""
        told = f"{sorted(self.open_keys)} {self.difference}"
        return sha256(told.encode()).hexdigest()[:16]

    def explained_by(self, known: Iterable[Explanation]) -> "Finding":
        """The finding with those explanations that speak of it, and only them."""
        own = [
            each
            for each in known
            if (each.rule, each.subject, each.as_of) == (self.rule, self.subject, self.as_of)
        ]
        if self.keys:
            explained = {key for each in own for key in each.client_keys}
            told = tuple(each for each in own if set(self.keys).intersection(each.client_keys))
            left = tuple(key for key in self.keys if key not in explained)
            return replace(self, explanations=told, open_keys=left)
        return replace(self, explanations=tuple(each for each in own if each.difference == self.difference))


def holds(rule: str, text: str, *people: People | None, is_minor: bool = False) -> Finding:
    """The rule holds."""
    return Finding(rule, Severity.ERROR, True, _pieces(text, people), is_minor)


def fails(
    rule: str,
    text: str,
    *people: People | None,
    subject: str = "",
    as_of: dt.date | None = None,
    difference: int | None = None,
) -> Finding:
    """Our own figures don't add up, by so much."""
    pieces = _pieces(text, people)
    return Finding(rule, Severity.ERROR, False, pieces, subject=subject, as_of=as_of, difference=difference)


def asks(
    rule: str,
    text: str,
    *people: People | None,
    subject: str = "",
    as_of: dt.date | None = None,
    keys: Iterable[int] = (),
    difference: int | None = None,
) -> Finding:
    """Something wants an explanation: these clients, or a difference of this size."""
    found = tuple(sorted(keys))
    return Finding(
        rule, Severity.WARNING, False, _pieces(text, people),
        subject=subject, as_of=as_of, keys=found, open_keys=found, difference=difference,
    )  # fmt: skip


def _pieces(text: str, people: tuple[People | None, ...]) -> tuple[Piece, ...]:
    """The text in parts: what stood in brackets goes with the people, in their order; None for nobody."""
    waiting = iter(people)
    parts = enumerate(LINKED.split(text))
    return tuple(Piece(part, next(waiting, None) if place % 2 else None) for place, part in parts if part)
