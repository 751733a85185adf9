"""Clients are of the age and the area that the project was granted for."""

import datetime as dt

import pytest
from django.utils import translation

from reports.rules.target_group import other_age, other_area
from tests.factories.clients import EnrolmentFactory
from tests.factories.projects import MunicipalityFactory, ProjectAreaFactory, ProjectFactory
from tests.reports.scenes import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def project(db):
    return ProjectFactory(target_age_min=18, target_age_max=64)


def test_other_age_is_that_of_the_first_enrolments_start(project, enrol):
    young = enrol(starts_on=dt.date(2021, 5, 1), born_on=dt.date(2003, 5, 2), ends_on=dt.date(2021, 6, 1))
    EnrolmentFactory(client=young, project=project, starts_on=dt.date(2022, 1, 1))
    enrol(starts_on=dt.date(2021, 5, 2), born_on=dt.date(2003, 5, 2))
    enrol(starts_on=dt.date(2021, 5, 1), born_on=dt.date(1956, 5, 2))
    old = enrol(starts_on=dt.date(2021, 5, 2), born_on=dt.date(1956, 5, 2))
    enrol(born_on=None)
    assert other_age(project, DAY) == {young.pk: ["17 years at the start"], old.pk: ["65 years at the start"]}


def test_other_age_of_a_project_for_all_ages_judges_nobody(enrol):
    anybody = ProjectFactory()
    enrol(project=anybody)
    assert other_age(anybody, DAY) is None


def test_other_area_is_told_but_of_nobody_under_a_safety_restriction(project, enrol):
    rovaniemi = MunicipalityFactory(code="698", name_fi="Rovaniemi")
    ProjectAreaFactory(project=project, municipality=MunicipalityFactory())
    enrol(municipality=MunicipalityFactory())
    enrol()
    enrol(municipality=rovaniemi, has_safety_restriction=True)
    outsider = enrol(municipality=rovaniemi)
    assert other_area(project, DAY) == {outsider.pk: ["From Rovaniemi"]}


def test_other_area_of_a_project_without_one_judges_nobody(project, enrol):
    enrol(municipality=MunicipalityFactory())
    assert other_area(project, DAY) is None
