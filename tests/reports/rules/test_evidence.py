"""Work has its employer, other results their evidence."""

import datetime as dt

import pytest
from django.utils import translation

from clients.choices import OutcomeKind
from reports.rules.evidence import without_employer, without_evidence
from tests.factories.clients import OutcomeFactory
from tests.factories.staff import UserFactory
from tests.reports.scenes import DAY, withdraw

pytestmark = pytest.mark.django_db

SEEN = {"evidence_place": "mappi 3", "evidence_seen_on": dt.date(2021, 6, 2)}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_without_employer_only_work_is_asked_about(project, enrol):
    client = enrol()
    OutcomeFactory(client=client, project=project)
    OutcomeFactory(client=enrol(), project=project, detail="Kahvila Satama")
    OutcomeFactory(client=enrol(), project=project, kind=OutcomeKind.CARD)
    OutcomeFactory(client=enrol(), project=project, happened_on=DAY + dt.timedelta(days=1))
    line = "Employed on the open labour market (pay-subsidised work included) 1.6.2021"
    assert without_employer(project, DAY) == {client.pk: [line]}


def test_without_evidence_what_we_wrote_ourselves_needs_none(project, enrol):
    client = enrol()
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.COMPANY_FOUNDED)
    OutcomeFactory(client=enrol(), project=project, kind=OutcomeKind.CV)
    OutcomeFactory(client=enrol(), project=project, evidence_seen_by=UserFactory(), **SEEN)
    withdraw(OutcomeFactory(client=enrol(), project=project))
    assert without_evidence(project, DAY) == {client.pk: ["Business founded 1.6.2021"]}
