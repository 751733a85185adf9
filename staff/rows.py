"""Saving rows of ours: the database judges its constraints in the one statement that writes them."""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, connection, models
from django.db.models import Field, Model

# Columns whose values the driver writes as they are.
PLAIN = {
    models.BigAutoField,
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.DateTimeField,
    models.EmailField,
    models.ForeignKey,
    models.PositiveSmallIntegerField,
    models.TextField,
}

# Of which type a value is that is right in any case.
KINDS = {models.BooleanField: bool, models.DateField: dt.date}


def keep(row: Model, *, update_fields: Sequence[str] | None = None) -> None:
    """Clean the row's columns and save it. Refused (ValidationError) by a column or, in its own words, a constraint.

    `full_clean` asks the database about each constraint by itself, some twenty questions a row. A refusal here leaves
    the transaction broken, so it is to be called inside an act, which the refusal ends.
    """
    _clean(row)
    try:
        row.save(update_fields=update_fields)
    except IntegrityError as error:
        if refusal := _refusal(error, row):
            raise refusal from error
        raise


def clean_new(row: Model) -> None:
    """Clean the columns of a row that wasn't saved yet, as `keep` does; quickly where a value is right at a glance."""
    values, checks = _checks(type(row))
    if not all(check(value) for check, value in zip(checks, values(row), strict=True)):
        _clean(row)


def copy_in(model: type[Model], new: Sequence[Model]) -> None:
    """Write new rows, cleaned and with their keys, in one COPY; triggers see each as in an INSERT of its own.

    Refused as the database does it (DatabaseError), the whole lot.
    """
    columns = _columns(model)
    values = attrgetter(*(column.attname for column in columns))
    prepared = [(place, column) for place, column in enumerate(columns) if not _is_plain(column)]
    names = ", ".join(connection.ops.quote_name(str(column.column)) for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"COPY {table} ({names}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in new:
            told = list(values(row))
            for place, column in prepared:
                told[place] = column.get_db_prep_save(column.value_from_object(row), connection)
            copy.write_row(told)
    for row in new:
        row._state.adding, row._state.db = False, connection.alias


def next_keys(model: type[Model], count: int) -> list[int]:
    """So many keys for new rows of a model, which nobody else gets."""
    key = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, key, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _clean(row: Model) -> None:
    # That a row pointed at exists is the database's to say.
    row.clean_fields(exclude={column.name for column in row._meta.concrete_fields if column.is_relation})


def _refusal(error: IntegrityError, row: Model) -> ValidationError | None:
    """The refusal in the words of our constraint, told of no column, as `full_clean` tells it."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in row._meta.constraints:
        if constraint.name == name:
            return ValidationError({NON_FIELD_ERRORS: str(constraint.get_violation_error_message())})
    return None


def _is_plain(column: "Field[Any, Any]") -> bool:
    return type(getattr(column, "base_field", column)) in PLAIN


@cache
def _columns(model: type[Model]) -> "list[Field[Any, Any]]":
    return [column for column in model._meta.concrete_fields if not column.generated]


@cache
def _checks(model: type[Model]) -> tuple[Callable[[Model], Sequence[Any]], list[Callable[[Any], bool]]]:
    """What to look at in a row, and how. Columns that we work out ourselves are the database's to judge."""
    columns = [column for column in _columns(model) if column.editable and not column.is_relation]
    names = [column.attname for column in columns]
    return lambda row: [getattr(row, name) for name in names], list(map(_check, columns))


def _check(column: "Field[Any, Any]") -> Callable[[Any], bool]:
    """Whether a value is right at a glance; where that can't be told, an empty one may still be."""
    empty = tuple(column.empty_values) if column.blank else ()
    if column.choices:
        codes = {code for code, _name in column.flatchoices}
        return lambda value: value in codes or value in empty
    if isinstance(column, models.CharField | models.TextField) and _has_no_rule_but_length(column):
        shortest, longest = 0 if column.blank else 1, column.max_length or sys.maxsize
        return lambda value: (type(value) is str and shortest <= len(value) <= longest) or value in empty
    kind = KINDS.get(type(column))
    return lambda value: type(value) is kind or value in empty


def _has_no_rule_but_length(column: "Field[Any, Any]") -> bool:
    return all(isinstance(rule, MaxLengthValidator) for rule in column.validators)
