"""Costs pasted from a spreadsheet: a line for each, the person, the month, the amount, and the percent if it is known.

All of them are entered or none: what is wrong stands at its line, and she mends it where she has it.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects import costs, written_months, written_numbers
from projects.choices import Implementer
from projects.models import ActualCost, Project
from staff import auditing

MOST_LINES = 500
BETWEEN_CELLS = re.compile(r"\t|;")
CELLS = (3, 4)


@dataclass(frozen=True)
class Entry:
    """What a line says."""

    person: str
    month_starts_on: dt.date
    amount: Decimal
    full_time_percent: Decimal | None = None

    @property
    def key(self) -> tuple[str, dt.date, Decimal]:
        """By which the same cost is known, should it be pasted again."""
        return (self.person, self.month_starts_on, self.amount)


@dataclass(frozen=True)
class PastedLine:
    """A line as it was pasted; what it says, or what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    entry: Entry | None = None
    faults: tuple[str, ...] = ()


def read(text: str) -> list[PastedLine]:
    """The lines of a pasted text; blank ones and a first line of titles are passed over.

    Refused (ValidationError) without a line, and with more than 500.
    """
    rows = [(number, _cells(line)) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if rows and not any(letter.isdigit() for letter in "".join(rows[0][1])):
        del rows[0]
    if not rows:
        raise ValidationError(_("Paste at least one line: the person, the month and the amount."))
    if len(rows) > MOST_LINES:
        raise ValidationError(_("Paste at most %(count)s lines at a time.") % {"count": MOST_LINES})
    return [_line(number, cells) for number, cells in rows]


def judge(
    *, project: Project, implementer: Implementer, lines: Sequence[PastedLine], by: auditing.Actor
) -> list[PastedLine]:
    """The lines with what is wrong with each: every one is tried, and nothing stays of it."""
    with transaction.atomic():
        judged = list(_tried(project, implementer, lines, by))
        transaction.set_rollback(True)
    return judged


def enter(
    *, project: Project, implementer: Implementer, lines: Sequence[PastedLine], by: auditing.Actor
) -> int:
    """Enter the costs of all lines; tells how many. Refused (ValidationError) when anything is wrong with one."""
    with auditing.act(by=by):
        if any(line.faults for line in _tried(project, implementer, lines, by)):
            raise ValidationError(_("Nothing was saved: something is wrong with a line."))
    return len(lines)


def _tried(
    project: Project, implementer: Implementer, lines: Sequence[PastedLine], by: auditing.Actor
) -> Iterator[PastedLine]:
    months = {line.entry.month_starts_on for line in lines if line.entry}
    standing = ActualCost.objects.filter(
        project=project, implementer=implementer, month_starts_on__in=months, corrects=None
    )
    known = Counter(standing.values_list("person", "month_starts_on", "amount"))
    for line in lines:
        if line.entry is None:
            yield line
        elif known[line.entry.key]:
            yield replace(line, faults=(_("This cost is there already, or it is on a line above."),))
        else:
            known[line.entry.key] += 1
            yield replace(line, faults=_refusals(project, implementer, line.entry, by))


def _refusals(
    project: Project, implementer: Implementer, entry: Entry, by: auditing.Actor
) -> tuple[str, ...]:
    try:
        costs.enter(project=project, implementer=implementer, **vars(entry), by=by)
    except ValidationError as refusal:
        return tuple(refusal.messages)
    return ()


def _cells(line: str) -> tuple[str, ...]:
    cells = [" ".join(cell.split()) for cell in BETWEEN_CELLS.split(line)]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _line(number: int, cells: tuple[str, ...]) -> PastedLine:
    if len(cells) not in CELLS:
        fault = _("A line has the person, the month, the amount, and the percent if it is known.")
        return PastedLine(number, cells, faults=(fault,))
    person, *rest = cells
    found: list[Any] = []
    faults: list[str] = []
    for name, reader, cell in zip((_("Month"), _("Sum"), _("Percent")), READERS, rest, strict=False):
        try:
            found.append(reader(cell))
        except ValueError as error:
            faults.append(f"{name}: {error}")
    if not person:
        faults.insert(0, _("Say whose work it was."))
    if faults:
        return PastedLine(number, cells, faults=tuple(faults))
    return PastedLine(number, cells, Entry(person, *found))


def _amount(cell: str) -> Decimal:
    amount = written_numbers.read(cell)
    if amount is None:
        raise ValueError(_("Write a number, as in 1 234,50."))
    return amount


READERS = (written_months.read, _amount, written_numbers.read)
