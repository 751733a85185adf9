"""What a project promised: kept with its evidence, and beside it how far the project has come by its own figures."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.choices import OutcomeKind
from projects.models import Project
from reports.choices import PromiseKind
from reports.figures import origins
from reports.figures.results import by_kind
from reports.figures.tally import EVER, TOTAL, UNKNOWN
from reports.models import Promise
from reports.result_parts import OUTCOMES
from staff import auditing
from staff.models import User
from staff.rows import keep

RESULT, CLIENTS, NATIONALITIES = "result:", "clients", "nationalities"


class Standing(TextChoices):
    """How a promise stands on a day."""

    REACHED = "reached", gettext_lazy("Reached")
    UNPROVEN = "unproven", gettext_lazy("Target met, evidence missing")
    LATE = "late", gettext_lazy("Overdue")
    OPEN = "open", gettext_lazy("Under way")


@dataclass(frozen=True)
class Progress:
    """A promise with what is counted for it: the number, None where nothing is, and where its people are."""

    promise: Promise
    standing: Standing
    value: int | None = None
    part: str = ""
    figure: str = ""

    @property
    def tag(self) -> str:
        """How its standing is coloured."""
        return {Standing.REACHED: "ok", Standing.UNPROVEN: "warn", Standing.LATE: "err"}.get(
            self.standing, "info"
        )


def figures() -> dict[str, Any]:
    """What can be counted for a promise, by its key."""
    outcomes = {f"{RESULT}{kind.value}": kind.label for kind in OutcomeKind}
    return {CLIENTS: _("Clients during the whole project"), NATIONALITIES: _("Nationalities"), **outcomes}


def progress(project: Project, *, today: dt.date) -> list[Progress]:
    """The promises of a project in the order they are kept in, each with its figure as of now."""
    rows = list(Promise.objects.filter(project=project).select_related("municipality", "owner"))
    counted = _counted(project) if any(row.figure for row in rows) else {}
    return [_progress(row, counted, today) for row in rows]


def make(
    *, project: Project, kind: PromiseKind | str, text: str, by: auditing.Actor, **facts: Any
) -> Promise:
    """Write down what was promised. Refused (ValidationError) without words, and for a figure nobody counts.

    Refused also when a day has come without its evidence, and an adoption without its municipality.
    """
    promise = Promise(project=project, kind=kind, text=text.strip(), **facts)
    return _kept(promise, by)


def change(*, promise: Promise, by: auditing.Actor, **facts: Any) -> Promise:
    """Say anew what was promised, or that it was reached. Refused (ValidationError) as `make` is."""
    for name, value in facts.items():
        setattr(promise, name, value)
    return _kept(promise, by)


def withdraw(*, promise: Promise, reason: str, by: User) -> Promise:
    """Take a promise out that was never made. Refused (ValidationError) without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is withdrawn.")})
    promise.withdrawn_at, promise.withdrawn_by = timezone.now(), by
    promise.withdrawn_reason = reason.strip()
    with auditing.act(by=by):
        keep(promise, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return promise


def _kept(promise: Promise, by: auditing.Actor) -> Promise:
    if promise.figure and promise.figure not in figures():
        raise ValidationError({"figure": _("There is no such figure.")})
    with auditing.act(by=by):
        keep(promise)
    return promise


def _counted(project: Project) -> dict[str, tuple[int, str, str]]:
    """Every figure that a promise may name: the number now, and the part and the address of its people."""
    outcomes, countries = by_kind(project, EVER), origins.by_nationality(project, EVER)
    found = {
        f"{RESULT}{line.key}": (line.cells[0].value or 0, OUTCOMES, f"{outcomes.key}.{line.key}.events")
        for line in outcomes.lines
    }
    everybody = countries.total.cells[0].value or 0 if countries.total else 0
    known = sum(line.key != UNKNOWN for line in countries.lines)
    return found | {
        CLIENTS: (everybody, "clients", f"{countries.key}.{TOTAL}.persons"),
        NATIONALITIES: (known, "", ""),
    }


def _progress(row: Promise, counted: Mapping[str, tuple[int, str, str]], today: dt.date) -> Progress:
    if not row.figure:
        return Progress(row, _standing(row, None, today))
    value, part, figure = counted[row.figure]
    return Progress(row, _standing(row, value, today), value, part if value else "", figure)


def _standing(row: Promise, value: int | None, today: dt.date) -> Standing:
    if row.reached_on:
        return Standing.REACHED
    if row.target is not None and value is not None and value >= row.target:
        return Standing.UNPROVEN
    return Standing.LATE if row.due_on and row.due_on < today else Standing.OPEN
