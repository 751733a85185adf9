"""A number opens to the people it counts, and says why each of them is there."""

import datetime as dt

import pytest
from django.utils import translation

from projects.choices import ActivityKind
from reports import people
from reports.figures.status import UnknownCell
from tests.factories.clients import ActivityFactory, EnrolmentFactory
from tests.reports.scenes import BEFORE, DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_of_snapshot_each_cell_has_a_name_of_its_own(project):
    cells = ["active", "cumulative", "unclassified", "work", "secondary:work"]
    assert [people.of_snapshot(project, DAY, cell).label for cell in cells] == [
        "Active clients 30.4.2022",
        "Clients during the whole project 30.4.2022",
        "Unclassified 30.4.2022",
        "At work 30.4.2022",
        "At work, besides something else 30.4.2022",
    ]
    assert people.of_snapshot(project, DAY, "left", BEFORE).label == "Clients who left 5.1.2022–30.4.2022"


@pytest.mark.parametrize("since", [None, DAY])
def test_of_snapshot_flow_needs_an_earlier_day(project, since):
    with pytest.raises(UnknownCell):
        people.of_snapshot(project, DAY, "new", since)


def test_why_active_tells_stays_and_activities_of_the_day_primary_first(project, enrol):
    client = enrol(ActivityKind.WORK, ends_on=dt.date(2021, 6, 30))
    EnrolmentFactory(client=client, project=project, starts_on=BEFORE)
    EnrolmentFactory(client=client)
    ActivityFactory(
        client=client, kind=ActivityKind.VOCATIONAL, place="Lappia", starts_on=BEFORE, ends_on=DAY
    )
    ActivityFactory(client=client, kind=ActivityKind.UNEMPLOYED, ends_on=BEFORE)

    figure = people.of_snapshot(project, DAY, "active")
    (found,) = people.with_stays(figure.clients, project, DAY)

    assert people.why_active(found) == [
        "Client 1.1.2021–30.6.2021, 5.1.2022–",
        "In vocational education: Lappia (5.1.2022–30.4.2022)",
        "At work (1.1.2021–)",
    ]


def test_why_tells_nothing_of_where_a_restricted_client_works_or_studies(project, enrol):
    client = enrol(has_safety_restriction=True)
    ActivityFactory(client=client, kind=ActivityKind.WORK, place="Arctic Siivous", starts_on=BEFORE)

    (active,) = people.with_stays(people.of_snapshot(project, DAY, "active").clients, project, DAY)

    assert people.why_active(active) == ["Client 1.1.2021–", "At work (5.1.2022–)"]
