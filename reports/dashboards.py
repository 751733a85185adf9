"""What the start page holds for a person: only what she may do, and what waits for her."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from clients import doubles, gaps, handovers, substitutions
from clients.access import reachable_clients, visible_clients
from clients.gaps import Gap
from clients.models import Assignment, Client, Enrolment, Handover, Substitution
from coaching import calendars, worklists
from coaching.calendars import Meeting
from coaching.habits import recent_clients
from coaching.models import Step
from coaching.worklists import Tally
from ohjaamo.periods import running_on
from projects import import_standings
from projects.import_access import batches_of
from projects.import_standings import Standing
from projects.memberships import allowed_to
from projects.models import Project, ProjectMember
from reports import days, publication_access, publications, readiness, snapshots
from reports.models import Publication
from reports.reconciliation import Reconciliation, check
from staff.models import User
from staff.permissions import ROLE_CARDS, Permission, Role, RoleCard

# Each takes five questions to the database; the list of reports has the others.
PROJECTS_SHOWN = 3
IMPORTS_SHOWN = 3


@dataclass(frozen=True)
class CoachDesk:
    """A coach's day and week: whom she meets, what waits to be logged, what is due, what is new to her."""

    agenda: Sequence[Meeting]
    unlogged: Sequence[Meeting]
    recent: Sequence[Client]
    steps: Sequence[Step]
    waiting: Sequence[Tally]
    news: Sequence[Handover]
    stands_in: Sequence[Substitution]
    # Minutes of this week, for her own eyes.
    logged: int
    planned: int
    # Projects whose reporting date is near, each with that date.
    nearing: Sequence[tuple[Project, dt.date]]
    # Whether she has clients of her own; without any there is nothing to be due.
    has_clients: bool

    @property
    def has_side(self) -> bool:
        """Whether there is anything beside her day."""
        return bool(self.has_clients or self.news or self.stands_in)


@dataclass(frozen=True)
class Readiness:
    """How far a project's report is: the latest two dates that have come, the next one, and what the rules say."""

    project: Project
    days: Sequence[dt.date]
    upcoming: dt.date | None
    days_left: int | None
    reconciliation: Reconciliation

    @property
    def latest(self) -> dt.date:
        return self.days[-1]


@dataclass(frozen=True)
class Office:
    """What a keeper of facts completes: what is missing from how many, likely doubles, and the last imports."""

    gaps: Sequence[Gap]
    # Pairs of records that may be one person.
    doubles: int
    imports: Sequence[Standing]


@dataclass(frozen=True)
class Dashboard:
    """The parts of a start page; None or nothing for what isn't hers."""

    desk: CoachDesk | None
    readiness: Sequence[Readiness]
    # What waits in the projects she leads; None to who leads none.
    led: Sequence[Tally] | None
    office: Office | None
    roles: Sequence[tuple[str, RoleCard]]
    # What an auditor is named for today.
    named_for: Sequence[Publication] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to do but to read what she may do."""
        return self.desk is None and not self.readiness and self.office is None


def dashboard(user: User, today: dt.date, now: dt.time) -> Dashboard:
    """The start page of a person today, at a time of the day."""
    allowed = allowed_to(user, today)
    logs = allowed.projects_where(Permission.LOG_SESSIONS)
    leads = logs and allowed.may(Permission.SEE_PROJECT_CLIENTS)
    keeps_facts = allowed.may(Permission.SEE_PROJECT_CLIENTS) and not logs
    reported = _reported(allowed.projects_where(Permission.OPEN_FIGURES), today)
    return Dashboard(
        desk=_desk(user, logs, today, now) if logs else None,
        readiness=[_readiness(project, today) for project in reported],
        led=_waiting(worklists.tallies(worklists.led(user, today))) if leads else None,
        office=_office(user, today) if keeps_facts else None,
        roles=[] if logs or reported or keeps_facts else _roles(user, today),
        named_for=_named_for(user, today),
    )


def _desk(user: User, projects: list[int], today: dt.date, now: dt.time) -> CoachDesk:
    own = Assignment.objects.filter(running_on(today), coach=user).values("client")
    recent, diary = recent_clients(user, today), calendars.diary(user, today)
    return CoachDesk(
        agenda=diary.agenda(now),
        unlogged=diary.unlogged,
        recent=recent,
        steps=list(_steps(own, projects, today + dt.timedelta(days=6 - today.weekday()))),
        waiting=_waiting(worklists.tallies(worklists.own(user, today))) if recent else [],
        news=list(handovers.news(user, today)),
        stands_in=[each for each in substitutions.standing_in(user, today) if each.starts_on <= today],
        logged=calendars.logged_minutes(user, today),
        planned=diary.planned_minutes,
        nearing=readiness.nearing(projects, today) if recent else [],
        has_clients=bool(recent),
    )


def _waiting(tallies: Sequence[Tally]) -> list[Tally]:
    """The lists that somebody is on; shares are read on the work list itself."""
    return [tally for tally in tallies if tally.count and tally.list.of is None]


def _steps(own: QuerySet[Assignment, Any], projects: list[int], until: dt.date) -> QuerySet[Step]:
    """Open steps of her own clients in the projects, due by a day; a step without a date is never late."""
    stays = Enrolment.objects.filter(client__in=own, project__in=projects)
    waiting = Step.objects.filter(enrolment__in=stays, done_on__isnull=True, dropped_on__isnull=True)
    return waiting.filter(due_on__lte=until).select_related("enrolment__client").order_by("due_on", "pk")


def _office(user: User, today: dt.date) -> Office:
    allowed = allowed_to(user, today)
    keeps, settles = (
        allowed.projects_where(permission)
        for permission in (Permission.KEEP_CLIENT_FACTS, Permission.SETTLE_DOUBLES)
    )
    running = gaps.running(visible_clients(user, today), keeps, today)
    known = reachable_clients(user, today).filter(
        pk__in=Enrolment.objects.filter(project__in=settles).values("client")
    )
    return Office(
        gaps=gaps.gaps(running),
        doubles=len(doubles.pairs(known)),
        imports=import_standings.standings(batches_of(user, today), IMPORTS_SHOWN),
    )


def _reported(keys: list[int], today: dt.date) -> list[Project]:
    """The newest projects running now; when none does, the latest one."""
    projects = list(Project.objects.filter(pk__in=keys))
    running = [project for project in projects if project.period.includes(today)]
    return running[:PROJECTS_SHOWN] or projects[:1]


def _readiness(project: Project, today: dt.date) -> Readiness:
    latest = days.reporting(project, today)[-2:]
    upcoming = min((day for day in project.reporting_dates if day > today), default=None)
    return Readiness(
        project=project,
        days=latest,
        upcoming=upcoming,
        days_left=(upcoming - today).days if upcoming else None,
        reconciliation=check(snapshots.build(project, latest)),
    )


def _named_for(user: User, today: dt.date) -> Sequence[Publication]:
    if not publication_access.audits(user, today):
        return []
    found = publication_access.named_for(user, today).select_related("project")
    return list(found.defer(*publications.HEAVY))


def _roles(user: User, today: dt.date) -> list[tuple[str, RoleCard]]:
    held = ProjectMember.objects.filter(running_on(today), user=user).values_list("roles", flat=True)
    names = {Role(role) for roles in held for role in roles}
    return [(str(role.label), ROLE_CARDS[role]) for role in Role if role in names]
