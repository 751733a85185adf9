"""A step that reminds of a follow-up goes the way of the follow-up."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients.choices import FollowUpAnswer
from coaching import reminders, steps
from tests.factories.clients import EnrolmentFactory
from tests.factories.coaching import StepFactory
from tests.factories.results import FollowUpFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 4, 30)


@pytest.fixture
def coach():
    return UserFactory()


@pytest.fixture
def stay(project):
    return EnrolmentFactory(project=project)


@pytest.fixture
def follow_up(stay):
    return FollowUpFactory(client=stay.client, due_on=DAY)


@pytest.fixture
def step(stay, follow_up, coach):
    later = FollowUpFactory(client=stay.client, due_on=DAY + dt.timedelta(days=90))
    return reminders.remind(enrolment=stay, planned=[later, follow_up], by=coach)


def test_reminder_is_of_the_first_follow_up_and_hers(step, follow_up, coach):
    assert (step.follow_up, step.due_on, step.owner) == (follow_up, DAY, coach)


def test_reminder_is_done_when_the_follow_up_is_answered_though_it_was_put_off(step, stay, follow_up, coach):
    other = StepFactory(enrolment=stay, text=step.text, due_on=DAY)
    steps.change(
        step=step, text=step.text, due_on=DAY + dt.timedelta(days=3), owner=coach, goal=None, by=coach
    )
    facts = {"answer": FollowUpAnswer.GOES_ON, "note": "", "ended_on": None}
    reminders.answer(follow_up=follow_up, **facts, today=DAY, by=coach)
    step.refresh_from_db()
    other.refresh_from_db()
    assert (step.done_on, other.done_on) == (DAY, None)


def test_reminder_is_dropped_when_the_follow_up_is_given_up(step, stay, follow_up, coach):
    other = StepFactory(enrolment=stay)
    reminders.give_up(follow_up=follow_up, reason="Muutti pois", today=DAY, by=coach)
    step.refresh_from_db()
    other.refresh_from_db()
    assert (step.dropped_on, step.done_on, other.dropped_on) == (DAY, None, None)


def test_follow_up_that_was_answered_is_not_given_up(step, follow_up, coach):
    facts = {"answer": FollowUpAnswer.GOES_ON, "note": "", "ended_on": None}
    reminders.answer(follow_up=follow_up, **facts, today=DAY, by=coach)
    with pytest.raises(ValidationError, match="jo vastattu"):
        reminders.give_up(follow_up=follow_up, reason="Muutti pois", today=DAY, by=coach)
