import datetime as dt

import pytest

from reports.models import Claim
from tests.factories.projects import ProjectFactory
from tests.refusals import assert_refused, assert_stands

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)


@pytest.mark.parametrize("as_of", [DAY, None])
def test_claim_of_one_source_figure_and_day_twice_is_refused(project, as_of):
    def claim(**facts) -> Claim:
        given = {
            "project": project,
            "figure": "snapshot:work",
            "as_of": as_of,
            "value": 44,
            "source": "Taulukko 1",
        }
        return Claim(**{**given, **facts})

    assert_stands(claim())
    assert_refused(claim(value=None), "reports_claim_once")
    assert_stands(claim(as_of=dt.date(2021, 4, 30)))
    assert_stands(claim(figure="snapshot:other"))
    assert_stands(claim(source="Taulukko 2"))
    assert_stands(claim(project=ProjectFactory()))
    assert_refused(claim(figure=" "), "reports_claim_figure_given")
    assert_refused(claim(source=" "), "reports_claim_sourced")
