"""Who went from what to what: the cells agree with the flow and with both days."""

import datetime as dt

import pytest

from projects.choices import ActivityKind
from reports.figures.flow import flows
from reports.figures.matrix import AWAY, LEFT, NOT_YET, matrix
from reports.figures.status import UNCLASSIFIED, UnknownCell, statuses
from tests.factories.clients import ActivityFactory, EnrolmentFactory
from tests.reports.scenes import BEFORE, DAY

pytestmark = pytest.mark.django_db

MARCH = dt.date(2022, 3, 1)


@pytest.fixture
def moved(project, enrol):
    """One of each: stays, changes, comes, returns, leaves, comes and goes, was away all the time."""
    changed = enrol()
    ActivityFactory(client=changed, kind=ActivityKind.UNEMPLOYED, ends_on=MARCH)
    ActivityFactory(client=changed, kind=ActivityKind.WORK, starts_on=MARCH)
    returned = enrol(ends_on=dt.date(2021, 6, 1))
    EnrolmentFactory(client=returned, project=project, starts_on=MARCH)
    passed = enrol(ends_on=dt.date(2021, 6, 1))
    EnrolmentFactory(client=passed, project=project, starts_on=MARCH, ends_on=MARCH)
    return {
        (ActivityKind.WORK, ActivityKind.WORK): enrol(ActivityKind.WORK).pk,
        (ActivityKind.UNEMPLOYED, ActivityKind.WORK): changed.pk,
        (NOT_YET, ActivityKind.VOCATIONAL): enrol(ActivityKind.VOCATIONAL, starts_on=MARCH).pk,
        (AWAY, UNCLASSIFIED): returned.pk,
        (ActivityKind.OTHER, LEFT): enrol(ActivityKind.OTHER, ends_on=MARCH).pk,
        (NOT_YET, LEFT): enrol(starts_on=MARCH, ends_on=MARCH).pk,
    }


def test_matrix_each_client_is_in_one_cell(project, moved):
    assert matrix(project, BEFORE, DAY).cells == {pair: (key,) for pair, key in moved.items()}


def test_matrix_adds_up_to_the_flow_and_to_both_days(project, moved):
    found = matrix(project, BEFORE, DAY)
    (flow,) = flows(project, [BEFORE, DAY])
    was, now = statuses(project, [BEFORE, DAY])
    assert (found.count_from(NOT_YET), found.count_from(AWAY)) == (flow.new, flow.returned)
    left = sum(len(keys) for (_was, end), keys in found.cells.items() if end == LEFT)
    assert left == flow.left
    assert {kind: found.count_from(kind) for kind in ActivityKind} == dict(was.primary)
    arrived = sum(len(keys) for (_was, end), keys in found.cells.items() if end != LEFT)
    assert arrived == now.active


def test_matrix_needs_an_earlier_day(project):
    with pytest.raises(UnknownCell):
        matrix(project, DAY, DAY)
