"""The rows of a project's status table: which activity comes first, and when each category was in use."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ohjaamo.periods import Period
from projects.choices import ActivityKind
from projects.models import ActivityCategory, CategoryValidity, Project
from staff import auditing
from staff.models import User
from staff.rows import keep


@dataclass(frozen=True)
class Category:
    """An activity at its place in the order of precedence, and the stretches of days it was in use."""

    kind: ActivityKind
    validity: tuple[Period, ...]

    def is_in_use(self, day: dt.date) -> bool:
        return any(period.includes(day) for period in self.validity)


@dataclass(frozen=True)
class Version:
    """An order of precedence, since when, and who set it; nobody of ours when it came with the project."""

    set_at: dt.datetime
    set_by: User | None
    order: tuple[ActivityKind, ...]


def in_order(project: Project | None) -> tuple[Category, ...]:
    """Every activity in the project's order of precedence; in the association's own order without a project.

    An activity the project has no category for comes after the others and is never in use, so nobody drops out.
    """
    if project is None:
        always = (Period(dt.date.min),)
        return tuple(Category(kind, always) for kind in ActivityKind)
    rows = project.categories.order_by("precedence").prefetch_related("validities")
    listed = [
        Category(
            ActivityKind(row.kind),
            tuple(Period(each.starts_on, each.ends_on) for each in row.validities.all()),
        )
        for row in rows
    ]
    kinds = {category.kind for category in listed}
    return (*listed, *(Category(kind, ()) for kind in ActivityKind if kind not in kinds))


def add(*, project: Project, kind: ActivityKind, precedence: int, by: auditing.Actor) -> ActivityCategory:
    """Give a project a category at a place in the order. Refused (ValidationError) when either is taken."""
    category = ActivityCategory(project=project, kind=kind, precedence=precedence)
    with auditing.act(by=by):
        category.full_clean()
        category.save()
    return category


def use(
    *, category: ActivityCategory, starts_on: dt.date, ends_on: dt.date | None = None, by: auditing.Actor
) -> CategoryValidity:
    """Put a category in use from a day on. Refused (ValidationError) when it already is on one of these days."""
    validity = CategoryValidity(category=category, starts_on=starts_on, ends_on=ends_on)
    with auditing.act(by=by):
        validity.full_clean()
        validity.save()
    return validity


def shift(*, project: Project, kind: ActivityKind, by_places: int, by: auditing.Actor) -> None:
    """Move a category sooner (-1) or later (+1) in the order; at either end it stays.

    Refused (ValidationError) when the project has no such category.
    """
    with auditing.act(by=by):
        # Two who change the order do it one after the other.
        Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        listed = list(project.categories.order_by("precedence"))
        place = next((number for number, each in enumerate(listed) if each.kind == kind), None)
        if place is None:
            raise ValidationError(_("The project has no such category."))
        listed.insert(max(0, place + by_places), listed.pop(place))
        for precedence, category in enumerate(listed, start=1):
            if category.precedence != precedence:
                category.precedence = precedence
                keep(category, update_fields=["precedence"])


def versions(project: Project) -> list[Version]:
    """Every order the project has had, the one in force first."""
    written = auditing.events_of(ActivityCategory).filter(project=project).select_related("pgh_context")
    events = list(written.order_by("pgh_id"))
    users = User.objects.in_bulk({key for event in events if (key := _writer(event.pgh_context))})
    places: dict[int, tuple[int, ActivityKind]] = {}
    found: list[Version] = []
    for context, act in groupby(events, key=lambda event: event.pgh_context):
        for event in act:
            if event.pgh_label == "delete":
                places.pop(event.id, None)
            else:
                places[event.id] = (event.precedence, ActivityKind(event.kind))
        order = tuple(kind for _place, kind in sorted(places.values()))
        if not found or found[-1].order != order:
            found.append(Version(event.pgh_created_at, users.get(_writer(context)), order))
    return found[::-1]


def _writer(context: Any) -> int:
    """The key of the user who acted; 0 when nobody of ours did."""
    key = str(context.metadata.get("actor", "")).removeprefix("user:") if context else ""
    return int(key) if key.isdecimal() else 0
