"""What came of one row of a book, and how a row or a whole book is refused."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from staff.choices import RowStatus

# What has the form of a personal identity code, alone or within other words; birth date and century by themselves.
IDENTITY_CODE = re.compile(r"(?<![0-9])([0-9]{6}[-+A-FU-Y])[0-9]{3}[0-9A-Y](?![0-9])", re.IGNORECASE)


class ImportRefused(Exception):
    """The whole book is refused; the text is one sentence for the person who chose it."""


class RowStops(Exception):
    """The row isn't taken, and what it wrote is rolled back; its verdict says why."""


@dataclass(frozen=True)
class Answer:
    """What a person has said of a row: who it is about, and from which columns to take the book's differing value.

    It is about a client by number (`same_as`), about whoever another row of the book is (`same_as_row`), or about
    nobody of those asked about (`is_new`); or she left it out rather than say (`is_left`).
    """

    same_as: str = ""
    same_as_row: int = 0
    is_new: bool = False
    is_left: bool = False
    taken: frozenset[str] = frozenset()

    @classmethod
    def from_raw(cls, raw: Mapping[str, Any]) -> "Answer":
        """The answer as a staged row keeps it."""
        facts = {name: value for name, value in raw.items() if name != "taken"}
        return cls(**facts, taken=frozenset(raw.get("taken", ())))

    @property
    def says_who(self) -> bool:
        """Whether the question whom the row is about was answered."""
        return bool(self.same_as or self.same_as_row or self.is_new or self.is_left)

    @property
    def raw(self) -> dict[str, Any]:
        """As a staged row keeps it: what isn't said takes no place."""
        said = {name: value for name, value in vars(self).items() if value}
        return said | ({"taken": sorted(self.taken)} if self.taken else {})


@dataclass
class Verdict:
    """What there is to say of a row, in order, and what it made. `titles` are the book's own names of the columns."""

    number: int
    titles: Mapping[str, str]
    answer: Answer = Answer()
    messages: list[dict[str, Any]] = field(default_factory=list)
    # What would become of rows that we have, value by value; and of rows that no line of the book shows.
    changes: list[dict[str, str]] = field(default_factory=list)
    is_left_out: bool = False
    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)

    @property
    def status(self) -> RowStatus:
        said = {message["kind"] for message in self.messages}
        if self.is_left_out:
            return RowStatus.LEFT_OUT
        if "refused" in said:
            return RowStatus.REFUSED
        if "question" in said:
            return RowStatus.QUESTION
        if self.created:
            return RowStatus.CREATED
        return RowStatus.UPDATED if self.updated else RowStatus.UNCHANGED

    def refuse(self, column: str, message: str) -> None:
        """Say why the row can't be taken. It goes on being judged until `stop_if_refused`."""
        self._say("refused", column=self._title(column), field=column, message=message)

    def refuse_with(self, error: ValidationError, column: str = "") -> None:
        """Say what a rule refused."""
        by_column = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, messages in by_column.items():
            for message in messages:
                self.refuse(column if name == NON_FIELD_ERRORS else name, message)

    @contextmanager
    def refusing(self, column: str) -> Iterator[None]:
        """Stop the row at what a rule refuses; what the rule tells of no column stands at the given one."""
        try:
            yield
        except ValidationError as error:
            self.refuse_with(error, column)
            raise RowStops from error

    def warn(self, column: str, message: str) -> None:
        """Say what she should look at, though the row goes in."""
        self._say("warning", column=self._title(column), field=column, message=message)

    def differ(self, column: str, ours: str, book: str) -> None:
        """Say that the book has another value than ours, which stays."""
        self._say("difference", column=self._title(column), field=column, ours=ours, book=book)

    def take(self, column: str, ours: str, book: str) -> None:
        """Say that the book's value takes the place of ours, as somebody ticked it."""
        self._say("taken", column=self._title(column), field=column, ours=ours, book=book)

    def change(self, thing: str, column: str, old: str, new: str) -> None:
        """Say what becomes of a value, in words: of which thing, in which column, from what to what."""
        change = {"thing": thing, "column": column, "old": old, "new": new}
        self.changes.append({name: without_code(text) for name, text in change.items()})

    def match(self, client: str, why: str) -> None:
        """Say whom the row was recognised as, and by what."""
        self._say("matched", client=client, why=why)

    def ask(self, candidates: Iterable[str], people: Iterable[Mapping[str, Any]] = ()) -> NoReturn:
        """Let the row wait until a person says which of these it is about, if any. Stops the row.

        `people` tell more of each candidate: who they are, and what speaks for them.
        """
        self._say("question", candidates=list(candidates), people=list(people))
        raise RowStops

    def stop(self, column: str, message: str) -> NoReturn:
        """Refuse the row and stop it."""
        self.refuse(column, message)
        raise RowStops

    def stop_if_refused(self) -> None:
        if self.status == RowStatus.REFUSED:
            raise RowStops

    def undo(self) -> None:
        """Forget what the row made: it was rolled back."""
        self.created.clear()
        self.updated.clear()
        self.changes.clear()

    def _title(self, column: str) -> str:
        return self.titles.get(column, "")

    def _say(self, kind: str, **facts: Any) -> None:
        hidden = {name: without_code(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
        message = {"kind": kind, **hidden}
        if message not in self.messages:
            self.messages.append(message)


def without_code(text: str) -> str:
    """What is said is shown where an identity code may not be, in whatever cell somebody typed it."""
    return IDENTITY_CODE.sub(r"\1****", text)
