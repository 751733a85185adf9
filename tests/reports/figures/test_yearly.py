"""What other funders ask for year by year: visits and persons."""

import datetime as dt

import pytest

from coaching.choices import SessionKind
from reports.figures.tally import EVER
from reports.figures.yearly import tables
from tests.factories.clients import EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.reports.tables import values

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 4, 30)


def test_tables_count_clients_new_ones_visits_persons_and_unnamed_by_year(project, enrol):
    amina = enrol(starts_on=dt.date(2020, 12, 31), ends_on=dt.date(2021, 1, 1))
    EnrolmentFactory(client=amina, project=project, starts_on=dt.date(2021, 6, 1))
    enrol(starts_on=dt.date(2022, 1, 1))
    for day in (dt.date(2021, 6, 1), dt.date(2021, 7, 1), dt.date(2022, 1, 1)):
        AttendanceFactory(session=SessionFactory(project=project, held_on=day), client=amina)
    SessionFactory(project=project, held_on=dt.date(2022, 2, 1), kind=SessionKind.ADVICE, unnamed_adults=2)

    (table,) = tables(project, EVER, TODAY)

    assert values(table) == {
        "2020": [1, 1, 0, 0, 0],
        "2021": [1, 0, 2, 1, 0],
        "2022": [2, 1, 1, 1, 2],
        "repeated": [-2, 0, 0, -1, 0],
        "total": [2, 2, 3, 1, 2],
    }
    assert table.adds_up
