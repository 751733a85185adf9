from decimal import Decimal

import pytest

from projects.choices import FundingKind
from reports import claims
from reports.figures.funding import Rule, funding, fundings
from tests.factories.money import FundingSourceFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def state(project, figure: str, value: str) -> None:
    claims.record(project=project, source="esitys", figures={(figure, None): Decimal(value)}, by="cli")


@pytest.mark.parametrize("projects", [1, 3])
def test_fundings_of_any_number_of_projects_take_the_same_queries(projects, django_assert_num_queries):
    listed = [FundingSourceFactory().project for _number in range(projects)]
    with django_assert_num_queries(2):
        assert [each.total for each in fundings(listed)] == [1000] * projects


def test_funding_keeps_each_projects_own_parts_and_claims():
    first, second = ProjectFactory.create_batch(2)
    FundingSourceFactory(project=first, agreed=Decimal(100))
    FundingSourceFactory(project=second, agreed=Decimal(200))
    state(second, "funding:total", "230")
    found = fundings([second, first])
    assert [(each.total, each.stated_total, each.difference) for each in found] == [
        (200, 230, -30),
        (100, None, None),
    ]


def test_funding_has_income_apart_and_both_make_the_total(project):
    FundingSourceFactory(project=project, agreed=Decimal(900))
    FundingSourceFactory(project=project, kind=FundingKind.INCOME, agreed=Decimal(100))
    found = funding(project)
    assert [[part.amount for part in parts] for parts in (found.given, found.income)] == [[900], [100]]
    assert (found.total, [part.percent for part in found.parts]) == (1000, [90, 10])


def test_funding_asks_to_explain_a_gap_but_no_rounded_mean(project):
    project.starts_on, project.ends_on = project.starts_on.replace(2019), project.starts_on.replace(2021)
    FundingSourceFactory(project=project, funder="STEA", agreed=Decimal("100"))
    state(project, "funding:per_year:STEA", "33.33")
    state(project, "funding:total", "150")
    found = funding(project)
    assert [finding.rule for finding in found.findings] == [Rule.GAP, Rule.MEAN_ROUNDING]
    assert [finding.rule for finding in found.open] == [Rule.GAP]
