"""Before a reporting date: what each coach still has to complete, so that the report of that date is ready.

Looked at are the clients who have been in the project since the date before. Nothing is asked without a date ahead.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clients.models import Assignment, Enrolment
from projects.models import Project
from reports import eura
from reports.figures.confirmations import confirmations
from reports.figures.participants import participants
from reports.rules.evidence import without_evidence
from staff.models import User

# So long before its date the work begins; until then nobody is reminded.
AHEAD = dt.timedelta(weeks=5)
ANY, UNCLASSIFIED, UNCONFIRMED, EVIDENCE, ENTRY, NOTICES = (
    "any", "unclassified", "unconfirmed", "evidence", "entry", "notices",
)  # fmt: skip
# The rows that are no coach's.
NOBODY, ALL = "nobody", "all"
GAPS: dict[str, Promise] = {
    UNCLASSIFIED: _("Unclassified"),
    UNCONFIRMED: _("Status not confirmed since the last date"),
    EVIDENCE: _("Result without evidence"),
    ENTRY: _("Entry facts missing"),
    NOTICES: _("Due to the fund"),
}


@dataclass(frozen=True)
class Row:
    """Clients and what is left to do with them: of a coach by key, of nobody (who have no coach), or of all."""

    key: str
    coach: User | None
    clients: frozenset[int]
    gaps: Mapping[str, frozenset[int]]

    @property
    def open(self) -> frozenset[int]:
        """Those of the clients who have any gap."""
        return frozenset().union(*self.gaps.values())

    @property
    def ready(self) -> int:
        return len(self.clients) - len(self.open)

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(gap, len(keys)) for gap, keys in self.gaps.items()]

    def behind(self, gap: str) -> frozenset[int]:
        """The clients of a gap, or of any. Raises KeyError for what is none."""
        return self.open if gap == ANY else self.gaps[gap]


@dataclass(frozen=True)
class Readiness:
    """How far a project is before a date: a row for each coach, and one in all."""

    project: Project
    before: dt.date
    upcoming: dt.date
    today: dt.date
    rows: tuple[Row, ...]
    whole: Row

    @property
    def days_left(self) -> int:
        return (self.upcoming - self.today).days

    @property
    def has_begun(self) -> bool:
        """Whether the date is so near that the work is done now."""
        return self.upcoming - self.today <= AHEAD

    def row(self, key: str) -> Row | None:
        """The row with a key: a coach's, that of clients without one, or all."""
        return next((row for row in (*self.rows, self.whole) if row.key == key), None)

    def seen_by(self, user: User, sees_all: bool) -> "Readiness":
        """What somebody may see of it: everything, or her own row, which then is the whole."""
        if sees_all:
            return self
        own = self.row(str(user.pk)) or Row(
            str(user.pk), user, frozenset(), {gap: frozenset() for gap in self.whole.gaps}
        )
        return replace(self, rows=(own,), whole=own)


def nearing(projects: Sequence[int], today: dt.date) -> list[tuple[Project, dt.date]]:
    """Those of the projects (by key) whose next date is so near that the work is done now, with that date."""
    dated = [(project, _upcoming(project, today)) for project in Project.objects.filter(pk__in=projects)]
    return [(project, day) for project, day in dated if day is not None and day - today <= AHEAD]


def readiness(project: Project, today: dt.date) -> Readiness | None:
    """How far the project is before its next reporting date; None where no date is ahead."""
    upcoming = _upcoming(project, today)
    if upcoming is None:
        return None
    before = max((day for day in project.reporting_dates if day < today), default=project.starts_on)
    clients = frozenset(_with_us(project, before, today))
    gaps = _gaps(project, clients, before, today)
    coaches = _coaches(clients, today)
    users = User.objects.in_bulk({key for keys in coaches.values() for key in keys})
    by_coach: dict[int | None, set[int]] = defaultdict(set)
    for client in clients:
        for coach in coaches.get(client) or (None,):
            by_coach[coach].add(client)
    rows = [
        _row(str(coach) if coach else NOBODY, users[coach] if coach else None, keys, gaps)
        for coach, keys in by_coach.items()
    ]
    rows.sort(key=lambda row: (-len(row.open), str(row.coach or "")))
    return Readiness(project, before, upcoming, today, tuple(rows), _row(ALL, None, clients, gaps))


def _upcoming(project: Project, today: dt.date) -> dt.date | None:
    return min((day for day in project.reporting_dates if day >= today), default=None)


def _with_us(project: Project, before: dt.date, today: dt.date) -> list[int]:
    since = Q(ends_on__isnull=True) | Q(ends_on__gt=before)
    stays = Enrolment.objects.filter(since, project=project, starts_on__lte=today)
    return list(stays.order_by().values_list("client", flat=True).distinct())


def _gaps(
    project: Project, clients: frozenset[int], before: dt.date, today: dt.date
) -> dict[str, frozenset[int]]:
    """Whom each gap concerns; what the fund asks only where there is a fund to ask."""
    statuses = confirmations(project, today)
    unconfirmed = {each.key for each in statuses if each.kind and not _is_since(each.confirmed_on, before)}
    found = {
        UNCLASSIFIED: {each.key for each in statuses if each.kind is None},
        UNCONFIRMED: unconfirmed,
        EVIDENCE: set(without_evidence(project, today)),
    }
    if project.programme_period:
        people = participants(project, today, list(clients))
        found[ENTRY] = {each.key for each in people if not each.is_complete}
    if eura.asks(project):
        desk = eura.desk(project, list(clients), today)
        found[NOTICES] = {line.participant.key for line in desk if line.is_open}
    return {gap: clients & keys for gap, keys in found.items()}


def _is_since(confirmed_on: dt.date | None, before: dt.date) -> bool:
    return confirmed_on is not None and confirmed_on > before


def _coaches(clients: frozenset[int], today: dt.date) -> dict[int, Sequence[int]]:
    """The coaches of each client: those who work with the client today, or else the last one who did."""
    running: dict[int, list[int]] = defaultdict(list)
    last: dict[int, int] = {}
    assignments = Assignment.objects.filter(client__in=clients, starts_on__lte=today)
    for client, coach, ends_on in assignments.order_by("starts_on", "pk").values_list(
        "client_id", "coach_id", "ends_on"
    ):
        last[client] = coach
        if ends_on is None or ends_on >= today:
            running[client].append(coach)
    return {client: running.get(client) or [coach] for client, coach in last.items()}


def _row(key: str, coach: User | None, clients: Iterable[int], gaps: Mapping[str, frozenset[int]]) -> Row:
    own = frozenset(clients)
    return Row(key, coach, own, {gap: keys & own for gap, keys in gaps.items()})
