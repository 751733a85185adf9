"""Rows that hang on one record, moved to another, as two records of one person become one.

Whatever app a row is of, it is found by its foreign key. Where both records say the same for the same days, the days
are united; where only one may stand, the kept one does, and the other is withdrawn or goes. History keeps all of it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, UniqueConstraint
from django.utils.translation import gettext as _
from pghistory.models import Event

from clients.models import Consent
from ohjaamo.periods import Period
from staff.models import User, Withdrawable

# Columns that belong to the last day of a row.
OF_THE_LAST_DAY = ("ends_on", "exit_reason")
# Columns that say something only together with the one before: since when with what, approved with given.
GOES_WITH = {
    "unemployed_since_on": "labour_status",
    "leaving_status_on": "leaving_status",
    "start_approved_on": "start_given_on",
    "end_approved_on": "end_given_on",
}
WITHDRAWAL = ("withdrawn_at", "withdrawn_by", "withdrawn_reason")


@dataclass(frozen=True)
class Withdrawal:
    """When, by whom and why rows are withdrawn that can't stand beside those of the kept record."""

    moment: dt.datetime
    by: User
    reason: str


def move(old: Model, new: Model, withdrawal: Withdrawal) -> None:
    """Move every row that hangs on `old` to `new`, withdrawn ones too. To be called inside an act.

    Refused (ValidationError) when days of theirs can't be fitted together.
    """
    for relation in old._meta.related_objects:
        if not issubclass(relation.related_model, Event):
            column = relation.field.name
            for row in relation.related_model._base_manager.filter(**{column: old}).order_by("pk"):
                _move(row, column, new, withdrawal)


def withdraw(row: Withdrawable, withdrawal: Withdrawal) -> None:
    """Withdraw a row that stands; one withdrawn before keeps its own reason."""
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = withdrawal.moment, withdrawal.by
        row.withdrawn_reason = withdrawal.reason
        row.save(update_fields=WITHDRAWAL)


def _move(row: Model, column: str, new: Model, withdrawal: Withdrawal) -> None:
    try:
        with transaction.atomic():
            setattr(row, column, new)
            row.save(update_fields=[column])
    except IntegrityError as clash:
        rivals = list(_rivals(row, column, clash))
        if not rivals:
            raise ValidationError(_("The two records don't fit together: %s") % row) from clash
        _fit_in(row, column, rivals, withdrawal)


def _rivals(row: Model, column: str, clash: IntegrityError) -> Iterator[Model]:
    """The standing rows of the kept record beside which this one can't stand."""
    name = getattr(getattr(clash.__cause__, "diag", None), "constraint_name", None)
    rule = next((each for each in row._meta.constraints if each.name == name), None)
    others = type(row)._default_manager.filter(**{column: getattr(row, column)}).exclude(pk=row.pk)
    if isinstance(rule, ExclusionConstraint):
        names = [_source(each) for each, operator in rule.expressions if operator == RangeOperators.EQUAL]
        days = _days(row)
        yield from (each for each in others if _days(each).overlaps(days) and _are_alike(row, each, names))
    elif isinstance(rule, UniqueConstraint):
        yield from (each for each in others if _are_alike(row, each, rule.fields))
    else:  # a column that is unique by itself
        yield from others


def _fit_in(row: Model, column: str, rivals: list[Model], withdrawal: Withdrawal) -> None:
    """The first of the rivals stands for all of them, over all their days."""
    kept, *extra = rivals
    for gone in (row, *extra):
        move(gone, kept, withdrawal)
        _fill(kept, gone)
    if hasattr(row, "ends_on") and _says_the_same(row, kept):
        _stretch(kept, [row, *extra])
    for gone in (row, *extra):
        if isinstance(gone, Withdrawable):
            withdraw(gone, withdrawal)
            gone.save(update_fields=[column])
        else:
            gone.delete()
    _save_united(kept)


def _stretch(kept: Any, gone: Sequence[Any]) -> None:
    """Over all the days. What goes with a last day (why it was the last) is said by the row whose last day stands.

    An open end outlasts the others, but a consent that was withdrawn stays so unless it was given again after that.
    """
    rows = [kept, *gone]
    ended = [row for row in rows if row.ends_on]
    last = max(ended, key=lambda row: row.ends_on) if ended else kept
    is_withdrawn = isinstance(kept, Consent) and all(row.starts_on <= last.ends_on for row in rows if ended)
    if len(ended) < len(rows) and not is_withdrawn:
        last = next(row for row in rows if row.ends_on is None)
    kept.starts_on, kept.ends_on = min(row.starts_on for row in rows), last.ends_on
    if hasattr(kept, "exit_reason"):
        kept.exit_reason = last.exit_reason if last.ends_on else ""


def _save_united(kept: Model) -> None:
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as clash:
        message = _("The days of the two records don't fit together: %s. Correct the days first.")
        raise ValidationError(message % kept) from clash


def _says_the_same(row: Model, kept: Model) -> bool:
    """Two stages of different names on one day: the kept record's stands as it was."""
    return getattr(row, "name", None) == getattr(kept, "name", None)


def _fill(kept: Model, gone: Model) -> None:
    """What the kept row doesn't say it takes from the other; of two states the one that stands first in its choices."""
    for field in kept._meta.concrete_fields:
        if field.name in (*WITHDRAWAL, *OF_THE_LAST_DAY) or field.primary_key:
            continue
        own, other = getattr(kept, field.attname), getattr(gone, field.attname)
        leader = GOES_WITH.get(field.name)
        if leader and getattr(kept, leader) != getattr(gone, leader):
            continue
        if own in (None, "", []) and other not in (None, "", []):
            setattr(kept, field.attname, other)
        elif field.name == "state" and field.choices:
            order = [value for value, _label in field.choices]
            setattr(kept, field.attname, min(own, other, key=order.index))


def _days(row: Any) -> Period:
    return Period(row.starts_on, row.ends_on)


def _source(expression: Any) -> str:
    """The column an expression of a constraint is about: itself, or the one that Lower or Trim takes."""
    while not isinstance(expression, str):
        expression = getattr(expression, "name", None) or expression.get_source_expressions()[0]
    return expression


def _are_alike(one: Model, other: Model, names: Sequence[str]) -> bool:
    return all(_plain(getattr(one, name)) == _plain(getattr(other, name)) for name in names)


def _plain(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value
