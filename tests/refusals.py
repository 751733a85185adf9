"""How a broken rule is heard: by a form as the constraint's own message, past forms from the database by its name."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import Model

from staff import auditing

Make = Callable[[dt.date, dt.date | None], Model]


def date(month: int, day: int, year: int = 2021) -> dt.date:
    return dt.date(year, month, day)


def changed(row: Model, facts: dict[str, Any]) -> Model:
    """The row with these facts, not saved."""
    for name, value in facts.items():
        setattr(row, name, value)
    return row


def parts(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Every choice of some of the facts, but neither all nor none."""
    sizes = range(1, len(facts))
    return [dict(chosen) for size in sizes for chosen in combinations(facts.items(), size)]


def assert_stands(row: Model) -> None:
    """No constraint minds the row, and the database takes it."""
    row.validate_constraints()
    _write_now(row.save)


def assert_refused(row: Model, name: str) -> None:
    """A form is told the message of the constraint, and the database refuses the row in its name."""
    constraint = next(each for each in row._meta.constraints if each.name == name)
    with pytest.raises(ValidationError) as told:
        row.validate_constraints()
    assert str(constraint.violation_error_message) in told.value.messages
    assert_database_refuses(row.save, name)


def assert_database_refuses(write: Callable[[], object], name: str) -> None:
    """The write fails in the database, and what it names is this constraint (or the trigger that acts as one)."""
    with pytest.raises(IntegrityError) as refused:
        _write_now(write)
    assert refused.value.__cause__.diag.constraint_name == name


def assert_days_ordered(make: Make, name: str) -> None:
    """A last day before the first is refused; the same day is a stretch of one day."""
    assert_refused(make(date(3, 2), date(3, 1)), name)
    assert_stands(make(date(3, 2), date(3, 2)))


def overlapping() -> Iterator[tuple[dt.date, dt.date | None]]:
    """Stretches that share a day with all of March."""
    yield date(3, 1), date(3, 31)
    yield date(3, 10), date(3, 20)
    yield date(2, 1), date(4, 30)
    # One common day is enough, at either end.
    yield date(3, 31), date(4, 30)
    yield date(2, 1), date(3, 1)


def assert_one_a_day(make: Make, name: str, *, ends_openly: bool = True) -> None:
    """Rows that share a day are refused, an open end included; the days before and after are free."""
    assert_stands(make(date(3, 1), date(3, 31)))
    for starts_on, ends_on in overlapping():
        assert_refused(make(starts_on, ends_on), name)
    assert_stands(make(date(2, 1), date(2, 28)))
    if ends_openly:
        assert_refused(make(date(1, 1), None), name)
        assert_stands(make(date(4, 1), None))
        assert_refused(make(date(5, 1, 2030), date(5, 2, 2030)), name)
        assert_refused(make(date(5, 1, 2030), None), name)
    else:
        assert_stands(make(date(4, 1), date(4, 30)))


def _write_now(write: Callable[[], object]) -> None:
    with auditing.act(by="cli"):
        write()
        connection.check_constraints()
