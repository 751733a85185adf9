"""Two dates on which a project is looked at, and what may have been said of it."""

import datetime as dt
from decimal import Decimal

from reports import claims
from staff import auditing
from tests.factories.staff import UserFactory

BEFORE, DAY = dt.date(2022, 1, 5), dt.date(2022, 4, 30)


def publish(project, day=DAY, **figures) -> None:
    """An earlier paper claims these figures of the day."""
    stated = {
        (f"snapshot:{name}", day): None if value is None else Decimal(value)
        for name, value in figures.items()
    }
    claims.record(project=project, source="esitys", figures=stated, by="cli")


def use_only(project, kind, starts_on, ends_on=None) -> None:
    """The category is in use on these days and no others."""
    with auditing.act(by="cli"):
        project.categories.get(kind=kind).validities.update(starts_on=starts_on, ends_on=ends_on)


def withdraw(row) -> None:
    """The row turned out wrong."""
    row.withdrawn_at = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    row.withdrawn_by, row.withdrawn_reason = UserFactory(), "väärä asiakas"
    with auditing.act(by="cli"):
        row.save()
