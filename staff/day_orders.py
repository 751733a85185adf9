"""Days that can be read in more than one way, read as somebody has said once for the whole column.

Certain are 13.3.2021 and 2021-03-13, which `staff.cells` reads by itself, whatever was said of the column. Of the
others a full stop parts day and month in this order, as in Finland, and a year of four figures says by itself where it
stands; which of day and month comes first, which year and which century is meant, only a person knows.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CERTAIN = re.compile(r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
CLOCK = re.compile(r"[ T][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?$")
PARTS = re.compile(r"([0-9]{4}|[0-9]{1,2})([./-]) ?([0-9]{1,2})(?:\2 ?([0-9]{4}|[0-9]{1,2}))?(\.?)")
ORDERS = ("dmy", "mdy", "ymd")
# Any year that has a 29th of February, to see whether a day without a year is one.
LEAP_YEAR = 2000


@dataclass(frozen=True)
class Written:
    """A day as it is written in a way that isn't certain: its numbers in order, and what stands between them."""

    numbers: tuple[str, ...]
    separator: str

    @property
    def has_year(self) -> bool:
        return len(self.numbers) == 3

    def order(self, said: str) -> str:
        """The order of its numbers, where a column's days go in the one that was said; empty when it can't be."""
        if not self.has_year:
            return "dm" if self.separator == "." else said.replace("y", "")
        if len(self.numbers[0]) == 4:
            return "ymd"
        order = "dmy" if self.separator == "." else said
        return order if len(self.numbers[2]) < 4 or order.endswith("y") else ""

    def year(self, said: str) -> str:
        """The figures of its year in such an order, or nothing."""
        order = self.order(said)
        return self.numbers[order.index("y")] if "y" in order else ""


def written(text: str) -> Written | None:
    """How the day is written, or None when it is certain, or no day at all."""
    words = CLOCK.sub("", text.strip())
    found = PARTS.fullmatch(words)
    if not found or CERTAIN.fullmatch(words):
        return None
    first, separator, second, third, stop = found.groups()
    numbers = tuple(filter(None, (first, second, third)))
    years = sum(len(number) == 4 for number in numbers)
    # "3.4." is a day; "3.4" may be a number, which would have lost the 0 of 3.10.
    is_stopped = bool(stop) == (separator == "." and third is None)
    return Written(numbers, separator) if is_stopped and years <= (third is not None) else None


def read(text: str, said: Mapping[str, Any]) -> dt.date | None:
    """The day, or None when the text is certain by itself, or no day in that order.

    `said` is which of day, month and year comes first ("order"), the year of days written without one ("year"), and the
    last year that two figures may mean ("until").
    """
    day = written(text)
    order = day.order(said.get("order", "")) if day else ""
    if day is None or not order:
        return None
    parts = dict(zip(order, day.numbers, strict=True))
    year = _year(parts["y"], said) if "y" in parts else said.get("year")
    try:
        return dt.date(year, int(parts["m"]), int(parts["d"])) if year else None
    except ValueError:
        return None


def possible(texts: Iterable[str], until: int) -> list[str]:
    """The orders in which each of the texts is a day, those left out that are a day in none.

    Of orders that make the same days of them only the first is told.
    """
    said = [{"order": order, "year": LEAP_YEAR, "until": until} for order in ORDERS]
    days = [row for text in texts if any(row := [read(text, order) for order in said])]
    found: dict[tuple[dt.date | None, ...], str] = {}
    for order, column in zip(ORDERS, zip(*days, strict=True), strict=False):
        if None not in column:
            found.setdefault(column, order)
    return list(found.values())


def whole_year(figures: str, until: int) -> int:
    """The year that two figures mean: the last such one that isn't after `until`."""
    whole = until - until % 100 + int(figures)
    return whole if whole <= until else whole - 100


def _year(figures: str, said: Mapping[str, Any]) -> int | None:
    if len(figures) == 4:
        return int(figures)
    return whole_year(figures, said["until"]) if len(figures) == 2 and "until" in said else None
