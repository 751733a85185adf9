"""How the cell of a column becomes a value: what can't be read for certain is refused (ValueError) in a sentence.

Each reader takes a cell and what the batch knows: the day it is today, the municipalities by their names.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from clients import cells
from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects.models import Municipality
from staff.verdicts import IDENTITY_CODE


def text(max_length: int | None = None) -> Callable[..., str]:
    """A reader of words of at most so many letters, which is no place for an identity code: it is kept encrypted."""

    def read(cell: Cell, **known: Any) -> str:
        words = cells.text(cell, max_length=max_length)
        if IDENTITY_CODE.search(words):
            raise ValueError(_("An identity code belongs in its own column."))
        return words

    return read


def word(meaning: Callable[[str], Any], nothing: Any = "") -> Callable[..., Any]:
    """A reader of one of the words we know; an empty cell is `nothing`."""
    return lambda cell, **known: meaning(words) if (words := cells.text(cell)) else nothing


def day(cell: Cell, **known: Any) -> dt.date | None:
    return cells.day(cell)


def birth_date(cell: Cell, *, today: dt.date, **known: Any) -> dt.date | None:
    return cells.birth_date(cell, today=today)


def identity_code(cell: Cell, *, today: dt.date, **known: Any) -> cells.IdentityCode | None:
    return cells.identity_code(cell, today=today)


def whole_number(cell: Cell, **known: Any) -> int | None:
    return cells.whole_number(cell)


def municipality(cell: Cell, *, municipalities: dict[str, Municipality], **known: Any) -> Municipality | None:
    words = cells.text(cell)
    if not words:
        return None
    if plain(words) not in municipalities:
        raise ValueError(_("“%(text)s” is not a municipality we know.") % {"text": words[:40]})
    return municipalities[plain(words)]
