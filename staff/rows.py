"""Saving a row of ours: the database judges its constraints in the one statement that writes it."""

from collections.abc import Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import Model


def keep(row: Model, *, update_fields: Sequence[str] | None = None) -> None:
    """Clean the row's columns and save it. Refused (ValidationError) by a column or, in its own words, a constraint.

    `full_clean` asks the database about each constraint by itself, some twenty questions a row. A refusal here leaves
    the transaction broken, so it is to be called inside an act, which the refusal ends.
    """
    # That a row pointed at exists is the database's to say.
    row.clean_fields(exclude={column.name for column in row._meta.concrete_fields if column.is_relation})
    try:
        row.save(update_fields=update_fields)
    except IntegrityError as error:
        if refusal := _refusal(error, row):
            raise refusal from error
        raise


def _refusal(error: IntegrityError, row: Model) -> ValidationError | None:
    """The refusal in the words of our constraint, told of no column, as `full_clean` tells it."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in row._meta.constraints:
        if constraint.name == name:
            return ValidationError({NON_FIELD_ERRORS: str(constraint.get_violation_error_message())})
    return None
