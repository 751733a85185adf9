"""What the fund asks of a client in a project: told at the first entry, at the last exit, and six months after.

The client tells it to the fund; we keep what was told, and how far it has come.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients.choices import EducationLevel, LabourStatus, LeavingStatus
from clients.findings import refuse_future
from clients.models import Client, Enrolment, Participation
from ohjaamo.formats import day as in_words
from ohjaamo.periods import months_after
from projects.models import Project
from staff import auditing
from staff.rows import keep

# The situation upon leaving is that of one day so soon after the last one; the later one is looked at so long after.
WINDOW = dt.timedelta(days=28)
LATER_MONTHS = 6
# What is told to the fund step by step, in that order.
STEPS = (
    "code_given_on",
    "start_given_on",
    "start_approved_on",
    "end_given_on",
    "end_approved_on",
    "later_given_on",
)
APPROVALS = {"start_approved_on": "start_given_on", "end_approved_on": "end_given_on"}


@dataclass(frozen=True)
class Course:
    """From when to when a client has been in a project, all stays together; nobody has left while a stay runs."""

    entered_on: dt.date
    left_on: dt.date | None

    @property
    def end_due_on(self) -> dt.date | None:
        """The last day of the window after the exit."""
        return self.left_on + WINDOW if self.left_on else None

    @property
    def later_on(self) -> dt.date | None:
        return months_after(self.left_on, LATER_MONTHS) if self.left_on else None


def course_of(*, client: Client, project: Project, day: dt.date) -> Course:
    """The client's course in the project as of a day. Refused (ValidationError) for whoever hasn't entered by it."""
    stays = list(Enrolment.objects.filter(client=client, project=project, starts_on__lte=day))
    if not stays:
        raise ValidationError(_("The client hasn't entered the project."))
    ends = [stay.ends_on for stay in stays if stay.ends_on is not None and stay.ends_on <= day]
    left_on = max(ends) if len(ends) == len(stays) else None
    return Course(min(stay.starts_on for stay in stays), left_on)


def is_of_exit(day: dt.date | None, course: Course) -> bool:
    """Whether the day of a situation lies in the 28 days after the last exit."""
    if day is None or course.left_on is None or course.end_due_on is None:
        return False
    return course.left_on <= day <= course.end_due_on


def tell_entry(
    *,
    client: Client,
    project: Project,
    labour_status: LabourStatus | str,
    unemployed_since_on: dt.date | None = None,
    is_in_education: bool | None = None,
    education_level: EducationLevel | int | None = None,
    has_foreign_background: bool | None = None,
    is_homeless: bool | None = None,
    today: dt.date,
    by: auditing.Actor,
) -> Participation:
    """Keep the facts of the first entry. Refused (ValidationError) for unemployment that began after it or of nobody.

    What isn't told is kept as unknown.
    """
    course = course_of(client=client, project=project, day=today)
    if unemployed_since_on and labour_status != LabourStatus.UNEMPLOYED:
        raise ValidationError(
            {"unemployed_since_on": _("Only somebody unemployed at entry has been so since a day.")}
        )
    if unemployed_since_on and unemployed_since_on > course.entered_on:
        message = _("The day is after the entry, %(day)s.") % {"day": in_words(course.entered_on)}
        raise ValidationError({"unemployed_since_on": message})
    return _tell(
        client, project, by,
        labour_status=labour_status,
        unemployed_since_on=unemployed_since_on,
        is_in_education=is_in_education,
        education_level=education_level,
        has_foreign_background=has_foreign_background,
        is_homeless=is_homeless,
    )  # fmt: skip


def tell_exit(
    *,
    client: Client,
    project: Project,
    leaving_status: LeavingStatus | str,
    leaving_status_on: dt.date,
    has_qualified: bool | None = None,
    today: dt.date,
    by: auditing.Actor,
) -> Participation:
    """Keep the situation after the last exit; only the last one told counts.

    Refused (ValidationError) before the client has left, and for a day outside the 28 days after the exit or to come.
    """
    refuse_future(today, leaving_status_on=leaving_status_on)
    course = course_of(client=client, project=project, day=today)
    if course.left_on is None:
        raise ValidationError(_("The client hasn't left the project."))
    if not is_of_exit(leaving_status_on, course):
        facts = {"first": in_words(course.left_on), "last": in_words(course.end_due_on)}
        message = _("The fund asks for a day between %(first)s and %(last)s.") % facts
        raise ValidationError({"leaving_status_on": message})
    return _tell(
        client, project, by,
        leaving_status=leaving_status, leaving_status_on=leaving_status_on, has_qualified=has_qualified,
    )  # fmt: skip


def tell_later(
    *,
    client: Client,
    project: Project,
    later_status: LeavingStatus | str,
    has_improved: bool | None = None,
    today: dt.date,
    by: auditing.Actor,
) -> Participation:
    """Keep the situation six months after the last exit. Refused (ValidationError) before that day has come."""
    later_on = course_of(client=client, project=project, day=today).later_on
    if later_on is None:
        raise ValidationError(_("The client hasn't left the project."))
    if later_on > today:
        message = _("Six months after leaving is on %(day)s.") % {"day": in_words(later_on)}
        raise ValidationError({"later_status": message})
    return _tell(client, project, by, later_status=later_status, has_improved=has_improved)


def note(
    *,
    client: Client,
    project: Project,
    days: Mapping[str, dt.date | None],
    today: dt.date,
    by: auditing.Actor,
) -> Participation:
    """Keep on which day each of the STEPS was taken; an empty day: not yet.

    Refused (ValidationError, told of the step) for a day to come or before what the step tells of, and for an approval
    of what wasn't given.
    """
    refuse_future(today, **days)
    course = course_of(client=client, project=project, day=today)
    told_of = {
        "start_given_on": course.entered_on,
        "end_given_on": course.left_on,
        "later_given_on": course.later_on,
    }
    for step, first in told_of.items():
        day = days.get(step)
        if day and first is None:
            raise ValidationError({step: _("The client hasn't left the project.")})
        if day and first and day < first:
            raise ValidationError({step: _("Not before %(day)s.") % {"day": in_words(first)}})
    for approved, given in APPROVALS.items():
        day, before = days.get(approved), days.get(given)
        if day and (before is None or day < before):
            raise ValidationError({approved: _("What is approved has been given first.")})
    return _tell(client, project, by, **{step: days.get(step) for step in STEPS})


def _tell(client: Client, project: Project, by: auditing.Actor, **facts: Any) -> Participation:
    """Keep these facts of the one participation of the client in the project, and leave the others as they are."""
    with auditing.act(by=by):
        # Whoever tells at the same moment waits here for the other.
        Client.objects.select_for_update().get(pk=client.pk)
        known = Participation.objects.filter(client=client, project=project).first()
        participation = known or Participation(client=client, project=project)
        for name, value in facts.items():
            setattr(participation, name, value)
        keep(participation, update_fields=list(facts) if known else None)
    return participation
