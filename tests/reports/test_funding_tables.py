from decimal import Decimal

import pytest

from ohjaamo.formats import NBSP
from projects.choices import FundingKind
from reports import claims
from reports.figures.funding import funding
from reports.funding_tables import table
from tests.factories.money import FundingSourceFactory

pytestmark = pytest.mark.django_db


def test_table_has_a_sum_of_what_was_agreed_and_of_what_came(project):
    FundingSourceFactory(project=project, agreed=Decimal(900), realised=Decimal("870.50"))
    FundingSourceFactory(project=project, kind=FundingKind.INCOME, agreed=None, realised=Decimal(100))
    found = table(funding(project))
    assert [(row.agreed, row.realised, row.percent) for row in (*found.given, *found.income)] == [
        ("900", "870,50", f"90{NBSP}%"),
        ("", "100", f"10{NBSP}%"),
    ]
    assert (found.given_sum.agreed, found.given_sum.percent) == ("900", f"90{NBSP}%")
    assert (found.income_sum.agreed, found.income_sum.realised) == ("", "100")
    assert (found.total.agreed, found.total.realised, found.total.percent) == ("900", "970,50", f"100{NBSP}%")


def test_table_has_the_hint_at_the_part_it_is_of(project):
    FundingSourceFactory(project=project, funder="Kaupunki", agreed=Decimal(5000))
    FundingSourceFactory(project=project, funder="Setlementti", agreed=Decimal(4349))
    figures = {("funding:total", None): Decimal(9319), ("funding:percent:Kaupunki", None): Decimal("53.65")}
    claims.record(project=project, source="esitys", figures=figures, by="cli")
    found = table(funding(project))
    assert [(row.hint, row.published_percent) for row in found.given] == [
        ("", f"53,65{NBSP}%"),
        (f"4{NBSP}319?", ""),
    ]
