"""The trial's participants have told the fund something, and not everything; once."""

import datetime as dt

import pytest

from clients.models import Participation
from reports import eura
from reports.figures.participants import participants
from reports.participation_demonstration import tell_the_fund
from tests.factories.clients import EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 1)


def test_tell_the_fund_tells_of_most_and_leaves_something_to_do():
    project, coach = ProjectFactory(programme_period="2021-2027"), UserFactory()
    clients = [
        EnrolmentFactory(project=project, starts_on=dt.date(2026, 5, 1), client__gender="female").client_id
        for _number in range(6)
    ]
    tell_the_fund(project=project, today=TODAY, by=coach)
    tell_the_fund(project=project, today=TODAY, by=coach)
    assert Participation.objects.count() == 5
    complete = [each.key for each in participants(project, TODAY) if each.is_complete]
    assert complete == clients[:5]
    states = {line.start.state for line in eura.desk(project, clients, TODAY)}
    assert states == {"now", "given", "approved"}
