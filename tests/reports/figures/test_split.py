"""Whatever the clients of a day are told apart by, each is in one value and all add up."""

import datetime as dt

import pytest

from clients.choices import Gender
from projects.choices import ActivityKind
from reports.choices import SplitBy
from reports.figures.split import split, told
from reports.figures.status import ACTIVE, UNCLASSIFIED, statuses
from reports.rules.split_sums import findings
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.projects import MunicipalityFactory
from tests.factories.staff import UserFactory
from tests.reports.scenes import DAY

pytestmark = pytest.mark.django_db


def counts(project, by, cell=ACTIVE) -> dict[str, int]:
    found = split(told(project, DAY), by, DAY)
    return {value: found.count(value, cell) for value in found.values}


def test_split_by_gender_has_a_value_for_unknown_and_cells_by_kind(project, enrol):
    enrol(ActivityKind.WORK, gender=Gender.FEMALE)
    enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL, gender=Gender.FEMALE)
    enrol()
    enrol(gender=Gender.MALE, ends_on=dt.date(2022, 1, 1))
    assert counts(project, SplitBy.GENDER) == {"female": 2, "unknown": 1}
    assert counts(project, SplitBy.GENDER, ActivityKind.WORK) == {"female": 1, "unknown": 0}
    assert counts(project, SplitBy.GENDER, UNCLASSIFIED) == {"female": 0, "unknown": 1}


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (dt.date(2003, 1, 2), "0-17"),
        (dt.date(2003, 1, 1), "18-29"),
        (dt.date(1991, 1, 2), "18-29"),
        (dt.date(1991, 1, 1), "30-54"),
        (dt.date(1966, 1, 2), "30-54"),
        (dt.date(1966, 1, 1), "55-"),
        (None, "unknown"),
    ],
)
def test_split_by_age_is_at_the_first_enrolments_start(project, enrol, born_on, band):
    client = enrol(born_on=born_on, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 2, 1))
    EnrolmentFactory(client=client, project=project, starts_on=dt.date(2022, 4, 1))
    assert counts(project, SplitBy.AGE) == {band: 1}


def test_split_by_municipality_withholds_whose_safety_is_at_stake(project, enrol):
    enrol(municipality=MunicipalityFactory())
    enrol(municipality=MunicipalityFactory(), has_safety_restriction=True)
    enrol(has_safety_restriction=True)
    enrol()
    assert counts(project, SplitBy.MUNICIPALITY) == {"240": 1, "unknown": 1, "withheld": 2}


def test_split_by_nationality_of_several_countries_is_a_value_of_its_own(project, enrol):
    for codes in (["FI"], ["SE"], ["SO"], ["SO", "FI"], []):
        enrol(nationalities=codes)
    assert counts(project, SplitBy.NATIONALITY) == {"eu": 2, "outside_eu": 1, "several": 1, "unknown": 1}


def test_split_by_language_goes_by_the_mother_tongue(project, enrol):
    enrol(mother_tongue="som")
    enrol()
    assert counts(project, SplitBy.LANGUAGE) == {"som": 1, "unknown": 1}


def test_split_by_coach_counts_those_who_work_on_the_day(project, enrol):
    liisa, kaisa = UserFactory(), UserFactory()
    one, both, none = enrol(), enrol(), enrol()
    for client, coach in ((one, liisa), (both, liisa), (both, kaisa)):
        AssignmentFactory(client=client, coach=coach)
    AssignmentFactory(client=none, coach=kaisa, ends_on=dt.date(2022, 4, 29))
    assert counts(project, SplitBy.COACH) == {str(liisa.pk): 1, "several": 1, "unknown": 1}


def test_split_of_all_projects_counts_a_client_once(project, enrol):
    client = enrol(gender=Gender.FEMALE)
    EnrolmentFactory(client=client)
    assert counts(None, SplitBy.GENDER) == {"female": 1}


def test_split_sums_agree_with_the_table_and_are_an_error_otherwise(project, enrol):
    enrol(ActivityKind.WORK)
    enrol()
    (status,) = statuses(project, [DAY])
    assert [finding.is_met for finding in findings(project, status)] == [True]
    enrol(ActivityKind.WORK)
    wrong = list(findings(project, status))
    assert {finding.severity for finding in wrong} == {"error"}
    assert {(finding.subject, finding.difference) for finding in wrong} == {
        (f"{by}:{cell}", 1) for by in SplitBy for cell in (ACTIVE, ActivityKind.WORK)
    }
