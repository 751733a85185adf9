"""The rows of a book are taken: together where the database has nothing against it, else in smaller parts.

Taken together or one by one, the same comes of every row; only the time differs.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any, NamedTuple, Protocol

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ohjaamo.books import Cell
from staff.gathering import Gathering, NotGathered
from staff.readings import Reading
from staff.verdicts import Answer, RowStops, Verdict

ROWS_TOGETHER = 500


class Line(NamedTuple):
    """A row of the book as it was staged."""

    number: int
    cells: Sequence[Any]
    edits: dict[str, str]
    answer: dict[str, Any]
    is_left_out: bool


class RowTaker(Protocol):
    """Knows how a row of one kind of book is taken."""

    # Through which all goes that it makes and remembers; None when it writes each row at once.
    gathering: Gathering | None

    def take(self, cells: dict[str, Cell], verdict: Verdict) -> None:
        """Take one row in, in the name of whoever applies the batch, or say in the verdict why not."""


class Taking:
    """One book on its way in."""

    def __init__(self, taker: RowTaker, reading: Reading) -> None:
        self.taker, self.reading = taker, reading
        self.gathering = taker.gathering or Gathering()
        self._verdicts: dict[int, Verdict] = {}

    def take_all(self, lines: Iterable[Line]) -> Iterator[Verdict]:
        """Take the rows in order, and tell what came of each: of some hundreds at a time."""
        lines = iter(lines)
        with self.gathering.guarded():
            while part := list(islice(lines, ROWS_TOGETHER)):
                self._verdicts = {}
                self._take_part(part)
                yield from self._verdicts.values()

    def _take_part(self, lines: Sequence[Line]) -> None:
        if self.taker.gathering:
            self._together(lines)
        else:
            for line in lines:
                self._alone(line)

    def _together(self, lines: Sequence[Line]) -> None:
        waiting: list[Line] = []
        for line in lines:
            try:
                self._take(line, self.gathering)
                waiting.append(line)
            except NotGathered:
                self._write(waiting)
                self._alone(line)
                waiting = []
        self._write(waiting)

    def _write(self, lines: Sequence[Line]) -> None:
        """Write what the rows made; when the database refuses it, take each half of them again."""
        if not lines:
            return
        try:
            with transaction.atomic():
                self.gathering.write()
            self.gathering.settle()
        except DatabaseError:
            self.gathering.forget()
            if len(lines) == 1:
                self._alone(lines[0])
            else:
                self._together(lines[: len(lines) // 2])
                self._together(lines[len(lines) // 2 :])

    def _alone(self, line: Line) -> None:
        """Take a row in a savepoint of its own: what it makes is written and judged one thing after the other."""
        self._take(line, transaction.atomic())
        self.gathering.settle()

    def _take(self, line: Line, frame: AbstractContextManager[None]) -> None:
        """Take a row in, or find out why not; then nothing is left of it."""
        answer = Answer.from_raw(line.answer)
        verdict = Verdict(line.number, self.reading.titles, answer, is_left_out=line.is_left_out)
        self._verdicts[line.number] = verdict
        if line.is_left_out:
            return
        mark = self.gathering.mark()
        try:
            with frame:
                self.taker.take(self.reading.cells(line.cells, line.edits), verdict)
        except NotGathered:
            self.gathering.forget(mark)
            raise
        except RowStops:
            self.gathering.forget(mark)
            verdict.undo()
        except ValidationError as error:
            self.gathering.forget(mark)
            verdict.undo()
            verdict.refuse_with(error)
