"""Days and stretches of days: both ends included, an empty end means still running."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone


def today() -> dt.date:
    """Today in Helsinki. Read once at the edge (a view, a command) and passed down."""
    return timezone.localdate()


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, order=True)
class Period:
    """From a first to a last day, both included; no last day means still running."""

    starts_on: dt.date
    ends_on: dt.date | None = None

    def includes(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: "Period") -> bool:
        ends_before = self.ends_on is not None and self.ends_on < other.starts_on
        starts_after = other.ends_on is not None and other.ends_on < self.starts_on
        return not (ends_before or starts_after)


def running_on(day: dt.date | F, prefix: str = "") -> Q:
    """The condition "runs on this day" for rows with starts_on and ends_on, also across a relation.

    The day may be a column, of the query around it too.
    """
    started = Q(**{f"{prefix}starts_on__lte": day})
    return started & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day}))
