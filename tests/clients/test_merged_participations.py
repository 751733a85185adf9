"""What two records told the fund becomes one participation, whose facts go together."""

import datetime as dt

import pytest

from clients import merges
from clients.choices import LabourStatus, LeavingStatus
from clients.models import Participation
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.participations import ParticipationFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 6, 1)


def together(project, kept_facts, gone_facts) -> Participation:
    """The one participation of two records that are merged."""
    records = []
    for facts in (kept_facts, gone_facts):
        client = ClientFactory(first_names="Amina", last_name="Warsame", born_on=dt.date(1990, 1, 2))
        EnrolmentFactory(client=client, project=project)
        ParticipationFactory(client=client, project=project, **facts)
        records.append(client)
    kept, gone = records
    merges.merge(kept=kept, gone=gone, taken=(), today=TODAY, by=UserFactory())
    return Participation.objects.get(project=project)


def test_participation_that_says_nothing_takes_what_the_other_says(project):
    since = dt.date(2021, 1, 1)
    told = {"labour_status": LabourStatus.UNEMPLOYED, "unemployed_since_on": since, "is_homeless": False}
    found = together(project, {"labour_status": "", "unemployed_since_on": None}, told)
    assert (found.labour_status, found.unemployed_since_on, found.is_homeless) == ("unemployed", since, False)


def test_participation_of_somebody_employed_takes_no_day_of_unemployment(project):
    found = together(
        project,
        {"labour_status": LabourStatus.EMPLOYED, "unemployed_since_on": None},
        {"labour_status": LabourStatus.UNEMPLOYED, "unemployed_since_on": dt.date(2021, 1, 1)},
    )
    assert (found.labour_status, found.unemployed_since_on) == ("employed", None)


def test_participation_given_on_another_day_takes_no_approval_of_the_other(project):
    found = together(
        project,
        {"start_given_on": dt.date(2022, 2, 1)},
        {"start_given_on": dt.date(2022, 1, 10), "start_approved_on": dt.date(2022, 1, 20)},
    )
    assert (found.start_given_on, found.start_approved_on) == (dt.date(2022, 2, 1), None)


def test_participation_takes_the_situation_upon_leaving_with_its_day(project):
    found = together(
        project, {}, {"leaving_status": LeavingStatus.EMPLOYED, "leaving_status_on": dt.date(2022, 3, 1)}
    )
    assert (found.leaving_status, found.leaving_status_on) == ("employed", dt.date(2022, 3, 1))
