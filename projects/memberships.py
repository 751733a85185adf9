"""Who works in a project, in which roles, and what that allows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from ohjaamo.periods import running_on
from projects.choices import ProjectPart
from projects.models import Project, ProjectMember
from staff import auditing
from staff.models import User
from staff.permissions import ROLE_CARDS, Permission, Role, permissions_of


@dataclass(frozen=True)
class Allowed:
    """What somebody may do on a day, project by project."""

    by_project: dict[int, frozenset[Permission]]
    parts_off: Mapping[int, list[str]] = field(default_factory=dict)

    def may(self, permission: Permission, project_id: int | None = None) -> bool:
        """Whether the permission holds in the project; in any project when none is named."""
        if project_id is not None:
            return permission in self.by_project.get(project_id, frozenset())
        return any(permission in allowed for allowed in self.by_project.values())

    def projects_where(self, *permissions: Permission) -> list[int]:
        """Keys of the projects where any of the permissions holds."""
        return [key for key, allowed in self.by_project.items() if allowed.intersection(permissions)]

    def projects_using(self, part: ProjectPart, *permissions: Permission) -> list[int]:
        """Those of `projects_where` that haven't switched the part off."""
        keys = self.projects_where(*permissions)
        return [key for key in keys if part not in self.parts_off.get(key, [])]


def allowed_to(user: Any, today: dt.date) -> Allowed:
    """What the user may do today. Asked of the database once per request; a deactivated user may nothing."""
    known: dict[dt.date, Allowed] = user.__dict__.setdefault("_allowed_on", {})
    if today not in known:
        roles: dict[int, list[str]] = defaultdict(list)
        parts_off: dict[int, list[str]] = {}
        if user.is_active:
            rows = ProjectMember.objects.filter(running_on(today), user=user).order_by("project_id")
            for project_id, held, off in rows.values_list("project_id", "roles", "project__parts_off"):
                roles[project_id] += held
                parts_off[project_id] = off
        known[today] = Allowed({key: permissions_of(held) for key, held in roles.items()}, parts_off)
    return known[today]


def people_who(permission: Permission, projects: Sequence[int], today: dt.date) -> QuerySet[User]:
    """Those who hold the permission in one of the projects today, by name; who can't sign in any more is left out."""
    held = ProjectMember.objects.filter(
        running_on(today), project__in=projects, roles__overlap=roles_that(permission)
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def roles_that(permission: Permission) -> list[str]:
    """The roles that hold the permission."""
    return [role.value for role, card in ROLE_CARDS.items() if permission in card.permissions]


def join(
    *,
    project: Project,
    user: User,
    roles: list[Role],
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: auditing.Actor,
) -> ProjectMember:
    """Make somebody a member of a project. Refused (ValidationError) when they already are on these days."""
    member = ProjectMember(project=project, user=user, roles=roles, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        member.full_clean()
        member.save()
    return member


def leave(*, member: ProjectMember, ends_on: dt.date, by: auditing.Actor) -> None:
    """End a membership with a last day. Refused (ValidationError) before its first day."""
    member.ends_on = ends_on
    with auditing.act(by=by):
        member.full_clean()
        member.save(update_fields=["ends_on"])
