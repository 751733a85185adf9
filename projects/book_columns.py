"""The columns of a book: by which titles they are known, and how a cell becomes a value.

What can't be read for certain is refused (ValueError) in a sentence. Each reader takes a cell and what the batch knows:
the day it is today, the municipalities by their names.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects.models import Municipality
from staff import cells
from staff.verdicts import IDENTITY_CODE

# The values of a row by column, and those that say nothing.
Values = Mapping[str, Any]
BLANK: tuple[Any, ...] = (None, "", [])
# What a column of words may mean: codes, each a word that its reader knows, with their names.
Choices = Callable[[], list[tuple[str, str]]]


def choices_of(kinds: type[TextChoices]) -> Choices:
    """What a column may mean whose words stand for one of these kinds."""
    return lambda: [(str(code), str(name)) for code, name in kinds.choices]


def truths() -> list[tuple[str, str]]:
    """What a column of yes and no may mean, as our readers of truth know it."""
    return [("k", _("Yes")), ("e", _("No"))]


def municipalities() -> list[tuple[str, str]]:
    """Every municipality by its code."""
    return [(one.code, one.name_fi) for one in Municipality.objects.order_by("name_fi")]


class CellWidget(Widget):
    """A cell as a value, by one of our readers; ValueError in a sentence when it can't be read for certain."""

    def __init__(self, read: Callable[..., Any]) -> None:
        super().__init__()
        self.read = read

    def clean(self, value: Cell, row: Any = None, **known: Any) -> Any:
        return self.read(value, **known)


class BookField(Field):
    """A column by its titles; the first of them is its name. Words that stand for one of a few things have choices."""

    def __init__(self, *titles: str, read: Callable[..., Any], choices: Choices | None = None) -> None:
        super().__init__(widget=CellWidget(read))
        self.titles = titles
        self.choices = choices
        self.is_day = read in (day, birth_date)


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
