"""What a book changes in rows that we have, value by value in words; of a client under a safety restriction nothing."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from clients.fillings import shown
from clients.models import Assignment, Client
from ohjaamo import formats
from ohjaamo.periods import Period
from projects.book_columns import BLANK
from staff.verdicts import Verdict


def tell(verdict: Verdict, client: Client, row: Model, values: Mapping[str, Any]) -> None:
    """Tell what becomes of the columns of a row; to be called before it is written."""
    for name, value in values.items():
        column = row._meta.get_field(name)
        title = verdict.titles.get(name) or str(getattr(column, "verbose_name", name))
        _tell(verdict, client, row, title, _words(row, name, getattr(row, name)), _words(row, name, value))


def tell_assignment(
    verdict: Verdict, client: Client, assignment: Assignment, *, before: Assignment | None = None
) -> None:
    """Tell of a coach's days, which no cell of the book shows: those that begin, or become others than before."""
    old = _days(before) if before else ""
    title = verdict.titles.get("coach") or str(Assignment._meta.get_field("coach").verbose_name)
    _tell(verdict, client, assignment, title, old, _days(assignment))


def _tell(verdict: Verdict, client: Client, row: Model, title: str, old: str, new: str) -> None:
    if not client.has_safety_restriction:
        verdict.change(str(row._meta.verbose_name), title, old, new)


def _words(row: Model, name: str, value: Any) -> str:
    return "" if value in BLANK else shown(row, name, value)


def _days(assignment: Assignment) -> str:
    return f"{assignment.coach} {formats.period(Period(assignment.starts_on, assignment.ends_on))}"
