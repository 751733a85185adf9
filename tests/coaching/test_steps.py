import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import steps
from coaching.models import Step
from staff import auditing
from tests.factories.clients import EnrolmentFactory
from tests.factories.coaching import StepFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return UserFactory()


def test_add_keeps_what_when_and_who(coach):
    step = steps.add(
        enrolment=EnrolmentFactory(),
        text="  CV valmiiksi ",
        due_on=dt.date(2022, 5, 14),
        owner=coach,
        by=coach,
    )
    step.refresh_from_db()
    assert (step.text, step.due_on, step.owner, step.done_on) == (
        "CV valmiiksi", dt.date(2022, 5, 14), coach, None,
    )  # fmt: skip


def test_add_without_words_is_refused(coach):
    with pytest.raises(ValidationError):
        steps.add(enrolment=EnrolmentFactory(), text="  ", due_on=None, owner=coach, by=coach)
    assert Step.objects.count() == 0


def test_change_puts_other_words_and_another_day(coach):
    step = steps.change(step=StepFactory(), text="Soitto", due_on=None, by=coach)
    step.refresh_from_db()
    assert (step.text, step.due_on) == ("Soitto", None)


def test_finish_marks_day_and_person_and_leaves_history(coach, day):
    step = steps.finish(step=StepFactory(), day=day, by=coach)
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (day, coach)
    actors = [event.pgh_context.metadata["actor"] for event in auditing.history_of(step)]
    assert actors == ["cli", f"user:{coach.pk}"]


def test_drop_marks_day_and_person(coach, day):
    step = steps.drop(step=StepFactory(), day=day, by=coach)
    step.refresh_from_db()
    assert (step.dropped_on, step.dropped_by, step.done_on) == (day, coach, None)


@pytest.mark.parametrize("closing", [steps.finish, steps.drop])
def test_closed_step_is_neither_closed_again_nor_changed(coach, day, closing):
    step = closing(step=StepFactory(), day=day, by=coach)
    for again in (steps.finish, steps.drop):
        with pytest.raises(ValidationError):
            again(step=step, day=day, by=coach)
    with pytest.raises(ValidationError):
        steps.change(step=step, text="Muuta", due_on=None, by=coach)
