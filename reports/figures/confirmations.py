"""How well the status of a day is known: who confirmed what each client mainly does, when and from what."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from clients.choices import ConfirmationSource
from projects.categories import Category, in_order
from projects.choices import ActivityKind
from projects.models import Project
from reports.figures.status import DOING, STAY

# How old a confirmation is on the day; one made later confirms it as well.
FRESH, OLDER, OLD, NEVER = "fresh", "older", "old", "never"
FRESH_DAYS, OLDER_DAYS = 90, 180

# Of each active client the latest confirmation among what they mainly do; two jobs are one status.
CONFIRMED = """
SELECT DISTINCT ON (doing.client_id)
    doing.client_id, doing.first, activity.confirmed_on, activity.confirmed_from, activity.confirmed_by_id
FROM doing
LEFT JOIN place ON place.place = doing.first
LEFT JOIN clients_activity AS activity
    ON activity.client_id = doing.client_id AND activity.kind = place.kind AND activity.withdrawn_at IS NULL
    AND activity.starts_on <= doing.day AND (activity.ends_on IS NULL OR activity.ends_on >= doing.day)
ORDER BY doing.client_id, activity.confirmed_on DESC NULLS LAST, activity.id"""


@dataclass(frozen=True)
class Confirmation:
    """What an active client mainly does, and how it is known.

    No kind: unclassified; no day: nobody has confirmed it.
    """

    key: int
    kind: ActivityKind | None
    confirmed_on: dt.date | None
    source: ConfirmationSource | None
    confirmed_by: int | None

    def age(self, day: dt.date) -> str:
        """How old the confirmation is on the day."""
        if self.confirmed_on is None:
            return NEVER
        days = (day - self.confirmed_on).days
        return FRESH if days <= FRESH_DAYS else OLDER if days <= OLDER_DAYS else OLD


def confirmations(
    project: Project | None, day: dt.date, *, categories: Iterable[Category] = ()
) -> tuple[Confirmation, ...]:
    """Every active client of the day with the latest confirmation of what they mainly do."""
    order = [category.kind for category in categories or in_order(project)]
    asked = {
        "project": project.pk if project else None,
        "days": [day],
        "kinds": [str(kind) for kind in order],
    }
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {STAY}, {DOING} {CONFIRMED}", asked)
        return tuple(
            Confirmation(
                key,
                order[first - 1] if first else None,
                confirmed_on,
                ConfirmationSource(source) if source else None,
                confirmed_by,
            )
            for key, first, confirmed_on, source, confirmed_by in cursor.fetchall()
        )
