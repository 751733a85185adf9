"""A client's stays as her page shows them: of projects the reader doesn't work in, only the code and the days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject, Least

from clients.models import Enrolment, TargetGroupMember
from ohjaamo.periods import running_on
from projects.choices import TargetGroupKind
from projects.memberships import allowed_to
from projects.models import TargetGroup
from staff.permissions import Permission


@dataclass(frozen=True)
class Membership:
    """The stay's place in a target group or pilot."""

    pk: int
    name: str
    kind: str
    starts_on: dt.date
    ends_on: dt.date | None
    is_over: bool


@dataclass(frozen=True)
class ShownStay:
    """A stay, and what the reader may do about it."""

    stay: Enrolment
    is_hers: bool
    keeps: bool
    is_running: bool
    memberships: Sequence[Membership]
    # Keys and names of the groups the client might join today.
    open_groups: Sequence[dict[str, Any]]


def with_target_groups(stays: QuerySet[Enrolment], today: dt.date) -> QuerySet[Enrolment]:
    """Stays with their memberships of target groups and the groups they might join, in the one question.

    A membership ends with its group at the latest.
    """
    members = TargetGroupMember.objects.filter(enrolment=OuterRef("pk")).order_by("starts_on", "pk")
    facts = JSONObject(
        pk="pk",
        name="group__name",
        kind="group__kind",
        starts_on="starts_on",
        # PostgreSQL's LEAST passes over what is empty.
        ends_on=Least("ends_on", "group__ends_on"),
    )
    inside = TargetGroupMember.objects.filter(
        running_on(today), group=OuterRef("pk"), enrolment=OuterRef(OuterRef("pk"))
    )
    groups = TargetGroup.objects.filter(running_on(today), ~Exists(inside), project=OuterRef("project"))
    return stays.annotate(
        memberships=ArraySubquery(members.values(facts=facts)),
        open_groups=ArraySubquery(groups.order_by("name").values(facts=JSONObject(pk="pk", name="name"))),
    )


def shown(*, stays: Sequence[Any], user: Any, today: dt.date) -> list[ShownStay]:
    """Stays (from `with_target_groups`) as the reader sees them, in the order given."""
    allowed = allowed_to(user, today)
    found = []
    for stay in stays:
        is_hers = stay.project_id in allowed.by_project
        keeps = allowed.may(Permission.KEEP_CLIENT_FACTS, stay.project_id)
        is_running = stay.period.includes(today)
        found.append(
            ShownStay(
                stay=stay,
                is_hers=is_hers,
                keeps=keeps,
                is_running=is_running,
                memberships=[_membership(facts, today) for facts in stay.memberships] if is_hers else (),
                open_groups=stay.open_groups if keeps and is_running else (),
            )
        )
    return found


def _membership(facts: dict[str, Any], today: dt.date) -> Membership:
    ends_on = facts["ends_on"] and dt.date.fromisoformat(facts["ends_on"])
    kind = str(TargetGroupKind(facts["kind"]).label)
    return Membership(
        pk=facts["pk"],
        name=facts["name"],
        kind=kind,
        starts_on=dt.date.fromisoformat(facts["starts_on"]),
        ends_on=ends_on,
        is_over=ends_on is not None and ends_on < today,
    )
