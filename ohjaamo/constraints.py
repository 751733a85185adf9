"""Builders of the constraints our models share. Each one has a name and a message a reader understands."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import DEFAULT_DB_ALIAS
from django.db.models import CheckConstraint, F, Func, Model, Q, Value
from django.utils.translation import gettext_lazy as _


class DayRange(Func):
    """The days between two columns as PostgreSQL sees them, both ends included."""

    function = "daterange"
    output_field = DateRangeField()


class NoOverlap(ExclusionConstraint):
    """Leaves days in the wrong order to `ordered`: PostgreSQL makes no range of them, not even to compare."""

    def validate(
        self,
        model: type[Model],
        instance: Any,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        first, last = instance.starts_on, instance.ends_on
        if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
            return
        super().validate(model, instance, exclude, using)


def ordered(
    name: str, first: str = "starts_on", last: str = "ends_on", message: Any = None
) -> CheckConstraint:
    """The last day isn't before the first; either may be empty."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
        violation_error_message=message or _("The last day is before the first."),
    )


def all_or_none(name: str, *columns: str, message: Any) -> CheckConstraint:
    """Either every column has a value or none has. A text column is empty as '' (never null)."""
    given, missing = Q(), Q()
    for column in columns:
        # "column:text" names a text column.
        column, _colon, kind = column.partition(":")
        empty = Q(**{column: ""}) if kind == "text" else Q(**{f"{column}__isnull": True})
        given, missing = given & ~empty, missing & empty
    return CheckConstraint(name=name, condition=given | missing, violation_error_message=message)


def no_overlap(name: str, *columns: Any, message: Any, condition: Q | None = None) -> NoOverlap:
    """Rows alike in these columns (names or expressions) never share a day."""
    days = DayRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return NoOverlap(
        name=name,
        expressions=[
            *((column, RangeOperators.EQUAL) for column in columns),
            (days, RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


def in_choices(
    name: str, column: str, choices: Any, *, blank: bool = False, message: Any = None
) -> CheckConstraint:
    """The column holds one of the choices; '' too where blank is allowed."""
    allowed = [*choices.values, *([""] if blank else [])]
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{column}__in": allowed}),
        violation_error_message=message or _("This isn't one of the choices."),
    )


def not_blank(name: str, column: str, message: Any) -> CheckConstraint:
    """The text isn't empty or only white space."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{column}__regex": r"\S"}),
        violation_error_message=message,
    )


def positive(name: str, column: str, message: Any, *, minimum: int = 1) -> CheckConstraint:
    """The number is at least the minimum."""
    return CheckConstraint(
        name=name, condition=Q(**{f"{column}__gte": Value(minimum)}), violation_error_message=message
    )
