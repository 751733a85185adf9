"""Every part of the results: its tables add up, and each number opens to as many people as it counts."""

import datetime as dt

import pytest

from clients.choices import OutcomeKind
from coaching.choices import OfferState
from reports.figures.tally import EVER
from reports.result_pages import opened
from reports.result_parts import PARTS
from tests.factories.clients import ActivityFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, StageFactory
from tests.factories.trays import OfferFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 4, 30)


@pytest.fixture
def busy(project, enrol):
    """Two clients to whom everything has happened that is counted, one of them twice."""
    for number in range(2):
        client = enrol(nationalities=["SO", "FI"], service_languages=["som", "fin"])
        for kind in OutcomeKind:
            OutcomeFactory(client=client, project=project, kind=kind, quantity=number + 1)
        ActivityFactory(client=client, starts_on=dt.date(2021, 6, 1))
        enrolment = EnrolmentFactory(
            client=client, project=project, starts_on=dt.date(2020, 1, 1), ends_on="2020-06-01"
        )
        StageFactory(enrolment=enrolment, ends_on=dt.date(2022, 2, 1))
        OfferFactory(enrolment=enrolment, states=[OfferState.PICKED])
        AttendanceFactory(session=SessionFactory(project=project), client=client)
    return project


@pytest.mark.parametrize("part", PARTS)
def test_tables_of_every_part_add_up_and_open_to_whom_they_count(busy, part):
    tables = list(PARTS[part].tables(busy, EVER, TODAY))
    assert len({table.key for table in tables}) == len(tables)
    for table in tables:
        assert table.adds_up
        for line in table.all_lines():
            for head, cell in zip(table.heads, line.cells, strict=True):
                if cell.opens:
                    found = opened(busy, PARTS[part], EVER, f"{table.key}.{line.key}.{head.key}", today=TODAY)
                    assert tuple(found.figure.keys) == cell.keys
                    assert all(found.why(client) for client in found.clients)
                if head.key == "persons" and line.key != "repeated":
                    assert cell.value == len(cell.keys)


@pytest.mark.parametrize("part", PARTS)
def test_tables_of_every_part_without_anybody_are_of_zeros_or_blanks(project, part):
    for table in PARTS[part].tables(project, EVER, TODAY):
        assert table.adds_up
        assert {cell.value for line in table.all_lines() for cell in line.cells} <= {0, None}
