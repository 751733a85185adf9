"""How it goes over time, by month or by quarter."""

import datetime as dt

import pytest

from clients.choices import OutcomeKind
from ohjaamo.periods import Period
from reports.figures.tally import EVER
from reports.figures.trends import tables
from tests.factories.clients import OutcomeFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.reports.tables import table_of, values

pytestmark = pytest.mark.django_db

SPRING = Period(dt.date(2022, 1, 1), dt.date(2022, 3, 31))
TODAY = dt.date(2022, 4, 30)


def test_tables_of_a_short_period_go_month_by_month(project, enrol):
    client = enrol(starts_on=dt.date(2022, 1, 31))
    OutcomeFactory(client=client, project=project, happened_on=dt.date(2022, 3, 31), quantity=2)
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CARD, happened_on=dt.date(2022, 1, 1))
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CV, happened_on=dt.date(2022, 1, 1))
    AttendanceFactory(session=SessionFactory(project=project, held_on=dt.date(2022, 2, 1)), client=client)

    found = tables(project, SPRING, TODAY)

    # Work, studies, own business, cards.
    assert values(table_of(found, "results")) == {
        "1-2022": [0, 0, 0, 1],
        "2-2022": [0, 0, 0, 0],
        "3-2022": [2, 0, 0, 0],
        "total": [2, 0, 0, 1],
    }
    assert [line.label for line in found[0].lines] == ["1/2022", "2/2022", "3/2022"]
    assert values(table_of(found, "entries"))["1-2022"] == [1]
    assert values(table_of(found, "visits"))["2-2022"] == [1]


def test_tables_of_a_long_project_go_quarter_by_quarter(project, enrol):
    enrol(starts_on=dt.date(2021, 10, 1))
    entries = table_of(tables(project, EVER, TODAY), "entries")
    lines = values(entries)
    assert list(lines)[:4] == ["I-2019", "II-2019", "III-2019", "IV-2019"]
    assert lines["IV-2021"] == [1]
    assert entries.chart.labels[-1] == "II/2022"
    assert sum(entries.chart.series[0].values) == 1


def test_tables_with_nothing_to_show_have_neither_chart_nor_lines(project):
    found = tables(project, SPRING, TODAY)
    assert [(table.chart, table.lines) for table in found] == [(None, ())] * 3


def test_tables_of_a_period_that_has_not_come_have_nothing_to_show(project, enrol):
    enrol(starts_on=dt.date(2022, 4, 1))
    found = tables(project, Period(dt.date(2030, 1, 1), dt.date(2030, 12, 31)), TODAY)
    assert values(found[1]) == {"total": [0]}
