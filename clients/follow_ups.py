"""Days on which we ask how it went, and what was answered."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clients import activities, outcomes
from clients.choices import EducationState, FollowUpAnswer, FollowUpKind
from clients.models import Activity, Client, FollowUp, Outcome
from clients.models.outcome import EDUCATION
from ohjaamo.formats import day as in_words
from ohjaamo.periods import months_after
from staff import auditing
from staff.models import User
from staff.rows import keep

MONTHS = {
    FollowUpKind.AFTER_1_MONTH: 1,
    FollowUpKind.AFTER_3_MONTHS: 3,
    FollowUpKind.AFTER_6_MONTHS: 6,
    FollowUpKind.AFTER_12_MONTHS: 12,
}
STUDIES_OVER = (EducationState.COMPLETED, EducationState.INTERRUPTED)
OVER = (FollowUpAnswer.ENDED, FollowUpAnswer.COMPLETED)


def days_after(day: dt.date, today: dt.date) -> list[tuple[FollowUpKind, dt.date]]:
    """When to ask after something that began on the day; days gone by aren't asked about: nobody begins overdue."""
    due = [(kind, months_after(day, months)) for kind, months in MONTHS.items()]
    return [(kind, due_on) for kind, due_on in due if due_on > today]


def answers_of(follow_up: FollowUp) -> list[FollowUpAnswer]:
    """What can be answered: only studies are completed, and only once."""
    is_education = follow_up.outcome is not None and follow_up.outcome.kind in EDUCATION
    completes = is_education and not asks_what_next(follow_up)
    return [each for each in FollowUpAnswer if completes or each != FollowUpAnswer.COMPLETED]


def asks_what_next(follow_up: FollowUp) -> bool:
    """Whether what is asked about is over before the day of the question, which is then what came after it."""
    if follow_up.outcome is not None:
        return follow_up.outcome.state in STUDIES_OVER
    last_day = follow_up.activity.ends_on if follow_up.activity else None
    return last_day is not None and last_day < follow_up.due_on


def waiting(day: dt.date | None = None) -> QuerySet[FollowUp]:
    """Follow-ups that nobody has answered, the soonest first; up to a day."""
    found = FollowUp.objects.filter(answered_on__isnull=True).order_by("due_on", "pk")
    return found.filter(due_on__lte=day) if day else found


def waiting_about(*, outcome: int | None = None, activity: int | None = None) -> QuerySet[FollowUp]:
    """Follow-ups about an outcome or an activity (by their keys) that nobody has answered."""
    of_outcome = Q(outcome__isnull=False, outcome=outcome)
    of_activity = Q(activity__isnull=False, activity=activity)
    return waiting().filter(of_outcome | of_activity)


def plan(
    *,
    client: Client,
    outcome: Outcome | None = None,
    activity: Activity | None = None,
    kind: FollowUpKind | str,
    due_on: dt.date,
    by: auditing.Actor,
) -> FollowUp:
    """Agree to ask on a day. The same one again, while it waits, gives the first."""
    facts: dict[str, Any] = {"client": client, "outcome": outcome, "activity": activity}
    facts |= {"kind": kind, "due_on": due_on}
    with auditing.act(by=by):
        twin = waiting().filter(**facts).first()
        follow_up = twin or FollowUp(**facts)
        if twin is None:
            keep(follow_up)
    return follow_up


def answer(
    *,
    follow_up: FollowUp,
    answer: FollowUpAnswer | str,
    note: str = "",
    ended_on: dt.date | None = None,
    today: dt.date,
    by: User,
) -> FollowUp:
    """Write down how it turned out. What is over ends on its day in the same act, and isn't asked about again.

    Refused (ValidationError) when it was answered already, and for an end without a day or with one to come.
    """
    with auditing.act(by=by):
        current = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        _refuse(current, answer, ended_on, today)
        current.answered_on, current.answered_by = today, by
        current.answer, current.note = answer, note.strip()
        keep(current, update_fields=["answered_on", "answered_by", "answer", "note"])
        if answer in OVER and ended_on and not asks_what_next(current):
            _end(current, answer, ended_on, by)
    return current


def withdraw(*, follow_up: FollowUp, reason: str, by: User) -> None:
    """Give a follow-up up; it stays in history. Refused (ValidationError) without a reason, and once it is answered."""
    with auditing.act(by=by):
        current = FollowUp.objects.select_for_update().filter(pk=follow_up.pk).first()
        if current is None or current.answered_on:
            raise ValidationError(_("This follow-up has already been answered."))
        current.withdrawn_at, current.withdrawn_by = timezone.now(), by
        current.withdrawn_reason = reason.strip()
        keep(current, update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def withdraw_waiting(
    *, outcome: Outcome | None = None, activity: Activity | None = None, reason: str, by: User
) -> int:
    """Give up what is still to be asked about an outcome or an activity; how many they were."""
    keys = {"outcome": outcome.pk if outcome else None, "activity": activity.pk if activity else None}
    found = list(waiting_about(**keys))
    with auditing.act(by=by):
        for follow_up in found:
            withdraw(follow_up=follow_up, reason=reason, by=by)
    return len(found)


def activity_asked_about(follow_up: FollowUp, day: dt.date) -> Activity | None:
    """The activity that the question is about, if it is running on the day."""
    if follow_up.activity is not None:
        return follow_up.activity if follow_up.activity.period.includes(day) else None
    return outcomes.activity_of(follow_up.outcome, day) if follow_up.outcome else None


def _refuse(follow_up: FollowUp, answer: str, ended_on: dt.date | None, today: dt.date) -> None:
    if follow_up.answered_on:
        raise ValidationError(_("This follow-up has already been answered."))
    if answer not in answers_of(follow_up):
        raise ValidationError({"answer": _("Choose how it turned out.")})
    if answer not in OVER or asks_what_next(follow_up):
        return
    if ended_on is None:
        raise ValidationError({"ended_on": _("Say which day was the last.")})
    if ended_on > today:
        raise ValidationError({"ended_on": _("The day is still to come.")})
    activity = activity_asked_about(follow_up, today)
    if activity and ended_on < activity.starts_on:
        message = _("The last day is before the first, %(day)s.") % {"day": in_words(activity.starts_on)}
        raise ValidationError({"ended_on": message})


def _end(follow_up: FollowUp, answer: str, ended_on: dt.date, by: User) -> None:
    activity = activity_asked_about(follow_up, ended_on)
    if activity:
        activities.end(activity=activity, ends_on=ended_on, by=by)
    outcome = follow_up.outcome
    if outcome and outcome.kind in EDUCATION:
        completed = answer == FollowUpAnswer.COMPLETED
        state = EducationState.COMPLETED if completed else EducationState.INTERRUPTED
        outcomes.change_state(outcome=outcome, state=state, by=by)
    reason = _("Ended on %(day)s.") % {"day": in_words(ended_on)}
    withdraw_waiting(outcome=outcome, activity=follow_up.activity or activity, reason=reason, by=by)
