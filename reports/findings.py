"""What a rule of reconciliation has to say, in words, and where the people behind its numbers are found."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

# In a finding's text the words in brackets open the people they speak of.
LINKED = re.compile(r"\[(.*?)\]")


class Severity(StrEnum):
    """An open error says that our own figures don't add up; a warning asks for an explanation."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class People:
    """Where the clients behind a number are found: a cell of a date, or a flow since an earlier one."""

    day: dt.date
    cell: str
    since: dt.date | None = None


@dataclass(frozen=True)
class Piece:
    """A part of a finding's text, and the people it speaks of."""

    text: str
    people: People | None = None


@dataclass(frozen=True)
class Finding:
    """What a rule found. `is_minor` for a rule that holds between two dates long past."""

    rule: str
    severity: Severity
    is_met: bool
    pieces: tuple[Piece, ...]
    is_minor: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def holds(rule: str, text: str, *people: People | None, is_minor: bool = False) -> Finding:
    """The rule holds."""
    return Finding(rule, Severity.ERROR, True, _pieces(text, people), is_minor)


def fails(rule: str, text: str, *people: People | None) -> Finding:
    """Our own figures don't add up."""
    return Finding(rule, Severity.ERROR, False, _pieces(text, people))


def asks(rule: str, text: str, *people: People | None) -> Finding:
    """Something wants an explanation."""
    return Finding(rule, Severity.WARNING, False, _pieces(text, people))


def _pieces(text: str, people: tuple[People | None, ...]) -> tuple[Piece, ...]:
    """The text in parts: what stood in brackets goes with the people, in their order; None for nobody."""
    waiting = iter(people)
    parts = enumerate(LINKED.split(text))
    return tuple(Piece(part, next(waiting, None) if place % 2 else None) for place, part in parts if part)
