"""The use of services, by what became of each offer."""

import datetime as dt

import pytest

from coaching.choices import OfferState, ServiceCategory
from ohjaamo.periods import Period
from reports.figures.tally import EVER
from reports.figures.tray import tables
from tests.factories.clients import EnrolmentFactory
from tests.factories.trays import OfferFactory, ServiceFactory
from tests.reports.scenes import withdraw
from tests.reports.tables import table_of, values

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)


def test_tables_count_the_turns_of_offers(project):
    club = ServiceFactory(project=project, category=ServiceCategory.LANGUAGE)
    for states in ([OfferState.PICKED, OfferState.STARTED], [OfferState.DECLINED]):
        OfferFactory(enrolment=EnrolmentFactory(project=project), service=club, states=states)
    OfferFactory(enrolment=EnrolmentFactory(project=project), service=ServiceFactory(project=project))
    OfferFactory()

    found = tables(project, EVER, DAY)

    # Offered, picked, later, declined, started, finished, stopped; persons.
    assert values(table_of(found, "services"))[str(club.pk)] == [2, 1, 0, 1, 1, 0, 0, 2]
    assert values(table_of(found, "categories"))["work"] == [1, 0, 0, 0, 0, 0, 0, 1]
    assert values(table_of(found, "categories"))["total"] == [3, 1, 0, 1, 1, 0, 0, 3]


def test_tables_leave_out_other_days_and_withdrawn_stays(project):
    gone = OfferFactory(enrolment=EnrolmentFactory(project=project))
    OfferFactory(enrolment=EnrolmentFactory(project=project))
    withdraw(gone.enrolment)
    total = [values(table_of(tables(project, period, DAY), "services"))["total"][0] for period in (
        EVER,
        Period(dt.date(2022, 4, 1), dt.date(2022, 4, 1)),
        Period(dt.date(2022, 4, 2), DAY),
    )]  # fmt: skip
    assert total == [1, 1, 0]
