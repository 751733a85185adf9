"""What the trial shows of the fund's participants: entry facts and notices of those in the running project.

Everything told here is invented; some of it is left untold, so that there is something to do.
"""

import datetime as dt
from typing import Any

from clients import participations
from clients.choices import LabourStatus
from clients.models import Enrolment, Participation
from clients.participations import STEPS
from projects.models import Project
from staff import auditing
from staff.models import User

STATUSES = (LabourStatus.UNEMPLOYED, LabourStatus.INACTIVE, LabourStatus.UNEMPLOYED, LabourStatus.EMPLOYED)
# So long each in turn had been unemployed.
UNEMPLOYED_FOR = (dt.timedelta(days=90), dt.timedelta(days=500))
# One in so many has told nothing.
UNTOLD = 6


def tell_the_fund(*, project: Project, today: dt.date, by: User) -> None:
    """Tell of the clients in the project what the fund asks at the start, where nothing has been told yet."""
    if Participation.objects.filter(project=project).exists():
        return
    stays = Enrolment.objects.filter(project=project, starts_on__lte=today).select_related("client")
    with auditing.act(by=by):
        for place, stay in enumerate(stays.order_by("pk")):
            if place % UNTOLD != UNTOLD - 1:
                _tell(stay, place, today, by)


def _tell(stay: Enrolment, place: int, today: dt.date, by: User) -> None:
    whose: dict[str, Any] = {"client": stay.client, "project": stay.project, "today": today, "by": by}
    status = STATUSES[place % len(STATUSES)]
    since = stay.starts_on - UNEMPLOYED_FOR[place // 2 % len(UNEMPLOYED_FOR)]
    participations.tell_entry(
        **whose,
        labour_status=status,
        unemployed_since_on=since if status == LabourStatus.UNEMPLOYED else None,
        is_in_education=status == LabourStatus.INACTIVE,
        education_level=stay.client.education_level or 1 + place % 6,
        has_foreign_background=True,
    )
    given = {"code_given_on": stay.starts_on, "start_given_on": stay.starts_on} if place % 3 else {}
    if place % 3 == 1:
        given["start_approved_on"] = stay.starts_on
    participations.note(**whose, days=dict.fromkeys(STEPS) | given)
