"""The new rows that a book makes are gathered, to be written together: hundreds in one statement, not one by one.

While rows are gathered nobody asks the database anything. A row of the book that has to is taken by itself, and what
the database refuses is forgotten whole, with all that was learnt from it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model

from staff import rows

KEYS_AT_A_TIME = 500
MISSING: Any = object()

Found = TypeVar("Found")
Key = TypeVar("Key")
Value = TypeVar("Value")
Mark = tuple[int, int]


class NotGathered(Exception):
    """A row of the book spoke with the database while rows are gathered: it is to be taken by itself."""


class Gathering:
    """New rows that aren't written yet; and how to forget them, with what was learnt from them."""

    def __init__(self) -> None:
        self.is_open = False
        self._new: list[Model] = []
        self._undos: list[Callable[[], object]] = []
        self._keys: dict[type[Model], Iterator[int]] = {}

    def __enter__(self) -> None:
        """Gather what is added meanwhile."""
        self.is_open = True

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        self.is_open = False
        if kind is NotGathered:
            # Nothing reached the database, so nothing there is broken.
            transaction.set_rollback(False)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Whoever speaks with the database while rows are gathered is stopped (NotGathered) before it hears."""
        with connection.execute_wrapper(self._stop):
            yield

    def add(self, row: Model) -> None:
        """Keep a new row: with the others, or at once when none are gathered. Refused (ValidationError) as `keep` does.

        What the database refuses of gathered rows it refuses when they are written.
        """
        if not self.is_open:
            rows.keep(row)
            return
        rows.clean_new(row)
        row.pk = self._next_key(type(row))
        self._new.append(row)

    def learn(self, known: MutableMapping[Key, Value], key: Key, value: Value) -> None:
        """Remember something of a row of the book, until that is forgotten."""
        was = known.get(key, MISSING)
        self.on_forget(partial(known.pop, key) if was is MISSING else partial(known.__setitem__, key, was))
        known[key] = value

    def on_forget(self, undo: Callable[[], object]) -> None:
        """Say what else is to be undone when the row of the book is forgotten."""
        self._undos.append(undo)

    def ask(self, question: Callable[[], Found]) -> Found:
        """Ask the database something on which what isn't written yet has no bearing."""
        is_open, self.is_open = self.is_open, False
        try:
            return question()
        finally:
            self.is_open = is_open

    def mark(self) -> Mark:
        """Where a row of the book begins."""
        return len(self._new), len(self._undos)

    def forget(self, mark: Mark = (0, 0)) -> None:
        """Everything is as it was at the mark, or at the last `settle`."""
        new, undos = mark
        for undo in reversed(self._undos[undos:]):
            undo()
        del self._new[new:], self._undos[undos:]

    def write(self) -> None:
        """Write the new rows. Refused as the database refuses them; then they are to be forgotten, else settled."""
        by_model = defaultdict(list)
        for row in self._new:
            by_model[type(row)].append(row)
        # Foreign keys are judged at the end of the transaction, so the order of the tables is no matter.
        for model, new in by_model.items():
            rows.copy_in(model, new)

    def settle(self) -> None:
        """What was written and learnt stands."""
        self._new.clear()
        self._undos.clear()

    def _stop(self, execute: Callable[..., Any], *statement: Any) -> Any:
        if self.is_open:
            raise NotGathered
        return execute(*statement)

    def _next_key(self, model: type[Model]) -> int:
        key = next(self._keys.get(model, iter(())), None)
        if key is None:
            self._keys[model] = iter(self.ask(partial(rows.next_keys, model, KEYS_AT_A_TIME)))
            key = next(self._keys[model])
        return key
