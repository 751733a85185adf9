"""A project ends and its clients go on in the next: numbers, coaches, open goals and steps go with them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from clients import continuations
from clients.models import Assignment, Enrolment
from coaching import stages
from coaching.goals import OPEN as OPEN_GOAL
from coaching.models import Goal, Stage, Step
from coaching.steps import OPEN as OPEN_STEP
from ohjaamo.formats import day as in_words
from ohjaamo.formats import period
from ohjaamo.periods import running_on
from projects.choices import ProjectPart
from projects.memberships import people_who
from projects.models import Project
from staff import auditing
from staff.models import User
from staff.permissions import Permission


@dataclass(frozen=True)
class Move:
    """What carrying a stay over does, or why it can't be done."""

    stay: Enrolment
    refusal: str
    goals: int
    steps: int
    coaches: Sequence[User]
    # Coaches who don't work in the next project, and so won't see the client there.
    outsiders: Sequence[User]


def candidates(project: Project) -> QuerySet[Enrolment]:
    """Stays that were still going on when the project ended, or go on now, and that nothing continues yet."""
    last = Q(ends_on__isnull=True) | Q(ends_on=project.ends_on)
    continued = Enrolment.objects.filter(continues__isnull=False).values("continues")
    stays = Enrolment.objects.filter(last, project=project).exclude(pk__in=continued)
    return stays.select_related("client", "project", "referred_by").order_by(
        "client__last_name", "client__first_names", "pk"
    )


def foresee(
    *, stays: Sequence[Enrolment], project: Project, last_on: dt.date, first_on: dt.date, today: dt.date
) -> list[Move]:
    """What carrying these stays over to a project would do, one by one."""
    keys = [stay.pk for stay in stays]
    goals = _counted(Goal.objects.filter(OPEN_GOAL, enrolment__in=keys).values_list("enrolment", flat=True))
    steps = _counted(Step.objects.filter(OPEN_STEP, enrolment__in=keys).values_list("enrolment", flat=True))
    inside = Enrolment.objects.filter(project=project, client__in=[stay.client_id for stay in stays])
    taken = set(inside.exclude(ends_on__lt=first_on).values_list("client", flat=True))
    coaches: dict[int, list[User]] = defaultdict(list)
    clients = [stay.client_id for stay in stays]
    for each in Assignment.objects.filter(running_on(today), client__in=clients).select_related("coach"):
        coaches[each.client_id].append(each.coach)
    colleagues = set(people_who(Permission.LOG_SESSIONS, [project.pk], today))
    return [
        Move(
            stay=stay,
            refusal=_refusal(stay, project, last_on, first_on, is_taken=stay.client_id in taken),
            goals=goals[stay.pk],
            steps=steps[stay.pk],
            coaches=coaches[stay.client_id],
            outsiders=[coach for coach in coaches[stay.client_id] if coach not in colleagues],
        )
        for stay in stays
    ]


def carry_over(
    *,
    stays: Sequence[Enrolment],
    project: Project,
    last_on: dt.date,
    first_on: dt.date,
    today: dt.date,
    by: auditing.Actor,
) -> list[Enrolment]:
    """Carry stays over to a project, with their place on the path; what is open goes along once they have begun there.

    All of them or none: refused (ValidationError) with a line for each client who can't go.
    """
    with auditing.act(by=by):
        held = Enrolment.objects.select_for_update().filter(pk__in=[stay.pk for stay in stays])
        list(held.order_by("pk"))
        foreseen = foresee(stays=stays, project=project, last_on=last_on, first_on=first_on, today=today)
        if refusals := [_named(move) for move in foreseen if move.refusal]:
            raise ValidationError(refusals)
        carried = [_carry(stay, project, last_on, first_on, by) for stay in stays]
        bring_along(stays=held, today=today, by=by)
    return carried


def bring_along(*, stays: QuerySet[Enrolment], today: dt.date, by: auditing.Actor) -> None:
    """Move the open goals and steps of these stays to those that continue them and have begun; the closed ones stay.

    A stay that is carried over ahead of time keeps them till then: there they are worked on.
    """
    begun = Enrolment.objects.filter(starts_on__lte=today, continues__isnull=False)
    with auditing.act(by=by):
        # No step slips in under a goal that moves.
        held = stays.select_for_update().filter(pk__in=begun.values("continues")).order_by("pk")
        keys = [stay.pk for stay in held]
        onward = Subquery(begun.filter(continues=OuterRef("enrolment")).values("pk")[:1])
        Goal.objects.filter(OPEN_GOAL, enrolment__in=keys).update(enrolment=onward)
        Step.objects.filter(OPEN_STEP, enrolment__in=keys).update(enrolment=onward)


def _carry(
    stay: Enrolment, project: Project, last_on: dt.date, first_on: dt.date, by: auditing.Actor
) -> Enrolment:
    onward = continuations.go_on(enrolment=stay, project=project, last_on=last_on, first_on=first_on, by=by)
    reached = Stage.objects.filter(enrolment=stay).order_by("-starts_on").first()
    if reached and project.has_part(ProjectPart.PATH) and reached.name in project.stage_names:
        stages.move(enrolment=onward, name=reached.name, day=first_on, by=by)
    return onward


def _refusal(
    stay: Enrolment, project: Project, last_on: dt.date, first_on: dt.date, *, is_taken: bool
) -> str:
    if is_taken:
        return _("is in the project %(code)s already") % {"code": project.code}
    if last_on < stay.starts_on:
        return _("came only on %(day)s, after the last day") % {"day": in_words(stay.starts_on)}
    for value, whole in ((last_on, stay.project), (first_on, project)):
        if not whole.period.includes(value):
            message = _("%(day)s is outside the project %(code)s (%(period)s)")
            return message % {"day": in_words(value), "code": whole.code, "period": period(whole.period)}
    return ""


def _named(move: Move) -> str:
    client = move.stay.client
    return f"{client.client_number} {client}: {move.refusal}."


def _counted(keys: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for key in keys:
        counts[key] += 1
    return counts
