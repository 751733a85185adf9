"""Projects begin, go on, widen and serve."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from projects import projects
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2019, 1, 15), dt.date(2022, 1, 14)


@pytest.fixture
def begun():
    return projects.begin(code="S1", name="Hanke", starts_on=FIRST, ends_on=LAST, by="cli")


def test_begin_a_code_twice_is_refused(begun):
    with pytest.raises(ValidationError):
        projects.begin(code="S1", name="Toinen", starts_on=FIRST, ends_on=LAST, by="cli")


def test_extend_moves_the_last_day_and_keeps_the_decision(begun):
    extension = projects.extend(project=begun, ends_on=dt.date(2022, 8, 31), note="päätös", by="cli")
    begun.refresh_from_db()
    assert (begun.ends_on, extension.starts_on) == (dt.date(2022, 8, 31), dt.date(2022, 1, 15))


def test_extend_to_an_earlier_day_is_refused_and_moves_nothing(begun):
    with pytest.raises(ValidationError):
        projects.extend(project=begun, ends_on=FIRST, by="cli")
    assert begun.ends_on == LAST


def test_widen_area_by_the_same_municipality_twice_is_refused(begun):
    kemi = MunicipalityFactory()
    projects.widen_area(project=begun, municipality=kemi, by="cli")
    with pytest.raises(ValidationError):
        projects.widen_area(project=begun, municipality=kemi, by="cli")
    assert list(begun.area.all()) == [kemi]


def test_serve_in_a_language_that_is_served_already_is_refused(begun):
    projects.serve_in(project=begun, language="som", starts_on=FIRST, ends_on=LAST, by="cli")
    with pytest.raises(ValidationError):
        projects.serve_in(project=begun, language="som", starts_on=LAST, by="cli")
    projects.serve_in(project=begun, language="som", starts_on=LAST + dt.timedelta(days=1), by="cli")
