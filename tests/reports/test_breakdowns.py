"""Splits as they are read: values by name in their own order, unknown ones last."""

import pytest
from django.utils import translation

from projects.categories import in_order
from projects.choices import ActivityKind
from reports import breakdowns
from reports.choices import SplitBy
from reports.figures.split import split, told
from tests.factories.clients import AssignmentFactory
from tests.factories.staff import UserFactory
from tests.reports.scenes import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def labels(project, by) -> list[str]:
    return [label for _value, label in breakdowns.values(split(told(project, DAY), by, DAY))]


def test_values_of_age_come_in_their_own_order(project, enrol):
    for year in (None, 1960, 2010, 1990):
        enrol(born_on=year and DAY.replace(year=year))
    assert labels(project, SplitBy.AGE) == ["Under 18", "30–54", "55 or over", "Unknown"]


def test_values_of_language_come_the_largest_first_and_unknown_last(project, enrol):
    for language in ("som", "ara", "ara", "", "", ""):
        enrol(mother_tongue=language)
    assert labels(project, SplitBy.LANGUAGE) == ["Arabic", "Somali", "Unknown"]


def test_values_of_coach_are_names(project, enrol):
    liisa = UserFactory(first_name="Liisa", last_name="Valmentaja")
    AssignmentFactory(client=enrol(), coach=liisa)
    assert labels(project, SplitBy.COACH) == ["Liisa Valmentaja"]


def test_split_grid_of_nobody_is_empty(project):
    found = split(told(project, DAY), SplitBy.GENDER, DAY)
    assert breakdowns.split_grid(found, in_order(project), lambda *_asked: "x").is_empty


def test_cell_label_names_every_cell():
    named = [breakdowns.cell_label(cell) for cell in ("active", "away", "fresh", "client", ActivityKind.WORK)]
    assert named == ["Active clients", "Was away", "At most 90 days old", "Client told", "At work"]
