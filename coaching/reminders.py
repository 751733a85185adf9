"""Steps that remind of a follow-up: agreed on with it, done when it is answered, dropped when it is given up."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from clients import follow_ups
from clients.choices import FollowUpAnswer
from clients.models import Client, Enrolment, FollowUp
from coaching import result_words as words
from coaching import steps
from coaching.models import Step
from staff import auditing
from staff.models import User


def remind(*, enrolment: Enrolment, planned: Iterable[FollowUp], by: User) -> Step:
    """Agree on a step of hers for the first of the follow-ups, on its day."""
    first = min(planned, key=lambda follow_up: follow_up.due_on)
    return steps.add(
        enrolment=enrolment, text=words.step_text(), due_on=first.due_on, owner=by, follow_up=first, by=by
    )


def answer(
    *,
    follow_up: FollowUp,
    answer: FollowUpAnswer | str,
    note: str,
    ended_on: dt.date | None,
    today: dt.date,
    by: User,
) -> FollowUp:
    """Answer a follow-up; the step that reminded of it is done. Refused (ValidationError) as in clients.follow_ups."""
    with auditing.act(by=by):
        answered = follow_ups.answer(
            follow_up=follow_up, answer=answer, note=note, ended_on=ended_on, today=today, by=by
        )
        for step in Step.objects.filter(steps.OPEN, follow_up=follow_up):
            steps.finish(step=step, day=today, by=by)
        drop_needless(client=follow_up.client, today=today, by=by)
    return answered


def give_up(*, follow_up: FollowUp, reason: str, today: dt.date, by: User) -> None:
    """Give a follow-up up, and what reminds of it. Refused (ValidationError) as in clients.follow_ups."""
    with auditing.act(by=by):
        follow_ups.withdraw(follow_up=follow_up, reason=reason, by=by)
        drop_needless(client=follow_up.client, today=today, by=by)


def drop_needless(*, client: Client, today: dt.date, by: User) -> None:
    """Drop what reminds of follow-ups that were given up."""
    given_up = Q(enrolment__client=client, follow_up__withdrawn_at__isnull=False)
    for step in Step.objects.filter(steps.OPEN, given_up):
        steps.drop(step=step, day=today, by=by)
