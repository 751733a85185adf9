"""Clients as a table with the columns one chooses: asked for, fetched while it may be, each fetching written down."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, Func, Prefetch, QuerySet, Value, When
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clients.access import KIND
from clients.choices import ExportFormat, ExportGrain
from clients.export_columns import COLUMNS, Subject
from clients.gaps import GAPS
from clients.models import Assignment, Client, Enrolment, Export, Outcome
from ohjaamo.periods import running_on
from ohjaamo.sheets import Cell
from projects.models import Project
from staff import accesses
from staff.models import User
from staff.rows import keep

LASTS = dt.timedelta(hours=24)
# So many clients are read, and written down, at a time.
CLIENTS_TOGETHER = 500


def ask(
    *,
    grain: ExportGrain | str,
    format: ExportFormat | str,
    columns: Sequence[str],
    narrowed: str,
    by: User,
) -> Export:
    """Ask for an export of a list narrowed so (its query string); it may be fetched for a day.

    Refused (ValidationError) without columns and for one that there isn't.
    """
    if unknown := [name for name in columns if name not in COLUMNS]:
        raise ValidationError({"columns": _("There is no such column: %(name)s") % {"name": unknown[0][:40]}})
    now = timezone.now()
    export = Export(
        asked_at=now,
        asked_by=by,
        expires_at=now + LASTS,
        grain=grain,
        format=format,
        columns=[name for name in COLUMNS if name in columns],
        narrowed=narrowed,
    )
    keep(export)
    return export


def prepared(clients: QuerySet[Client], projects: Sequence[Project], today: dt.date) -> QuerySet[Client]:
    """The clients (annotated with `primary_kind`) with all that columns tell of them, of these projects."""
    stays = Enrolment.objects.filter(project__in=projects).select_related("project", "referred_by")
    coaching = Assignment.objects.filter(running_on(today)).select_related("coach")
    came = Outcome.objects.filter(project__in=projects)
    gaps = [
        Case(When(condition, then=Value(key)), output_field=CharField())
        for key, (_label, condition) in GAPS.items()
    ]
    return (
        clients.filter(pk__in=Enrolment.objects.filter(project__in=projects).values("client"))
        .select_related("municipality")
        .annotate(lacking=Func(*gaps, template="ARRAY[%(expressions)s]"))
        .prefetch_related(
            Prefetch("enrolments", stays.order_by("starts_on", "pk"), to_attr="stays"),
            Prefetch("assignments", coaching, to_attr="coaching_now"),
            Prefetch("outcomes", came, to_attr="came"),
        )
    )


def rows(
    *, export: Export, clients: QuerySet[Client], day: dt.date, moment: dt.datetime, by: User
) -> Iterator[Sequence[Cell]]:
    """The titles, then a row for each person or participation of the clients (`prepared`), read a few at a time.

    Whose rows go out is written down before they do.
    """
    columns = [COLUMNS[name] for name in export.columns]
    yield [capfirst(str(column.title)) for column in columns]
    waiting = clients.iterator(chunk_size=CLIENTS_TOGETHER)
    while some := list(islice(waiting, CLIENTS_TOGETHER)):
        accesses.note_export(
            kind=KIND,
            keys=[client.pk for client in some],
            reason=export.grain,
            day=day,
            moment=moment,
            by=by,
        )
        for subject in subjects(some, export.grain):
            yield [column.of(subject) for column in columns]


def subjects(clients: Iterable[Any], grain: str) -> Iterator[Subject]:
    """Whom the rows are about: each client, or each client in each project, the one entered first first."""
    for client in clients:
        if grain == ExportGrain.PERSON:
            yield Subject(client, tuple(client.stays))
            continue
        by_project = sorted(client.stays, key=lambda stay: (stay.project_id, stay.starts_on))
        groups = [tuple(stays) for _key, stays in groupby(by_project, key=lambda stay: stay.project_id)]
        for stays in sorted(groups, key=lambda stays: (stays[0].starts_on, stays[0].pk)):
            yield Subject(client, stays)
