"""The rows of a project's status table: which activity comes first, and when each category was in use."""

import datetime as dt
from dataclasses import dataclass

from ohjaamo.periods import Period
from projects.choices import ActivityKind
from projects.models import ActivityCategory, CategoryValidity, Project
from staff import auditing


@dataclass(frozen=True)
class Category:
    """An activity at its place in the order of precedence, and the stretches of days it was in use."""

    kind: ActivityKind
    validity: tuple[Period, ...]

    def is_in_use(self, day: dt.date) -> bool:
        return any(period.includes(day) for period in self.validity)


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
