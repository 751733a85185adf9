"""Work that lasts: at work or not 3, 6 and 12 months after, and what isn't known yet apart."""

import datetime as dt

import pytest

from reports.figures.retention import tables
from reports.figures.tally import EVER
from tests.factories.clients import ActivityFactory, OutcomeFactory
from tests.reports.tables import values

pytestmark = pytest.mark.django_db

BEGUN = dt.date(2021, 6, 1)


@pytest.fixture
def employ(project, enrol):
    def make(*jobs):
        client = enrol()
        OutcomeFactory(client=client, project=project, happened_on=BEGUN)
        for starts_on, ends_on in jobs:
            ActivityFactory(client=client, starts_on=starts_on, ends_on=ends_on, place=str(starts_on))
        return client

    return make


def standing(project, today=dt.date(2022, 12, 31)):
    (table,) = tables(project, EVER, today)
    return values(table)


def test_tables_count_the_day_three_six_and_twelve_months_after(project, employ):
    employ((BEGUN, dt.date(2021, 12, 1)))
    found = standing(project)
    assert (found["at_work"], found["not_at_work"]) == ([1, 1, 0], [0, 0, 1])


def test_tables_count_another_job_as_work_too(project, employ):
    employ((BEGUN, dt.date(2021, 8, 1)), (dt.date(2022, 5, 1), None))
    found = standing(project)
    assert (found["at_work"], found["not_at_work"]) == ([0, 0, 1], [1, 1, 0])


def test_tables_tell_apart_a_day_that_has_not_come(project, employ):
    employ((BEGUN, None))
    found = standing(project, today=dt.date(2021, 12, 1))
    assert (found["at_work"], found["not_yet"]) == ([1, 1, 0], [0, 0, 1])


def test_tables_without_recorded_work_say_that_it_is_not_known(project, employ):
    employ()
    employ((dt.date(2020, 1, 1), dt.date(2021, 5, 31)))
    assert standing(project)["unknown"] == [2, 2, 2]
