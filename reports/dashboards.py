"""What the start page holds for a person: only what she may do, and what waits for her."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from clients.models import Assignment, Client, Enrolment
from coaching.habits import recent_clients
from coaching.models import Step
from ohjaamo.periods import running_on
from projects.memberships import allowed_to
from projects.models import Project, ProjectMember
from reports import days, snapshots
from reports.reconciliation import Reconciliation, check
from staff.models import User
from staff.permissions import ROLE_CARDS, Permission, Role, RoleCard

# Each takes five questions to the database; the list of reports has the others.
PROJECTS_SHOWN = 3


@dataclass(frozen=True)
class CoachDesk:
    """Whom she met last, how many clients are hers, and the steps due by the end of this week."""

    recent: Sequence[Client]
    own_count: int
    steps: Sequence[Step]


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
class Dashboard:
    """The parts of a start page; None or nothing for what isn't hers."""

    desk: CoachDesk | None
    readiness: Sequence[Readiness]
    keeps_facts: bool
    roles: Sequence[tuple[str, RoleCard]]

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to do but to read what she may do."""
        return self.desk is None and not self.readiness and not self.keeps_facts


def dashboard(user: User, today: dt.date) -> Dashboard:
    """The start page of a person today."""
    allowed = allowed_to(user, today)
    logs = allowed.projects_where(Permission.LOG_SESSIONS)
    keeps_facts = allowed.may(Permission.SEE_PROJECT_CLIENTS) and not logs
    reported = _reported(allowed.projects_where(Permission.OPEN_FIGURES), today)
    return Dashboard(
        desk=_desk(user, logs, today) if logs else None,
        readiness=[_readiness(project, today) for project in reported],
        keeps_facts=keeps_facts,
        roles=_roles(user, today),
    )


def _desk(user: User, projects: list[int], today: dt.date) -> CoachDesk:
    own = Assignment.objects.filter(running_on(today), coach=user).values("client")
    return CoachDesk(
        recent=recent_clients(user, today),
        own_count=own.distinct().count(),
        steps=list(_steps(own, projects, today + dt.timedelta(days=6 - today.weekday()))),
    )


def _steps(own: QuerySet[Assignment, Any], projects: list[int], until: dt.date) -> QuerySet[Step]:
    """Open steps of her own clients in the projects, due by a day; a step without a date is never late."""
    stays = Enrolment.objects.filter(client__in=own, project__in=projects)
    waiting = Step.objects.filter(enrolment__in=stays, done_on__isnull=True, dropped_on__isnull=True)
    return waiting.filter(due_on__lte=until).select_related("enrolment__client").order_by("due_on", "pk")


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


def _roles(user: User, today: dt.date) -> list[tuple[str, RoleCard]]:
    held = ProjectMember.objects.filter(running_on(today), user=user).values_list("roles", flat=True)
    names = {Role(role) for roles in held for role in roles}
    return [(str(role.label), ROLE_CARDS[role]) for role in Role if role in names]
