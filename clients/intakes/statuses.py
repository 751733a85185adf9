"""Rows of statuses: what clients did as it was seen on several days, put together into activities."""

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from clients import activities
from clients.choices import ConfirmationSource
from clients.intakes import identities
from clients.models import Activity, Client
from ohjaamo import formats
from ohjaamo.periods import Period
from projects.book_columns import Values
from projects.choices import ActivityKind
from staff import auditing, headers
from staff.verdicts import Verdict

# What stands in a cell when the client doesn't come any more.
ENDS = "ends"


@dataclass(frozen=True)
class Seen:
    """What a client did on a day, and the column that says so."""

    day: dt.date
    kind: str
    column: str


@dataclass(frozen=True)
class Run:
    """The same seen on one day after another; `ends_on` is the day before something else was seen, if it was."""

    sightings: Sequence[Seen]
    ends_on: dt.date | None
    # The column that says it ended.
    ended_by: str

    @property
    def kind(self) -> str:
        return self.sightings[0].kind


class StatusIntake:
    """Takes rows of statuses of clients whom the register knows."""

    def __init__(self, today: dt.date, by: auditing.Actor) -> None:
        self.by = by
        self.people = identities.people_for(today=today, by=by)
        self.known: dict[int, list[Activity]] = defaultdict(list)
        self.withdrawn: set[tuple[int, str, dt.date]] = set()
        for row in Activity.with_withdrawn.order_by("starts_on"):
            if row.withdrawn_at is None:
                self.known[row.client_id].append(row)
            else:
                self.withdrawn.add((row.client_id, row.kind, row.starts_on))

    def take(self, values: Values, verdict: Verdict) -> None:
        """Take a row in: a new activity for what the register doesn't know to run, an end where something else follows.

        What it made is remembered last, as until then it may be rolled back.
        """
        client = identities.known_client(values, self.people, verdict)
        known = list(self.known[client.pk])
        for run in runs_of(values):
            for seen in run.sightings:
                running = _running(known, seen)
                with verdict.refusing(seen.column):
                    if running is None:
                        self._start(client, run, seen, known, verdict)
                    else:
                        self._go_on(client, run, seen, running, known, verdict)
        self.known[client.pk] = known

    def _start(self, client: Client, run: Run, seen: Seen, known: list[Activity], verdict: Verdict) -> None:
        if (client.pk, seen.kind, seen.day) in self.withdrawn:
            identities.tell_withdrawn(verdict, seen.column)
            return
        ends_on = _last_day(run, seen, known)
        last = max(each.day for each in run.sightings if ends_on is None or each.day <= ends_on)
        activity = activities.start(
            client=client,
            kind=seen.kind,
            starts_on=seen.day,
            ends_on=ends_on,
            confirmed_on=last,
            confirmed_from=ConfirmationSource.BOOK,
            by=self.by,
        )
        verdict.created["activities"] += 1
        known.append(activity)
        _tell(verdict, client, activity, seen.column, old="")

    def _go_on(
        self,
        client: Client,
        run: Run,
        seen: Seen,
        running: Activity,
        known: list[Activity],
        verdict: Verdict,
    ) -> None:
        """What runs stays as it is, but for the day on which a book saw it last, and its end if a book saw that."""
        covered = [each for each in run.sightings if running.period.includes(each.day)]
        if not _is_seen_in_books(running) or seen is not covered[-1]:
            return
        activity = copy.copy(running)
        if activity.confirmed_on is None or activity.confirmed_on < seen.day:
            activities.see_in_book(activity=activity, day=seen.day, by=self.by)
        if activity.ends_on is None and run.ends_on:
            activities.end(activity=activity, ends_on=run.ends_on, by=self.by)
            _tell(verdict, client, activity, run.ended_by, old=_days(running))
        if (activity.confirmed_on, activity.ends_on) != (running.confirmed_on, running.ends_on):
            verdict.updated["activities"] += 1
            known[known.index(running)] = activity


def runs_of(values: Values) -> Iterator[Run]:
    """What the row's columns for days say, in order of the days; a blank says nothing, so what was seen goes on."""
    seen = sorted(
        (
            Seen(day, str(value), name)
            for name, value in values.items()
            if value and (day := headers.day_of(name))
        ),
        key=lambda each: each.day,
    )
    groups = [list(group) for _kind, group in groupby(seen, key=lambda each: each.kind)]
    nothing: list[Seen] = []
    for group, after in zip_longest(groups, groups[1:], fillvalue=nothing):
        if group[0].kind != ENDS:
            ends_on = after[0].day - dt.timedelta(days=1) if after else None
            yield Run(group, ends_on, after[0].column if after else "")


def _running(known: Sequence[Activity], seen: Seen) -> Activity | None:
    """What the client does of this kind on the day; of several one that only books have seen."""
    running = [each for each in known if each.kind == seen.kind and each.period.includes(seen.day)]
    return min(running, key=lambda each: not _is_seen_in_books(each), default=None)


def _last_day(run: Run, seen: Seen, known: Sequence[Activity]) -> dt.date | None:
    """The day before the client does anything else, by this book or, so far as only books know it, by the register."""
    later = [
        each.starts_on - dt.timedelta(days=1)
        for each in known
        if each.starts_on > seen.day and (each.kind == seen.kind or _is_seen_in_books(each))
    ]
    return min([*filter(None, [run.ends_on]), *later], default=None)


def _is_seen_in_books(activity: Activity) -> bool:
    """Whether nobody of ours, nor a book that names the place, knows it better than a column for a day."""
    return activity.confirmed_from == ConfirmationSource.BOOK and not activity.place


def _tell(verdict: Verdict, client: Client, activity: Activity, column: str, *, old: str) -> None:
    """Tell of a beginning or an end before it is made; of a client under a safety restriction nothing."""
    if not client.has_safety_restriction:
        thing = ActivityKind(activity.kind).label
        verdict.change(str(thing), verdict.titles.get(column, ""), old, _days(activity))


def _days(activity: Activity) -> str:
    period: Period = activity.period
    return formats.period(period)
