"""The days of a book that can be read in more than one way: what there is to ask of each column."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from projects.book_resources import BookResource
from staff import day_orders
from staff.day_orders import Written


@dataclass(frozen=True)
class DayColumn:
    """A column with its unclear days; `said` is what a person has said of them (ImportBatch.days)."""

    name: str
    title: str
    texts: Counter[str]
    said: Mapping[str, Any]
    # The last year that two figures are offered to mean.
    until: int

    @property
    def count(self) -> int:
        return self.texts.total()

    @cached_property
    def orders(self) -> list[str]:
        """The orders in which each of them is a day; what is a day in none is left to its row."""
        return day_orders.possible(self.texts, self.until)

    @cached_property
    def asks_order(self) -> bool:
        """Whether it matters for any of them which of day, month and year comes first."""
        return any(len(set(self.readings(text).values())) > 1 for text in self.texts)

    @cached_property
    def yearless(self) -> str:
        """One that has no year, the most frequent, or nothing."""
        return self._first(lambda day: not day.has_year)

    @cached_property
    def short(self) -> str:
        """One whose year has two figures, or nothing."""
        return self._first(lambda day: day.has_year and all(len(number) < 4 for number in day.numbers))

    @property
    def short_years(self) -> set[str]:
        """The years of two figures, as the orders read them that are possible."""
        days = [day for text in self.texts if (day := day_orders.written(text)) and day.has_year]
        figures = {figures for day in days for order in self.orders if (figures := day.year(order))}
        return {year for year in figures if len(year) == 2}

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask, or nothing can be: the days contradict each other."""
        asked = {"order": self.asks_order, "year": self.yearless, "until": self.short}
        return not self.orders or all(part in self.said for part, is_asked in asked.items() if is_asked)

    def readings(self, text: str) -> dict[str, dt.date | None]:
        """What day the text is, order by order."""
        until = self.said.get("until", self.until)
        years = {"year": day_orders.LEAP_YEAR, "until": until}
        return {order: day_orders.read(text, {"order": order, **years}) for order in day_orders.ORDERS}

    @cached_property
    def example(self) -> str:
        """One that the possible orders read differently; of a single order the one that proves it."""
        if len(self.orders) == 1 and self.orders[0] in self.proofs:
            return self.proofs[self.orders[0]]
        texts = [text for text, _count in self.texts.most_common()]
        return next((text for text in texts if len(set(self._possible(text))) > 1), texts[0])

    @cached_property
    def proofs(self) -> dict[str, str]:
        """Order by order one that is a day in no other: what proves an order, or contradicts it."""
        found: dict[str, str] = {}
        for text in self.texts:
            orders = [order for order, day in self.readings(text).items() if day]
            if len(orders) == 1:
                found.setdefault(orders[0], text)
        return found

    def _possible(self, text: str) -> list[dt.date | None]:
        readings = self.readings(text)
        return [readings[order] for order in self.orders]

    def _first(self, is_such: Callable[[Written], bool]) -> str:
        for text, _count in self.texts.most_common():
            day = day_orders.written(text)
            if day and is_such(day):
                return text
        return ""


def columns_of(
    taker: BookResource,
    titles: Mapping[str, str],
    texts: Mapping[str, Counter[str]],
    said: Mapping[str, Mapping[str, Any]],
) -> list[DayColumn]:
    """The columns of days that hold any unclear one."""
    columns = []
    for name, counted in texts.items():
        if not taker.field_of(name).is_day:
            continue
        unclear = Counter({text: count for text, count in counted.items() if _is_day(text, taker.today.year)})
        if unclear:
            columns.append(DayColumn(name, titles[name], unclear, said.get(name, {}), taker.today.year))
    return columns


def _is_day(text: str, until: int) -> bool:
    """Whether it is a day in any order at all."""
    return bool(day_orders.possible([text], until))
