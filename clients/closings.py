"""Stays that end: with a reason, with what ends beside them, and back again when it was a mistake."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from clients import assignments as coaching_of
from clients import enrolments
from clients.choices import ExitReason
from clients.findings import standing
from clients.models import Assignment, Enrolment, TargetGroupMember
from ohjaamo.formats import day as in_words
from staff import auditing
from staff.models import User
from staff.rows import keep


def close(
    *,
    enrolment: Enrolment,
    ends_on: dt.date,
    exit_reason: ExitReason | str,
    assignments: Iterable[Assignment] = (),
    by: auditing.Actor,
) -> Enrolment:
    """End a stay, and with it the assignments named and its target groups.

    A stay that has ended may be given another end. Refused (ValidationError) without a reason, outside the project,
    where something that is to end begins later, and when its end isn't any more what the caller saw.
    """
    if not exit_reason:
        raise ValidationError({"exit_reason": _("Say why the stay ends.")})
    with auditing.act(by=by):
        current = standing(enrolment)
        if (current.ends_on, current.exit_reason) != (enrolment.ends_on, enrolment.exit_reason):
            raise ValidationError(_("The end of the stay has been changed meanwhile. Look at it again."))
        enrolments.end(enrolment=current, ends_on=ends_on, exit_reason=exit_reason, by=by)
        for assignment in assignments:
            _refuse_later(assignment.starts_on, ends_on, str(assignment.coach))
            coaching_of.end(assignment=assignment, ends_on=ends_on, by=by)
        for member in current.target_groups.select_related("group"):
            if member.ends_on is None or member.ends_on > ends_on:
                _refuse_later(member.starts_on, ends_on, str(member.group))
                member.ends_on = ends_on
                keep(member, update_fields=["ends_on"])
    return current


def may_reopen(enrolment: Enrolment, today: dt.date) -> bool:
    """Whether the stay was closed today: that may have been a mistake. A stay closed earlier is followed by another.

    Nothing goes on in a project that has ended.
    """
    closing = _closing(enrolment)
    was_today = closing is not None and timezone.localdate(closing.pgh_created_at) == today
    return was_today and today <= enrolment.project.ends_on


def reopen(*, enrolment: Enrolment, today: dt.date, by: auditing.Actor) -> Enrolment:
    """Let a stay that was closed today go on, with the assignments and target groups that ended in the same act.

    Refused (ValidationError) once the day is over, when the project has ended, or when she has come again since.
    """
    with auditing.act(by=by):
        current = standing(enrolment)
        closing = _closing(current)
        if closing is None or timezone.localdate(closing.pgh_created_at) != today:
            raise ValidationError(_("Only a stay closed today can go on. Let the client come again instead."))
        if current.project.ends_on < today:
            message = _("The project %(code)s has ended, so the stay can't go on.")
            raise ValidationError(message % {"code": current.project.code})
        current.ends_on, current.exit_reason = None, ""
        keep(current, update_fields=["ends_on", "exit_reason"])
        for assignment in current.client.assignments.exclude(ends_on=None):
            _put_back(assignment, closing.pgh_context_id)
        for member in current.target_groups.exclude(ends_on=None):
            _put_back(member, closing.pgh_context_id)
    return current


def withdraw(*, enrolment: Enrolment, reason: str, by: User) -> Enrolment:
    """Take a wrong stay out of every figure; it stays in history. Refused (ValidationError) without a reason."""
    enrolment.withdrawn_at, enrolment.withdrawn_by = timezone.now(), by
    enrolment.withdrawn_reason = reason.strip()
    with auditing.act(by=by):
        keep(enrolment, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return enrolment


def _refuse_later(starts_on: dt.date, ends_on: dt.date, name: str) -> None:
    if starts_on > ends_on:
        message = _("%(name)s begins on %(day)s, after the last day.")
        raise ValidationError({"ends_on": message % {"name": name, "day": in_words(starts_on)}})


def _closing(enrolment: Enrolment) -> Any:
    """The change by which an open stay got its last day; None when it is open, or came with one."""
    history = list(auditing.history_of(enrolment))
    if not history or history[-1].ends_on is None:
        return None
    open_ones = [place for place, event in enumerate(history) if event.ends_on is None]
    return history[open_ones[-1] + 1] if open_ones else None


def _put_back(row: Assignment | TargetGroupMember, context: Any) -> None:
    """Give a row the last day it had before an act, if it was that act which ended it."""
    *before, last = auditing.history_of(row)
    if before and last.pgh_context_id == context:
        row.ends_on = before[-1].ends_on
        keep(row, update_fields=["ends_on"])
