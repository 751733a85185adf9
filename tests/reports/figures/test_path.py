"""The path: who came to each stage, who is there, how long it takes."""

import datetime as dt

import pytest

from ohjaamo.periods import Period
from reports.figures.path import tables
from reports.figures.tally import EVER
from tests.factories.clients import EnrolmentFactory
from tests.factories.coaching import StageFactory
from tests.reports.scenes import withdraw

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)


def stages(project, period=EVER, today=DAY):
    (table,) = tables(project, period, today)
    return {line.label: [cell.value for cell in line.cells] for line in table.lines}


def test_tables_tell_who_came_who_is_there_and_the_median_of_days(project):
    for first, last in ((1, 10), (1, 20), (1, 31), (5, None)):
        ends_on = dt.date(2022, 1, last) if last else None
        StageFactory(
            enrolment=EnrolmentFactory(project=project),
            name="Suunnitelma",
            starts_on=dt.date(2022, 1, first),
            ends_on=ends_on,
        )
    StageFactory(enrolment=EnrolmentFactory(project=project), name="Oma vaihe")
    StageFactory()
    found = stages(project)
    assert list(found) == [*project.stage_names, "Oma vaihe"]
    assert found["Suunnitelma"] == [4, 1, 20]
    assert found["Oma vaihe"] == [1, 1, None]
    assert found["Seuranta"] == [0, 0, None]


def test_tables_of_a_period_follow_those_who_began_in_it_up_to_its_end(project):
    later = EnrolmentFactory(project=project, starts_on=dt.date(2022, 1, 1))
    StageFactory(
        enrolment=later, name="Valmennus", starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 3, 1)
    )
    StageFactory(enrolment=later, name="Seuranta", starts_on=dt.date(2022, 3, 2))
    StageFactory(enrolment=EnrolmentFactory(project=project, starts_on=dt.date(2021, 12, 31)))
    found = stages(project, Period(dt.date(2022, 1, 1), dt.date(2022, 2, 1)))
    assert (found["Valmennus"], found["Seuranta"]) == ([1, 1, None], [0, 0, None])


def test_tables_leave_out_withdrawn_stays(project):
    stage = StageFactory(enrolment=EnrolmentFactory(project=project))
    withdraw(stage.enrolment)
    assert stages(project)["Valmennus"] == [0, 0, None]


def test_tables_draw_the_stages_as_bars_and_name_the_one_where_most_are(project):
    for name, ends_on in (("Suunnitelma", dt.date(2022, 1, 20)), ("Suunnitelma", None), ("Valmennus", None)):
        StageFactory(
            enrolment=EnrolmentFactory(project=project),
            name=name,
            starts_on=dt.date(2022, 1, 1),
            ends_on=ends_on,
        )
    StageFactory(enrolment=EnrolmentFactory(project=project), name="Valmennus")
    (table,) = tables(project, EVER, DAY)
    assert table.chart.title == "Eniten asiakkaita on nyt vaiheessa ”Valmennus”: 2"
    assert [(bar.label, bar.value, bar.beside) for bar in table.chart.bars if bar.value] == [
        ("Suunnitelma", 2, "mediaani 20 päivää"),
        ("Valmennus", 2, ""),
    ]


def test_tables_of_nobody_draw_no_bars(project):
    (table,) = tables(project, EVER, DAY)
    assert table.chart is None
