from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from coaching import goals, steps
from coaching.models import Goal, Step
from staff import auditing
from tests.factories.clients import EnrolmentFactory
from tests.factories.coaching import GoalFactory, StepFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return UserFactory()


def test_set_keeps_words_and_day_and_leaves_history(coach, day):
    goal = goals.set(enrolment=EnrolmentFactory(), text=" Oma siivousfirma ", day=day, by=coach)
    goal.refresh_from_db()
    assert (goal.text, goal.set_on, goal.reached_on, goal.dropped_on) == ("Oma siivousfirma", day, None, None)
    assert [event.pgh_context.metadata["actor"] for event in auditing.history_of(goal)] == [
        f"user:{coach.pk}"
    ]


def test_set_without_words_is_refused(coach, day):
    with pytest.raises(ValidationError):
        goals.set(enrolment=EnrolmentFactory(), text="  ", day=day, by=coach)
    assert Goal.objects.count() == 0


@pytest.mark.parametrize("close", [goals.reach, goals.drop])
def test_set_same_goal_again_gives_the_first_until_it_is_closed(coach, day, close):
    facts = {"enrolment": EnrolmentFactory(), "text": "Töihin", "day": day, "by": coach}
    first = goals.set(**facts)
    assert goals.set(**facts | {"text": " Töihin "}) == first
    close(goal=first, day=day, by=coach)
    assert goals.set(**facts) != first
    assert goals.set(**facts | {"enrolment": EnrolmentFactory()}) != first


def test_change_puts_other_words(coach):
    goal = GoalFactory()
    goals.change(goal=goal, text=" Opiskelemaan ", by=coach)
    goal.refresh_from_db()
    assert goal.text == "Opiskelemaan"


def test_reach_marks_day_and_person_and_drops_what_was_still_to_be_done(coach, day):
    goal = GoalFactory()
    waiting = StepFactory(enrolment=goal.enrolment, goal=goal)
    done = steps.finish(step=StepFactory(enrolment=goal.enrolment, goal=goal), day=day, by=coach)
    beside = StepFactory(enrolment=goal.enrolment)
    goals.reach(goal=goal, day=day, by=coach)
    for row in (goal, waiting, done, beside):
        row.refresh_from_db()
    assert (goal.reached_on, goal.reached_by, goal.dropped_on) == (day, coach, None)
    assert (waiting.dropped_on, waiting.dropped_by) == (day, coach)
    assert (done.dropped_on, beside.dropped_on) == (None, None)


def test_drop_marks_day_and_person_and_keeps_the_last_words(coach, day):
    goal = GoalFactory()
    waiting = StepFactory(enrolment=goal.enrolment, goal=goal)
    goals.drop(goal=goal, day=day, text="Töihin kouluun", by=coach)
    goal.refresh_from_db()
    waiting.refresh_from_db()
    assert (goal.text, goal.dropped_on, goal.dropped_by, goal.reached_on) == (
        "Töihin kouluun",
        day,
        coach,
        None,
    )
    assert (waiting.dropped_on, waiting.dropped_by) == (day, coach)


@pytest.mark.parametrize("closing", [goals.reach, goals.drop])
def test_goal_read_before_it_was_closed_is_neither_closed_nor_changed(coach, day, closing):
    before = GoalFactory()
    closing(goal=Goal.objects.get(), day=day, by=coach)
    for again in (goals.reach, goals.drop):
        with pytest.raises(ValidationError, match="Tavoite on jo"):
            again(goal=before, day=day, by=UserFactory())
    with pytest.raises(ValidationError, match="Tavoite on jo"):
        goals.change(goal=before, text="Muuta", by=coach)
    after = Goal.objects.get()
    assert (after.text, after.reached_by or after.dropped_by) == (before.text, coach)


def at_once(*rules):
    """What each rule gave, or that it refused, when all began at the same moment."""
    start = Barrier(len(rules))

    def run(rule):
        try:
            start.wait(timeout=10)
            return rule().pk
        except ValidationError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(rules)) as pool:
        return list(pool.map(run, rules))


@pytest.mark.django_db(transaction=True)
def test_set_four_times_at_once_makes_one_goal(coach, day):
    facts = {"enrolment": EnrolmentFactory(), "text": "Töihin", "day": day, "by": coach}
    assert at_once(*[partial(goals.set, **facts)] * 4) == [Goal.objects.get().pk] * 4


@pytest.mark.django_db(transaction=True)
def test_step_added_while_its_goal_is_dropped_is_never_left_open(coach, day):
    goal = GoalFactory()
    add = partial(
        steps.add, enrolment=goal.enrolment, text="CV", due_on=None, owner=coach, goal=goal, by=coach
    )
    at_once(add, partial(goals.drop, goal=goal, day=day, by=coach))
    assert not Step.objects.filter(steps.OPEN, goal=goal).exists()
