"""What we know already of what the fund asks: offered in its forms, never taken as told."""

import datetime as dt
from typing import Any

from clients.choices import LabourStatus, LeavingStatus
from clients.models import Activity, Client
from clients.participations import Course
from ohjaamo.periods import running_on
from projects.choices import ActivityKind

EDUCATION = (ActivityKind.VOCATIONAL, ActivityKind.INTEGRATION, ActivityKind.OTHER_EDUCATION)
AT_ENTRY = {ActivityKind.WORK: LabourStatus.EMPLOYED, ActivityKind.UNEMPLOYED: LabourStatus.UNEMPLOYED}
UPON_LEAVING: dict[str, LeavingStatus] = {
    ActivityKind.WORK: LeavingStatus.EMPLOYED,
    ActivityKind.UNEMPLOYED: LeavingStatus.UNEMPLOYED,
    **dict.fromkeys(EDUCATION, LeavingStatus.EDUCATION),
}


def of_entry(client: Client, course: Course) -> dict[str, Any]:
    """Education, and what the client did on the first day. Studies say nothing of the labour market: that is asked."""
    kinds = {each.kind for each in _running(client, course.entered_on)}
    statuses = [status for kind, status in AT_ENTRY.items() if kind in kinds]
    return {
        "education_level": client.education_level,
        "labour_status": statuses[0] if statuses else "",
        "is_in_education": not kinds.isdisjoint(EDUCATION) if kinds else None,
    }


def of_exit(client: Client, course: Course, today: dt.date) -> dict[str, Any]:
    """What the client did on the last day of the window, or does today where it is still open: the latest begun."""
    if course.end_due_on is None:
        return {}
    day = min(course.end_due_on, today)
    return {"leaving_status": _situation(client, day), "leaving_status_on": day}


def of_later(client: Client, course: Course) -> dict[str, Any]:
    """What the client did six months after."""
    return {"later_status": _situation(client, course.later_on)} if course.later_on else {}


def _situation(client: Client, day: dt.date) -> str:
    known = [UPON_LEAVING[kind] for each in _running(client, day) if (kind := each.kind) in UPON_LEAVING]
    return known[-1] if known else ""


def _running(client: Client, day: dt.date) -> list[Activity]:
    return list(client.activities.filter(running_on(day)).order_by("starts_on", "pk"))
