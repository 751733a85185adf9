"""How a day, a period, an amount or a name is put into words: one function each for page, PDF and spreadsheet.

A missing value is always an empty text, never a zero.
"""

import datetime as dt
import unicodedata
from decimal import Decimal
from typing import Protocol

from django.utils.dateformat import format as date_format
from django.utils.formats import get_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"


class Dated(Protocol):
    """Whatever runs from a first to a last day, both included; no last day means still running."""

    @property
    def starts_on(self) -> dt.date: ...

    @property
    def ends_on(self) -> dt.date | None: ...


def day(value: dt.date | None) -> str:
    """30.4.2022, in every language."""
    return "" if value is None else f"{value.day}.{value.month}.{value.year}"


def clock(value: dt.datetime | dt.time | None) -> str:
    """12.04, in every language; a moment is told in Helsinki time."""
    if isinstance(value, dt.datetime):
        value = localtime(value).time()
    return "" if value is None else f"{value:%H.%M}"


def moment(value: dt.datetime | None) -> str:
    """24.11.2026 klo 12.04 in Finnish, 24.11.2026 at 12.04 in English."""
    if value is None:
        return ""
    word = "at" if get_language() == "en" else "klo"
    return f"{day(localtime(value))} {word}{NBSP}{clock(value)}"


def weekday(value: dt.date | None) -> str:
    """ti 12.5.2026"""
    return "" if value is None else f"{date_format(value, 'D')}{NBSP}{day(value)}"


def period(value: Dated | None) -> str:
    """12.1.2026–30.4.2026; still running 12.1.2026–; one day alone 12.1.2026."""
    if value is None:
        return ""
    if value.starts_on == value.ends_on:
        return day(value.starts_on)
    return f"{day(value.starts_on)}{EN_DASH}{day(value.ends_on)}"


def number(value: int | Decimal | None) -> str:
    """12 345 in Finnish, 12,345 in English, with the decimals it has and a true minus sign."""
    if value is None:
        return ""
    whole, _, decimals = f"{abs(value):,}".partition(".")
    text = whole.replace(",", get_format("THOUSAND_SEPARATOR"))
    if decimals:
        text += get_format("DECIMAL_SEPARATOR") + decimals
    return MINUS + text if value < 0 else text


def difference(value: int | Decimal | None) -> str:
    """A difference bears its sign: +4, −1, 0."""
    return f"+{number(value)}" if value is not None and value > 0 else number(value)


def amount(value: Decimal | None) -> str:
    """1 234,50 €, exact to the cent. Rounding is the business of whoever counted: more decimals are refused."""
    if value is None:
        return ""
    cents = value.quantize(Decimal("0.01"))
    if cents != value:
        raise ValueError(f"{value} isn't in whole cents.")
    return f"{number(cents)}{NBSP}€"


def exact(value: Decimal) -> str:
    """An amount or a percent for machines: 75743, 489998.17, 6.5; no idle zeros at its end."""
    return f"{value.normalize():f}"


def share(percent: Decimal | None) -> str:
    """26,44 % in Finnish, 26.44% in English; no idle zeros after the separator."""
    if percent is None:
        return ""
    gap = "" if get_language() == "en" else NBSP
    return f"{number(Decimal(f'{percent.normalize():f}'))}{gap}%"


def minutes(value: int | None) -> str:
    """30 min"""
    return "" if value is None else f"{number(value)}{NBSP}min"


def hours(value: int | None) -> str:
    """Minutes as hours: 3 h 30 min; less than an hour 30 min."""
    if value is None:
        return ""
    whole, rest = divmod(value, 60)
    parts = [f"{number(whole)}{NBSP}h"] * bool(whole) + [minutes(rest)] * bool(rest or not whole)
    return " ".join(parts)


def person(given_names: str, family_name: str) -> str:
    """Amina Warsame; one name alone stands alone."""
    return " ".join(filter(None, [given_names.strip(), family_name.strip()]))


def direction(text: str) -> str:
    """Which way a text runs, by its first letter: rtl or ltr. For paper, where dir="auto" means nothing."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"
