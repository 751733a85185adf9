"""Thousands of rows kept in little room: packed, found by their signs, unpacked when they are wanted.

An instance of a model takes a kilobyte and more, and a book may be about a hundred thousand clients.
"""

import pickle
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

# The last bits of a sign's hash say in which box it lies, the first are kept there beside the place of the row.
LOW, HIGH = 2**32 - 1, ~(2**32 - 1)


class Placed(NamedTuple):
    """Where a row is on its shelf, whether it is new there, and how that is taken back: the last one put first."""

    place: int
    is_new: bool
    take_back: Callable[[], None]


class Shelf(Generic[Row]):
    """Rows of one model: each has a key of its own and signs that it may share with others."""

    def __init__(
        self,
        model: type[Row],
        key: Callable[[Row], Hashable],
        signs: Callable[[Row], Iterable[Hashable]] = lambda row: (),
        *,
        boxes: int = 2**13,
    ) -> None:
        self.model, self.key, self.signs, self.boxes = model, key, signs, boxes
        columns = [column for column in model._meta.concrete_fields if not column.generated]
        self._columns = [column.attname for column in columns]
        self._values = attrgetter(*self._columns)
        self._packed: list[bytes] = []
        # Halves of signs and places of their rows, each two as one number.
        self._boxes: defaultdict[int, array[int]] = defaultdict(partial(array, "q"))

    def __len__(self) -> int:
        return len(self._packed)

    def fill(self, rows: QuerySet[Row]) -> None:
        """Keep rows as the database has them now; of several with one key the last."""
        for row in rows.values_list(*self._columns, named=True).iterator():
            self.put(row)

    def put(self, row: Row) -> Placed:
        """Keep a row, instead of the one that had its key."""
        packed, key = self._pack(row), self.key(row)
        for place in self.find(key):
            if packed == self._packed[place]:
                return Placed(place, is_new=False, take_back=_nothing)
            if self.key(known := self.at(place)) == key:
                self._replace(place, known, row)
                return Placed(place, is_new=False, take_back=partial(self._replace, place, row, known))
        self._packed.append(packed)
        self._sign(row, len(self) - 1)
        return Placed(len(self) - 1, is_new=True, take_back=partial(self._take_off, row))

    def get(self, key: Hashable) -> Row | None:
        """The row with this key, if there is one."""
        return next((row for row in map(self.at, self.find(key)) if self.key(row) == key), None)

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with this key is, if there is one."""
        return next((place for place in self.find(key) if self.key(self.at(place)) == key), None)

    def at(self, place: int) -> Row:
        """The row at a place, as an instance of its own each time."""
        values = pickle.loads(self._packed[place])  # noqa: S301 - packed by this very shelf
        return self.model.from_db(DEFAULT_DB_ALIAS, self._columns, values)

    def find(self, sign: Hashable) -> list[int]:
        """The places of rows that have this sign or key; once in a blue moon of one that hasn't."""
        seal = hash(sign)
        half = seal >> 32
        return [entry & LOW for entry in self._boxes.get(seal % self.boxes, ()) if entry >> 32 == half]

    def has(self, sign: Hashable) -> bool:
        """Whether any row has this sign."""
        half = hash(sign) >> 32
        return any(entry >> 32 == half for entry in self._boxes.get(hash(sign) % self.boxes, ()))

    def _pack(self, row: Row) -> bytes:
        return pickle.dumps(self._values(row), pickle.HIGHEST_PROTOCOL)

    def _replace(self, place: int, old: Row, new: Row) -> None:
        self._unsign(old, place)
        self._packed[place] = self._pack(new)
        self._sign(new, place)

    def _take_off(self, row: Row) -> None:
        self._unsign(row, len(self) - 1)
        self._packed.pop()

    def _sign(self, row: Row, place: int) -> None:
        for seal in map(hash, (self.key(row), *self.signs(row))):
            self._boxes[seal % self.boxes].append(seal & HIGH | place)

    def _unsign(self, row: Row, place: int) -> None:
        for seal in map(hash, (self.key(row), *self.signs(row))):
            self._boxes[seal % self.boxes].remove(seal & HIGH | place)


def _nothing() -> None:
    """Takes nothing back, as nothing was changed."""
