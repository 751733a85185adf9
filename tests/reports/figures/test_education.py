"""Studies by their state, and the level of education from entry to now."""

import datetime as dt

import pytest

from clients.choices import EducationLevel, EducationState, OutcomeKind
from clients.models import Participation
from reports.figures.education import group_of, tables
from reports.figures.tally import EVER
from staff import auditing
from tests.factories.clients import OutcomeFactory
from tests.reports.tables import table_of, values

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)


def test_tables_split_studies_by_their_state(project):
    for state in (EducationState.ONGOING, EducationState.COMPLETED, EducationState.COMPLETED, ""):
        OutcomeFactory(project=project, kind=OutcomeKind.DEGREE_EDUCATION, state=state)
    OutcomeFactory(project=project, kind=OutcomeKind.ADULT_BASIC_EDUCATION, state=EducationState.INTERRUPTED)
    found = tables(project, EVER, DAY)
    assert values(table_of(found, "degree_education")) == {
        "ongoing": [1, 1],
        "completed": [2, 2],
        "interrupted": [0, 0],
        "unknown": [1, 1],
        "total": [4, 4],
    }
    assert values(table_of(found, "adult_basic_education"))["interrupted"] == [1, 1]


def test_tables_tell_the_level_from_entry_to_now(project, enrol):
    client = enrol(education_level=EducationLevel.UPPER_SECONDARY)
    with auditing.act(by="cli"):
        Participation.objects.create(client=client, project=project, education_level=EducationLevel.NONE)
    enrol(education_level=EducationLevel.MASTER)
    enrol()
    levels = values(table_of(tables(project, EVER, DAY), "levels"))
    # Now low, middle, high, not known; persons.
    assert levels == {
        "low": [0, 1, 0, 0, 1],
        "middle": [0, 0, 0, 0, 0],
        "high": [0, 0, 0, 0, 0],
        "unknown": [0, 0, 1, 1, 2],
        "total": [0, 1, 1, 1, 3],
    }


@pytest.mark.parametrize(
    ("level", "group"),
    [(None, ""), (0, "low"), (2, "low"), (3, "middle"), (4, "middle"), (5, "high"), (8, "high")],
)
def test_group_of_each_level_is_the_funders(level, group):
    assert group_of(level) == group
