"""Thousands of rows kept in little room: packed as text, found by their signs, unpacked when they are wanted.

An instance of a model takes a kilobyte and more, and a book may be about a hundred thousand clients.
"""

import datetime as dt
import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Model

Row = TypeVar("Row", bound=Model)

pack = json.JSONEncoder(default=str, check_circular=False, separators=(",", ":")).encode
READERS: dict[type[Any], Callable[[str], Any]] = {
    models.DateField: dt.date.fromisoformat,
    models.DateTimeField: dt.datetime.fromisoformat,
}
# Of a sign is kept in which of so many boxes it lies, and half of its hash: two signs are hardly ever one by both.
BOXES = 2**16
HALF = 2**32


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
    ) -> None:
        self.model, self.key, self.signs = model, key, signs
        columns = [column for column in model._meta.concrete_fields if not column.generated]
        self._columns = [column.attname for column in columns]
        self._read = [
            (place, READERS[type(column)]) for place, column in enumerate(columns) if type(column) in READERS
        ]
        self._packed: list[bytes] = []
        # Halves of signs and places of their rows, each two as one number.
        self._boxes: defaultdict[int, array[int]] = defaultdict(partial(array, "q"))

    def put(self, row: Row) -> Placed:
        """Keep a row, instead of the one that had its key."""
        place, packed = self.place_of(self.key(row)), self._pack(row)
        if place is None:
            place = len(self._packed)
            self._packed.append(packed)
            self._sign(row, place)
            return Placed(place, is_new=True, take_back=partial(self._take_off, row))
        if packed == self._packed[place]:
            return Placed(place, is_new=False, take_back=_nothing)
        known = self.at(place)
        self._replace(place, known, row)
        return Placed(place, is_new=False, take_back=partial(self._replace, place, row, known))

    def at(self, place: int) -> Row:
        """The row at a place, as an instance of its own each time."""
        values = json.loads(self._packed[place])
        for column, read in self._read:
            if values[column] is not None:
                values[column] = read(values[column])
        return self.model.from_db(DEFAULT_DB_ALIAS, self._columns, values)

    def get(self, key: Hashable) -> Row | None:
        """The row with this key, if there is one."""
        place = self.place_of(key)
        return None if place is None else self.at(place)

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with this key is, if there is one."""
        return next((place for place in self.find(key) if self.key(self.at(place)) == key), None)

    def find(self, sign: Hashable) -> list[int]:
        """The places of rows that have this sign or key; once in a blue moon of one that hasn't."""
        seal = hash(sign)
        half = seal // HALF
        return [entry % HALF for entry in self._boxes.get(seal % BOXES, ()) if entry // HALF == half]

    def has(self, sign: Hashable) -> bool:
        """Whether any row has this sign."""
        half = hash(sign) // HALF
        return any(entry // HALF == half for entry in self._boxes.get(hash(sign) % BOXES, ()))

    def _pack(self, row: Row) -> bytes:
        return pack([getattr(row, column) for column in self._columns]).encode()

    def _replace(self, place: int, old: Row, new: Row) -> None:
        self._unsign(old, place)
        self._packed[place] = self._pack(new)
        self._sign(new, place)

    def _take_off(self, row: Row) -> None:
        self._unsign(row, len(self._packed) - 1)
        self._packed.pop()

    def _sign(self, row: Row, place: int) -> None:
        for seal in map(hash, (self.key(row), *self.signs(row))):
            self._boxes[seal % BOXES].append(seal // HALF * HALF + place)

    def _unsign(self, row: Row, place: int) -> None:
        for seal in map(hash, (self.key(row), *self.signs(row))):
            self._boxes[seal % BOXES].remove(seal // HALF * HALF + place)


def _nothing() -> None:
    """Takes nothing back, as nothing was changed."""
