import datetime as dt

import pytest

from tests.factories.coaching import GoalFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused, assert_stands, changed, parts

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
REACHED = {"reached_on": DAY, "reached_by": "somebody"}
DROPPED = {"dropped_on": DAY, "dropped_by": "somebody"}


def with_person(facts: dict) -> dict:
    """The facts with a person made for whoever is named in them."""
    return {name: UserFactory() if value == "somebody" else value for name, value in facts.items()}


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_goal_that_says_nothing_is_refused(text):
    assert_refused(changed(GoalFactory(), {"text": text}), "coaching_goal_said")


@pytest.mark.parametrize("facts", parts(REACHED), ids=lambda facts: "+".join(facts))
def test_goal_reached_by_halves_is_refused(facts):
    assert_refused(changed(GoalFactory(), with_person(facts)), "coaching_goal_reached_whole")


@pytest.mark.parametrize("facts", parts(DROPPED), ids=lambda facts: "+".join(facts))
def test_goal_dropped_by_halves_is_refused(facts):
    assert_refused(changed(GoalFactory(), with_person(facts)), "coaching_goal_dropped_whole")


def test_goal_reached_and_dropped_is_refused_but_either_stands():
    assert_stands(changed(GoalFactory(), with_person(REACHED)))
    assert_stands(changed(GoalFactory(), with_person(DROPPED)))
    assert_refused(changed(GoalFactory(), with_person(REACHED | DROPPED)), "coaching_goal_reached_or_dropped")
