import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from clients.models import Enrolment
from coaching import goals, steps
from coaching.models import Step
from staff import auditing
from tests.factories.clients import EnrolmentFactory
from tests.factories.coaching import GoalFactory, StepFactory
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


def test_add_same_open_step_again_gives_the_first(coach):
    facts = {"enrolment": EnrolmentFactory(), "text": "CV", "due_on": None, "owner": coach, "by": coach}
    first = steps.add(**facts)
    assert steps.add(**facts | {"text": " CV "}) == first
    assert Step.objects.count() == 1


@pytest.mark.parametrize("close", [steps.finish, steps.drop])
def test_add_same_step_after_it_is_closed_makes_another(coach, day, close):
    facts = {"enrolment": EnrolmentFactory(), "text": "CV", "due_on": day, "owner": coach, "by": coach}
    close(step=steps.add(**facts), day=day, by=coach)
    steps.add(**facts)
    assert Step.objects.count() == 2


def test_add_step_that_differs_makes_another(coach, day):
    facts = {"enrolment": EnrolmentFactory(), "text": "CV", "due_on": day, "owner": coach, "by": coach}
    differences = [{}, {"text": "cv"}, {"due_on": None}, {"owner": UserFactory()}]
    for difference in [*differences, {"enrolment": EnrolmentFactory()}]:
        steps.add(**facts | difference)
    assert Step.objects.count() == 5


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
def test_add_eight_times_at_once_makes_one_step(coach):
    facts = {"enrolment": EnrolmentFactory(), "text": "CV", "due_on": None, "owner": coach, "by": coach}
    made = at_once(*[partial(steps.add, **facts)] * 8)
    assert made == [Step.objects.get().pk] * 8


@pytest.mark.django_db(transaction=True)
def test_finish_and_drop_at_once_refuses_the_later(coach, day):
    step = StepFactory()
    closings = [
        partial(close, step=Step.objects.get(), day=day, by=coach) for close in (steps.finish, steps.drop)
    ]
    assert sorted(map(str, at_once(*closings))) == [str(step.pk), "refused"]


def test_add_towards_a_goal_keeps_it(coach):
    goal = GoalFactory()
    facts = {"text": "CV", "due_on": None, "owner": coach, "by": coach}
    step = steps.add(enrolment=goal.enrolment, goal=goal, **facts)
    step.refresh_from_db()
    assert step.goal == goal
    # The same words without a goal are another step.
    assert steps.add(enrolment=goal.enrolment, **facts) != step


def test_step_towards_a_goal_of_another_stay_is_refused(coach):
    facts = {"text": "CV", "due_on": None, "owner": coach, "goal": GoalFactory(), "by": coach}
    with pytest.raises(ValidationError, match="toiseen asiakkuuteen"):
        steps.add(enrolment=EnrolmentFactory(), **facts)
    with pytest.raises(ValidationError, match="toiseen asiakkuuteen"):
        steps.change(step=StepFactory(), **facts)
    assert not Step.objects.filter(goal__isnull=False).exists()


@pytest.mark.parametrize("close", [goals.reach, goals.drop])
def test_step_towards_a_closed_goal_is_refused_but_one_that_is_there_may_be_changed(coach, day, close):
    goal = GoalFactory()
    step = StepFactory(enrolment=goal.enrolment, goal=goal)
    close(goal=goal, day=day, by=coach)
    with pytest.raises(ValidationError, match="Tavoite on jo"):
        steps.add(enrolment=goal.enrolment, text="CV", due_on=None, owner=coach, goal=goal, by=coach)
    assert list(Step.objects.all()) == [step]


def test_change_puts_other_words_another_day_owner_and_goal(coach):
    goal = GoalFactory()
    step = StepFactory(enrolment=goal.enrolment)
    steps.change(step=step, text=" Soitto ", due_on=None, owner=coach, goal=goal, by=coach)
    step.refresh_from_db()
    assert (step.text, step.due_on, step.owner, step.goal) == ("Soitto", None, coach, goal)


@pytest.mark.parametrize(
    ("due_on", "given", "kept"),
    [
        (None, dt.date(2022, 5, 7), dt.date(2022, 5, 7)),
        (dt.date(2022, 5, 1), dt.date(2022, 5, 7), dt.date(2022, 5, 1)),
        (dt.date(2022, 6, 1), dt.date(2022, 5, 7), dt.date(2022, 5, 7)),
        (dt.date(2022, 6, 1), None, dt.date(2022, 6, 1)),
        (None, None, None),
    ],
)
def test_take_up_gives_the_day_unless_the_step_is_due_before(coach, due_on, given, kept):
    step = steps.take_up(step=StepFactory(due_on=due_on), due_on=given, by=coach)
    step.refresh_from_db()
    assert step.due_on == kept


def test_drop_keeps_the_words_that_were_being_typed(coach, day):
    step = StepFactory(owner=coach)
    changes = {"text": "Soitto", "due_on": None, "owner": coach, "goal": None}
    steps.drop(step=step, day=day, changes=changes, by=coach)
    step.refresh_from_db()
    assert (step.text, step.due_on, step.dropped_on) == ("Soitto", None, day)


def test_without_next_step_lists_running_stays_with_no_open_step(coach, day):
    def stay(**facts):
        return EnrolmentFactory(**facts)

    bare, planned, done, dropped, over = stay(), stay(), stay(), stay(), stay(ends_on=day)
    StepFactory(enrolment=planned, due_on=None)
    steps.finish(step=StepFactory(enrolment=done), day=day, by=coach)
    steps.drop(step=StepFactory(enrolment=dropped), day=day, by=coach)
    tomorrow = day + dt.timedelta(days=1)
    found = steps.without_next_step(Enrolment.objects.all(), tomorrow)
    assert set(found) == {bare, done, dropped}
    assert over in steps.without_next_step(Enrolment.objects.all(), day)


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
def test_step_read_before_it_was_closed_is_neither_closed_nor_changed(coach, day, closing):
    step = StepFactory()
    before = Step.objects.get()
    closing(step=step, day=day, by=coach)
    for again in (steps.finish, steps.drop):
        with pytest.raises(ValidationError):
            again(step=before, day=day, by=UserFactory())
    with pytest.raises(ValidationError):
        steps.change(step=before, text="Muuta", due_on=None, owner=coach, by=coach)
    after = Step.objects.get()
    assert (after.text, after.done_by or after.dropped_by) == (step.text, coach)


def test_finish_of_a_step_read_before_it_was_changed_keeps_the_change(coach, day):
    step = StepFactory()
    before = Step.objects.get()
    steps.change(step=step, text="Muuta", due_on=None, owner=coach, by=coach)
    steps.finish(step=before, day=day, by=coach)
    assert Step.objects.get().text == "Muuta"


@pytest.mark.parametrize("closing", [steps.finish, steps.drop])
def test_closed_step_is_neither_closed_again_nor_changed(coach, day, closing):
    step = closing(step=StepFactory(), day=day, by=coach)
    for again in (steps.finish, steps.drop):
        with pytest.raises(ValidationError):
            again(step=step, day=day, by=coach)
    with pytest.raises(ValidationError):
        steps.change(step=step, text="Muuta", due_on=None, owner=coach, by=coach)
