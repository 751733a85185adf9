import pytest

from clients import gaps
from clients.models import Client
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

WHOLE = {
    "gender": "female",
    "mother_tongue": "som",
    "nationalities": ["SO"],
    "residence_basis": "refugee",
    "education_level": 0,
    "arrived_on": "2020-01-01",
}


def whole(**facts):
    return ClientFactory(**({"municipality": MunicipalityFactory()} | WHOLE | facts))


def test_gaps_of_a_whole_record_are_none():
    whole()
    assert gaps.gaps(Client.objects.all()) == []


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        ("municipality", {"municipality": None}),
        ("born_on", {"born_on": None}),
        ("gender", {"gender": ""}),
        ("mother_tongue", {"mother_tongue": ""}),
        ("nationalities", {"nationalities": []}),
        ("residence_basis", {"residence_basis": ""}),
        ("education_level", {"education_level": None}),
        ("arrived_on", {"arrived_on": None}),
    ],
)
def test_gap_counts_those_without_the_fact_and_lists_them(key, facts):
    whole()
    lacking = whole(**facts)
    assert [(gap.key, gap.count) for gap in gaps.gaps(Client.objects.all())] == [(key, 1)]
    assert list(gaps.missing(Client.objects.all(), key)) == [lacking]


def test_municipality_of_somebody_restricted_isnt_asked_for():
    whole(municipality=None, has_safety_restriction=True)
    assert gaps.gaps(Client.objects.all()) == []


def test_running_are_those_in_the_projects_today(project, day):
    here = EnrolmentFactory(project=project).client
    EnrolmentFactory(project=project, ends_on=day.replace(day=29))
    EnrolmentFactory()
    assert list(gaps.running(Client.objects.all(), [project.pk], day)) == [here]
