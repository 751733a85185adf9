"""How a status is known: by whom, when and from what."""

import datetime as dt

import pytest

from clients.choices import ConfirmationSource
from projects.choices import ActivityKind
from reports.figures.confirmations import FRESH, NEVER, OLD, OLDER, Confirmation, confirmations
from tests.factories.clients import ActivityFactory
from tests.factories.staff import UserFactory
from tests.reports.scenes import DAY, withdraw

pytestmark = pytest.mark.django_db


def told(client, kind, confirmed_on, by, **facts):
    source = ConfirmationSource.CLIENT
    return ActivityFactory(
        client=client, kind=kind, confirmed_on=confirmed_on, confirmed_from=source, confirmed_by=by, **facts
    )


def test_confirmations_are_of_what_the_client_mainly_does_the_latest_one(project, enrol):
    coach, client = UserFactory(), enrol()
    told(client, ActivityKind.WORK, dt.date(2022, 4, 29), coach)
    told(client, ActivityKind.VOCATIONAL, dt.date(2022, 1, 1), coach, place="Lappia")
    told(client, ActivityKind.VOCATIONAL, dt.date(2022, 3, 1), coach, place="Redu")
    withdraw(told(client, ActivityKind.VOCATIONAL, dt.date(2022, 4, 1), coach, place="Väärä"))
    expected = Confirmation(
        client.pk, ActivityKind.VOCATIONAL, dt.date(2022, 3, 1), ConfirmationSource.CLIENT, coach.pk
    )
    assert confirmations(project, DAY) == (expected,)


def test_confirmations_of_nobody_are_told_of_too(project, enrol):
    working, unclassified = enrol(ActivityKind.WORK), enrol()
    assert confirmations(project, DAY) == (
        Confirmation(working.pk, ActivityKind.WORK, None, None, None),
        Confirmation(unclassified.pk, None, None, None, None),
    )


@pytest.mark.parametrize(
    ("days", "age"), [(-5, FRESH), (90, FRESH), (91, OLDER), (180, OLDER), (181, OLD), (None, NEVER)]
)
def test_age_of_a_confirmation(days, age):
    confirmed_on = None if days is None else DAY - dt.timedelta(days=days)
    found = Confirmation(1, ActivityKind.WORK, confirmed_on, None, None)
    assert found.age(DAY) == age
