"""Employments by the terms they began on, and by what people could read and say at entry."""

import datetime as dt

import pytest

from clients.choices import CefrLevel, ConfirmationSource, Literacy
from clients.models import ActivityTerms, LanguageSkill
from reports.figures.employments import employments, tables
from reports.figures.tally import EVER
from staff import auditing
from tests.factories.clients import ActivityFactory, OutcomeFactory
from tests.reports.tables import table_of, values

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 6, 1)


@pytest.fixture
def employ(project, enrol):
    """Somebody found work on the day, in a job with terms from days on."""

    def make(*terms, starts_on=DAY, place="", client=None, **facts):
        client = client or enrol(**facts)
        OutcomeFactory(client=client, project=project, happened_on=DAY, detail="Satama")
        job = ActivityFactory(client=client, starts_on=starts_on, place=place)
        with auditing.act(by="cli"):
            for since, told in terms:
                ActivityTerms.objects.create(activity=job, starts_on=since, **told)
        return client

    return make


def knows_finnish(client, level, assessed_on):
    with auditing.act(by="cli"):
        LanguageSkill.objects.create(
            client=client,
            language="fin",
            level=level,
            assessed_on=assessed_on,
            source=ConfirmationSource.CLIENT,
        )


def test_tables_split_by_the_terms_in_force_when_work_began(project, employ):
    employ((DAY, {"is_permanent": False}), (dt.date(2021, 9, 1), {"is_permanent": True}))
    employ((DAY, {"is_permanent": True, "is_full_time": True, "has_pay_subsidy": True}))
    employ()
    found = tables(project, EVER, DAY)
    assert values(table_of(found, "permanence")) == {
        "yes": [1, 1],
        "no": [1, 1],
        "unknown": [1, 1],
        "total": [3, 3],
    }
    assert values(table_of(found, "time"))["yes"] == [1, 1]
    assert values(table_of(found, "subsidy"))["yes"] == [1, 1]
    assert values(table_of(found, "sector")) == {
        "yes": [0, 0],
        "no": [0, 0],
        "unknown": [3, 3],
        "total": [3, 3],
    }


def test_employments_take_the_terms_of_the_job_at_their_place(project, employ):
    client = employ((DAY, {"is_permanent": True}), place="Satama", starts_on=dt.date(2021, 6, 20))
    other = ActivityFactory(client=client, starts_on=DAY, place="Hotelli")
    with auditing.act(by="cli"):
        ActivityTerms.objects.create(activity=other, starts_on=DAY, is_permanent=False)
    assert [each.is_permanent for each in employments(project, EVER)] == [True]


def test_employments_of_a_job_long_after_have_no_terms(project, employ):
    employ((DAY, {"is_permanent": True}), starts_on=dt.date(2021, 7, 2))
    assert [each.is_permanent for each in employments(project, EVER)] == [None]


def test_tables_split_by_literacy_and_finnish_at_entry(project, employ):
    client = employ(literacy=Literacy.LATIN)
    knows_finnish(client, CefrLevel.NONE, dt.date(2020, 12, 1))
    knows_finnish(client, CefrLevel.A1, dt.date(2021, 1, 31))
    knows_finnish(client, CefrLevel.B1, dt.date(2021, 2, 1))
    employ()
    found = tables(project, EVER, DAY)
    assert values(table_of(found, "literacy"))["latin"] == [1, 1]
    assert values(table_of(found, "literacy"))["unknown"] == [1, 1]
    levels = values(table_of(found, "finnish"))
    assert (levels["none"], levels["A1"], levels["B1"]) == ([0, 0], [1, 1], [0, 0])
