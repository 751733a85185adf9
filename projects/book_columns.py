"""The columns of a book: by which titles they are known, and how a cell becomes a value.

What can't be read for certain is refused (ValueError) in a sentence. Each reader takes a cell and what the batch knows:
the day it is today, the municipalities by their names.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget
from stdnum.fi import hetu

from ohjaamo.book_encodings import UNPRINTABLE
from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects import written_numbers
from projects.apportionments import CENT, half_up
from projects.models import Municipality
from staff import cells
from staff.verdicts import IDENTITY_CODE

# The values of a row by column, and those that say nothing.
Values = Mapping[str, Any]
BLANK: tuple[Any, ...] = (None, "", [])
# What a book may hold of money, and of percents; and how many figures of a number a spreadsheet shows.
MOST_EUROS, HUNDRED = Decimal(100_000_000), Decimal(100)
SPREADSHEET = Context(prec=15)
# A refusal repeats the word.
LONGEST_WORD = 200
# What a column of words may mean: codes, each a word that its reader knows, with their names.
Choices = Callable[[], list[tuple[str, str]]]

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
# With its area or its country, and no day: 0400 123 456, +358 40 123456.
PHONE = re.compile(r"(?!\d{2}-\d{2}-\d{4}$)(?:\+\d{2}|0)\d(?:[ ()-]{0,2}\d){5,12}")
# 040123-4567, which has the form of an identity code.
MOBILE_NUMBER = re.compile(r"0[45]\d{4}-\d{4}", re.ASCII)
LONGEST_PHONE = 40


def in_cells(text: str) -> str:
    """A text of ours as a cell holds it: what can't be printed is a blank there."""
    return UNPRINTABLE.sub(" ", text)


def choices_of(kinds: type[TextChoices]) -> Choices:
    """What a column may mean whose words stand for one of these kinds."""
    return lambda: [(str(code), str(name)) for code, name in kinds.choices]


def truths() -> list[tuple[str, str]]:
    """What a column of yes and no may mean, as our readers of truth know it."""
    return [("k", _("Yes")), ("e", _("No"))]


def municipalities() -> list[tuple[str, str]]:
    """Every municipality by its code."""
    return [(one.code, one.name_fi) for one in Municipality.objects.order_by("name_fi")]


class Ambiguous(ValueError):
    """A word of several meanings; `candidates` are their codes."""

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class CellWidget(Widget):
    """A cell as a value, by one of our readers; ValueError in a sentence when it can't be read for certain."""

    def __init__(self, read: Callable[..., Any]) -> None:
        super().__init__()
        self.read = read

    def clean(self, value: Cell, row: Any = None, **known: Any) -> Any:
        return self.read(value, **known)


class BookField(Field):
    """A column by its titles, Finnish and English; the first of each is its name in that language.

    Words that stand for one of a few things have choices. `shape` is how a value looks and nothing else does, so that a
    column under another title is known by it. Where a cell may hold several words, `apart` parts them as the reader
    does. `takes` says in the guide of an empty book what is to be written, where that isn't plain.
    """

    def __init__(
        self,
        *finnish: str,
        english: Sequence[str],
        read: Callable[..., Any],
        choices: Choices | None = None,
        shape: re.Pattern[str] | None = None,
        apart: Callable[[str], list[str]] | None = None,
        takes: Promise | str = "",
    ) -> None:
        super().__init__(widget=CellWidget(read))
        self.titles = (*finnish, *english)
        self.english = english[0]
        self.choices = choices
        self.shape = shape
        self.apart = apart
        self.takes = takes
        self.is_number = read in (whole_number, amount, percent)
        self.is_long = read is passage
        self.is_day = read in (day, birth_date)
        self.is_identity_code = read is identity_code
        self.is_birth_date = read is birth_date

    @property
    def title(self) -> str:
        """What the column is called in a book of ours, in the reader's language."""
        return self.english if get_language() == "en" else self.titles[0]


def text(max_length: int | None = None) -> Callable[..., str]:
    """A reader of words of at most so many letters, which is no place for an identity code: it is kept encrypted."""

    def read(cell: Cell, **known: Any) -> str:
        words = cells.text(cell, max_length=max_length)
        if IDENTITY_CODE.search(words):
            raise ValueError(_("An identity code belongs in its own column."))
        return words

    return read


def phone(cell: Cell, **known: Any) -> str:
    """040123-4567 is a number as people write it; an identity code only when its check digit is right, too."""
    words = cells.text(cell, max_length=LONGEST_PHONE)
    if MOBILE_NUMBER.fullmatch(words) and not hetu.is_valid(words):
        return words
    return text(LONGEST_PHONE)(cell, **known)


def passage(cell: Cell, **known: Any) -> str:
    """Words of any length, with their lines and blanks as they were typed."""
    typed = "\n".join(cell.text.splitlines()).strip()
    return typed if text()(cell, **known) else ""


def word(meaning: Callable[[str], Any], nothing: Any = "") -> Callable[..., Any]:
    """A reader of one of the words we know; an empty cell is `nothing`."""

    def read(cell: Cell, **known: Any) -> Any:
        words = cells.text(cell, max_length=LONGEST_WORD)
        return meaning(words) if words else nothing

    return read


def day(cell: Cell, **known: Any) -> dt.date | None:
    return cells.day(cell)


def birth_date(cell: Cell, *, today: dt.date, **known: Any) -> dt.date | None:
    return cells.birth_date(cell, today=today)


def identity_code(cell: Cell, *, today: dt.date, **known: Any) -> cells.IdentityCode | None:
    return cells.identity_code(cell, today=today)


def whole_number(cell: Cell, **known: Any) -> int | None:
    return cells.whole_number(cell)


def amount(cell: Cell, **known: Any) -> Decimal | None:
    """Euros and cents, as an office writes them or a spreadsheet keeps them."""
    return _number(cell, MOST_EUROS)


def percent(cell: Cell, **known: Any) -> Decimal | None:
    return _number(cell, HUNDRED)


def _number(cell: Cell, most: Decimal) -> Decimal | None:
    words = cells.text(cell)
    found = written_numbers.read(words)
    if found is None:
        return None
    if found.copy_abs() > most:
        raise ValueError(_("“%(text)s” is too large.") % {"text": words[:40]})
    # A spreadsheet keeps no more figures for certain: 4.6 may be 4.5999999999999996 there.
    number = SPREADSHEET.create_decimal(found)
    if number != half_up(number, CENT):
        raise ValueError(_("“%(text)s” has more than two decimals.") % {"text": words[:40]})
    return half_up(number, CENT)


def municipality(cell: Cell, *, municipalities: dict[str, Municipality], **known: Any) -> Municipality | None:
    words = cells.text(cell)
    if not words:
        return None
    if plain(words) not in municipalities:
        raise ValueError(_("“%(text)s” is not a municipality we know.") % {"text": words[:40]})
    return municipalities[plain(words)]
