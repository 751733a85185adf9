import datetime as dt

import pytest

from clients.choices import EducationLevel, LabourStatus, LeavingStatus
from clients.models import Participation
from tests.factories.clients import ClientFactory
from tests.refusals import assert_refused, assert_stands

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 6, 30)


def of(project, **facts) -> Participation:
    """A participation of somebody else each time."""
    return Participation(client=ClientFactory(), project=project, **facts)


def test_participation_of_a_client_in_a_project_is_one(project):
    first = of(project)
    assert_stands(first)
    assert_refused(Participation(client=first.client, project=project), "clients_participation_once")
    assert_stands(of(project))


@pytest.mark.parametrize(("column", "choices", "name"), [
    ("labour_status", LabourStatus, "clients_participation_labour_known"),
    ("later_status", LeavingStatus, "clients_participation_later_known"),
])  # fmt: skip
def test_participation_knows_the_words_of_the_fund_only(project, column, choices, name):
    for value in ("", *choices.values):
        assert_stands(of(project, **{column: value}))
    assert_refused(of(project, **{column: "sleeping"}), name)


def test_participation_situation_upon_leaving_is_one_of_the_fund_s_and_has_its_day(project):
    for value in LeavingStatus.values:
        assert_stands(of(project, leaving_status=value, leaving_status_on=DAY))
    unknown = of(project, leaving_status="sleeping", leaving_status_on=DAY)
    assert_refused(unknown, "clients_participation_leaving_known")
    for facts in ({"leaving_status": LeavingStatus.NONE}, {"leaving_status_on": DAY}):
        assert_refused(of(project, **facts), "clients_participation_leaving_has_day")


def test_participation_education_is_a_level_of_isced(project):
    assert_stands(of(project, education_level=EducationLevel.NONE))
    assert_refused(of(project, education_level=9), "clients_participation_education_known")


@pytest.mark.parametrize("status", ["", LabourStatus.INACTIVE, LabourStatus.EMPLOYED])
def test_participation_only_the_unemployed_are_so_since_a_day(project, status):
    assert_stands(of(project, labour_status=LabourStatus.UNEMPLOYED, unemployed_since_on=DAY))
    since = of(project, labour_status=status, unemployed_since_on=DAY)
    assert_refused(since, "clients_participation_since_of_unemployed")


@pytest.mark.parametrize(("given", "approved", "name"), [
    ("start_given_on", "start_approved_on", "clients_participation_start_approved"),
    ("end_given_on", "end_approved_on", "clients_participation_end_approved"),
])  # fmt: skip
def test_participation_what_is_approved_was_given_before(project, given, approved, name):
    assert_stands(of(project, **{given: DAY}))
    assert_stands(of(project, **{given: DAY, approved: DAY}))
    assert_refused(of(project, **{approved: DAY}), name)
    assert_refused(of(project, **{given: DAY, approved: DAY - dt.timedelta(days=1)}), name)
