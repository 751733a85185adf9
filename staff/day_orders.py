"""Days that can be read in more than one way, read as somebody has said once for the whole column."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

PARTS = re.compile(r"([0-9]{1,4})[./-] ?([0-9]{1,2})(?:[./-] ?([0-9]{1,4}))?[./-]?")
ORDERS = ("dmy", "mdy", "ymd")


def read(text: str, order: Mapping[str, Any]) -> dt.date | None:
    """The day, or None when the text isn't one in that order.

    `order` says which of day, month and year comes first ("order"), the year of days written without one ("year"), and
    the last year that two digits may mean ("until").
    """
    found = PARTS.fullmatch(text.strip())
    if not found:
        return None
    numbers = [int(number) for number in found.groups() if number is not None]
    if len(numbers) == 2:
        if "year" not in order:
            return None
        numbers.insert(order["order"].index("y"), order["year"])
    parts = dict(zip(order["order"], numbers, strict=True))
    try:
        return dt.date(_whole(parts["y"], order), parts["m"], parts["d"])
    except ValueError:
        return None


def _whole(year: int, order: Mapping[str, Any]) -> int:
    """The year in full: of two digits, the last such year that isn't after `until`."""
    if year > 99 or "until" not in order:
        return year
    until: int = order["until"]
    whole = until - until % 100 + year
    return whole if whole <= until else whole - 100
