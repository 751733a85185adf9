"""What was logged only after the period it belongs to had ended: by hand, or out of an old book."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clients.models import Enrolment, Outcome
from coaching.models import Attendance, CoachingSession
from ohjaamo.formats import day as in_words
from ohjaamo.periods import Period
from projects.models import Project
from reports.figures.tally import PERSONS, Fact, Measure, Table, split, within
from staff import auditing

STAYS, OUTCOMES, SESSIONS = "stays", "outcomes", "sessions"


@dataclass(frozen=True, kw_only=True)
class Entered(Fact):
    """A row of ours that history first saw after the period's end."""

    kind: str
    is_from_book: bool


ENTRIES = Measure("entries", gettext_lazy("Entries"), lambda fact: fact.event)
BY_HAND = Measure(
    "by_hand", gettext_lazy("Logged by hand"), lambda fact: None if fact.is_from_book else fact.event
)
FROM_BOOK = Measure(
    "from_book", gettext_lazy("From an old book"), lambda fact: fact.event if fact.is_from_book else None
)


def tables(project: Project, period: Period, _today: dt.date) -> list[Table]:
    """What was logged after the period's last day, or the project's where no period is asked for."""
    last = period.ends_on or project.ends_on
    kinds = {STAYS: _("Stays begun"), OUTCOMES: _("Results"), SESSIONS: _("Sessions")}
    return [
        split(
            "late",
            _("Logged after %(day)s") % {"day": in_words(last)},
            list(_late(project, Period(period.starts_on, last))),
            lambda fact: (fact.kind,),
            kinds,
            (ENTRIES, BY_HAND, FROM_BOOK, PERSONS),
            first=_("Entry"),
            note=_("A report made on the last day couldn't count these."),
        )
    ]


def _late(project: Project, period: Period) -> Iterator[Entered]:
    stays = Enrolment.objects.filter(within("starts_on", period), project=project)
    outcomes = Outcome.objects.filter(within("happened_on", period), project=project)
    sessions = CoachingSession.objects.filter(within("held_on", period), project=project)
    there: dict[int, list[int | None]] = defaultdict(list)
    for session, person in Attendance.objects.filter(session__in=sessions).values_list("session", "client"):
        there[session].append(person)
    kinds: tuple[tuple[str, QuerySet[Any], str], ...] = (
        (STAYS, stays, "starts_on"),
        (OUTCOMES, outcomes, "happened_on"),
        (SESSIONS, sessions, "held_on"),
    )
    for kind, rows, column in kinds:
        logged = _logged(rows, period)
        for row in rows.filter(pk__in=logged).order_by(column, "pk"):
            clients = (there[row.pk] or [None]) if kind == SESSIONS else [row.client_id]
            for client in clients:
                yield _entered(kind, row, client, getattr(row, column), logged[row.pk])


def _logged(rows: QuerySet[Any], period: Period) -> dict[int, tuple[dt.date, bool]]:
    """Of the rows that came after the period's end: the day, and whether a book brought them."""
    events = auditing.events_of(rows.model).filter(pgh_label="insert", pgh_obj__in=rows.values("pk"))
    late = events.filter(pgh_created_at__date__gt=period.ends_on)
    told = late.values_list("pgh_obj", "pgh_created_at", "pgh_context__metadata")
    return {key: (localtime(moment).date(), "batch" in (facts or {})) for key, moment, facts in told}


def _entered(
    kind: str, row: Model, client: int | None, day: dt.date, logged: tuple[dt.date, bool]
) -> Entered:
    return Entered(
        client=client,
        event=f"{kind}-{row.pk}",
        day=day,
        words=_("logged %(day)s") % {"day": in_words(logged[0])},
        kind=kind,
        is_from_book=logged[1],
    )
