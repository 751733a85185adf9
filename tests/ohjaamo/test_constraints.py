import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import TextChoices, Value

from clients.models import Assignment, Enrolment
from ohjaamo import constraints
from projects.models import Project

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2022, 3, 1), dt.date(2022, 3, 2)


class Colour(TextChoices):
    RED = "red"
    BLUE = "blue"


def passes(constraint, **facts) -> bool:
    """Whether the database would take a row with these facts."""
    return constraint.condition.check({name: Value(value) for name, value in facts.items()})


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (FIRST, LAST, True),
        (FIRST, FIRST, True),
        (LAST, FIRST, False),
        (FIRST, None, True),
        (None, FIRST, True),
        (None, None, True),
    ],
)
def test_ordered_wants_the_last_day_not_before_the_first(first, last, expected):
    rule = constraints.ordered("x", "from_on", "to_on")
    # A column has a type, which a bare value has not.
    column = Project._meta.get_field("starts_on")
    assert rule.condition.check({"from_on": Value(first, column), "to_on": Value(last, column)}) is expected


@pytest.mark.parametrize(
    ("day", "text", "number", "expected"),
    [
        (FIRST, "x", 1, True),
        (None, "", None, True),
        (FIRST, "", None, False),
        (None, "x", None, False),
        (None, "", 1, False),
        (FIRST, "x", None, False),
        (FIRST, "", 1, False),
        (None, "x", 1, False),
    ],
)
def test_all_or_none_refuses_every_half(day, text, number, expected):
    rule = constraints.all_or_none("x", "day", "text:text", "number", message="M")
    fields = {"day": "starts_on", "text": "name", "number": "target_age_min"}
    given = {
        name: Value(value, Project._meta.get_field(fields[name]))
        for name, value in (("day", day), ("text", text), ("number", number))
    }
    assert rule.condition.check(given) is expected


@pytest.mark.parametrize(
    ("value", "blank", "expected"),
    [
        ("red", False, True),
        ("green", False, False),
        ("", False, False),
        ("", True, True),
        ("RED", True, False),
    ],
)
def test_in_choices_takes_its_values_and_blank_only_where_allowed(value, blank, expected):
    assert passes(constraints.in_choices("x", "colour", Colour, blank=blank), colour=value) is expected


@pytest.mark.parametrize(
    ("value", "expected"), [("a", True), (" a ", True), ("", False), (" \t\n", False), ("\u00a0", False)]
)
def test_not_blank_wants_a_visible_character(value, expected):
    assert passes(constraints.not_blank("x", "text", "M"), text=value) is expected


@pytest.mark.parametrize(("value", "expected"), [(1, True), (0, False), (-1, False)])
def test_positive_begins_from_one(value, expected):
    assert passes(constraints.positive("x", "number", "M"), number=value) is expected


def test_positive_with_a_minimum_begins_from_it():
    rule = constraints.positive("x", "number", "M", minimum=0)
    assert (passes(rule, number=0), passes(rule, number=-1)) == (True, False)


def test_builders_give_their_name_and_message():
    rules = [
        constraints.ordered("a", message="M"),
        constraints.all_or_none("a", "day", message="M"),
        constraints.no_overlap("a", "client", message="M"),
        constraints.in_choices("a", "colour", Colour, message="M"),
        constraints.not_blank("a", "text", "M"),
        constraints.positive("a", "number", "M"),
    ]
    assert [(rule.name, rule.get_violation_error_message()) for rule in rules] == [("a", "M")] * len(rules)


@pytest.mark.parametrize("model", [Enrolment, Assignment])
def test_form_with_days_in_the_wrong_order_is_told_so_and_nothing_else(model):
    # PostgreSQL makes no range of such days; asking for the overlap would end in a bare 500.
    with pytest.raises(ValidationError) as told:
        model(starts_on=LAST, ends_on=FIRST).validate_constraints()
    assert told.value.messages == [str(constraints.ordered("x").violation_error_message)]


def test_no_overlap_equals_the_plain_constraint_migrations_know():
    rule = constraints.no_overlap("a", "client", message="M")
    plain = type(rule).__mro__[1](
        name="a", expressions=rule.expressions, condition=None, violation_error_message="M"
    )
    assert (rule == plain, plain == rule) == (True, True)
