"""Cells of a book as values: days, numbers, identity codes. What can't be read for certain is refused (ValueError),
in a sentence for the person who keeps the book. Blank cells and a lone dash are nothing (None, or "")."""

import calendar
import datetime
import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError
from stdnum.fi import hetu

from ohjaamo.books import Cell
from staff import day_orders
from staff.verdicts import IDENTITY_CODE

NOTHING = {"", "-", "–", "—"}
FINNISH_DAY = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
YEARS = range(1900, 2101)
SHORT_MONTHS = {
    2: _lazy("In February %(year)s there is no day %(day)s."),
    4: _lazy("In April %(year)s there is no day %(day)s."),
    6: _lazy("In June %(year)s there is no day %(day)s."),
    9: _lazy("In September %(year)s there is no day %(day)s."),
    11: _lazy("In November %(year)s there is no day %(day)s."),
}
WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
# UTF-8 once read as Windows-1252: "MÃ¤kelÃ¤" for "Mäkelä".
GARBLED = re.compile("[ÃÂ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")


class IdentityCode(NamedTuple):
    """A valid personal identity code and the birth date it holds."""

    code: str
    born_on: datetime.date


def text(cell: Cell, *, max_length: int | None = None) -> str:
    """The words of a cell, with single blanks; refused when they are a formula's, garbled, or too long."""
    if cell.is_formula:
        raise ValueError(_("There is a formula in the cell. Write the value itself."))
    words = "\n".join(" ".join(line.split()) for line in cell.text.splitlines())
    if "\ufffd" in words or GARBLED.search(words):
        raise ValueError(_("There are letters in the cell that can't be read. Write it again."))
    if max_length is not None and len(words) > max_length:
        raise ValueError(_("The text is too long: at most %(limit)s characters fit.") % {"limit": max_length})
    return "" if words in NOTHING else words


def day(cell: Cell) -> datetime.date | None:
    """A day written 13.3.2021 or 2021-03-13, or a cell that holds a day."""
    words = text(cell)
    if not words:
        return None
    if isinstance(cell.value, datetime.date):
        return _day(words, cell.value.year, cell.value.month, cell.value.day)
    if found := FINNISH_DAY.fullmatch(words):
        return _day(words, int(found[3]), int(found[2]), int(found[1]))
    if found := ISO_DAY.fullmatch(words):
        return _day(words, int(found[1]), int(found[2]), int(found[3]))
    raise ValueError(_why_no_day(words))


def birth_date(cell: Cell, *, today: datetime.date) -> datetime.date | None:
    """A day on which a person may have been born; one in the future is refused."""
    try:
        born_on = day(cell)
    except ValueError as error:
        raise ValueError(f"{error} {_('If it isn’t known, leave the cell empty.')}") from error
    if born_on and born_on > today:
        raise ValueError(_("The birth date is in the future."))
    return born_on


def whole_number(cell: Cell) -> int | None:
    """A whole number of at most nine digits, not below zero."""
    words = text(cell).replace(" ", "")
    if not words:
        return None
    if not WHOLE_NUMBER.fullmatch(words):
        raise ValueError(
            _("“%(text)s” is not a whole number. Write at most nine figures, for example 12.")
            % {"text": words[:40]}
        )
    return int(words)


def identity_code(cell: Cell, *, today: datetime.date) -> IdentityCode | None:
    """A Finnish personal identity code and its birth date. The separator is kept: two people may differ only in it.

    No message repeats the code: messages are kept and shown where the code may not be.
    """
    code = "".join(text(cell).split()).upper()
    if not code:
        return None
    if not IDENTITY_CODE.fullmatch(code):
        raise ValueError(_("The identity code isn't whole: it has the form DDMMYY-NNNT."))
    try:
        hetu.validate(code, allow_temporary=True)
    except InvalidChecksum as error:
        raise ValueError(
            _("The check character of the identity code doesn't fit the rest. Check what was typed.")
        ) from error
    except InvalidComponent as error:
        raise ValueError(_("The identity code holds a date or a number that doesn't exist.")) from error
    except ValidationError as error:
        raise ValueError(_("The identity code isn't whole: it has the form DDMMYY-NNNT.")) from error
    born_on = _born_on(code)
    if born_on > today:
        raise ValueError(_("By the identity code the birth date is in the future."))
    return IdentityCode(code, born_on)


def _born_on(code: str) -> datetime.date:
    century = 1800 if code[6] == "+" else 1900 if code[6] in "-YXWVU" else 2000
    return datetime.date(century + int(code[4:6]), int(code[2:4]), int(code[:2]))


def _why_no_day(words: str) -> str:
    """What is wrong with words that aren't certain to be a day."""
    written = day_orders.written(words)
    if written is None:
        problem = _("“%(text)s” is not a date.")
    elif written.has_year:
        problem = _("“%(text)s” can be read as more than one day.")
    else:
        problem = _("The year is missing from “%(text)s”.")
    return f"{problem % {'text': words[:40]}} {_('Write it as day.month.year, for example 13.3.2021.')}"


def _day(words: str, year: int, month: int, number: int) -> datetime.date:
    if year not in YEARS:
        raise ValueError(_("The year of %(text)s can't be right.") % {"text": words})
    try:
        return datetime.date(year, month, number)
    except ValueError as error:
        raise ValueError(_why_never(words, year, month, number)) from error


def _why_never(words: str, year: int, month: int, number: int) -> str:
    """Why there is no such day, with one that there is."""
    if month not in SHORT_MONTHS or not 28 < number < 32:
        problem = _("There is no such day as %(text)s.") % {"text": words}
        return f"{problem} {_('Write it as day.month.year, for example 13.3.2021.')}"
    last = calendar.monthrange(year, month)[1]
    problem = str(SHORT_MONTHS[month]) % {"year": year, "day": number}
    return _("%(problem)s Write the day as %(example)s.") % {
        "problem": problem,
        "example": f"{last}.{month}.{year}",
    }
