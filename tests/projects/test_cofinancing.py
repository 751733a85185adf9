import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects import cofinancing
from projects.choices import PayerKind, PercentRule, SplitBasis
from projects.cofinancing import Weight
from projects.models import CofinancingKey
from projects.splits import Part
from tests.factories.projects import MunicipalityFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def agree(project, weights, rule=PercentRule.TWO_DIGITS, **facts):
    facts = {"starts_on": dt.date(2022, 11, 1)} | facts
    return cofinancing.agree(
        project=project,
        basis=SplitBasis.SHARE,
        as_of=dt.date(2021, 12, 31),
        source="Tilastokeskus",
        rule=rule,
        weights=weights,
        **facts,
        by="cli",
    )


@pytest.fixture
def two():
    """Two municipalities whose shares make 75 and 25 percent."""
    kemi = MunicipalityFactory(code="240", name_fi="Kemi")
    tornio = MunicipalityFactory(code="851", name_fi="Tornio")
    return [
        Weight(kemi, Decimal("4.5"), 926),
        Weight(tornio, Decimal("1.5"), 586, PayerKind.ASSOCIATION),
    ]


def test_key_keeps_basis_weights_percents_and_payers_apart(two):
    project = ProjectFactory()
    key = agree(project, two, decision="Ohjausryhmä 1.9.2022")
    assert cofinancing.in_force(project, dt.date(2023, 1, 1)) == key
    assert cofinancing.in_force(project, dt.date(2022, 10, 31)) is None
    assert cofinancing.parts(key) == [
        Part("240", "Kemi", Decimal(75), 926, PayerKind.MUNICIPALITY),
        Part("851", "Tornio", Decimal(25), 586, PayerKind.ASSOCIATION),
    ]
    assert list(key.shares.values_list("weight", flat=True)) == [Decimal("4.5"), Decimal("1.5")]


@pytest.mark.parametrize(
    ("rule", "weights", "message"),
    [
        (PercentRule.AGREED, ("33", "66"), "99"),
        (PercentRule.TWO_DIGITS, ("0", "0"), "paino"),
        (PercentRule.TWO_DIGITS, ("-1", "2"), "paino"),
        (PercentRule.TWO_DIGITS, ("1.995", "0.005"), "Kahteen numeroon"),
    ],
)
def test_key_whose_percents_are_not_a_hundred_is_refused(two, rule, weights, message):
    wrong = [Weight(each.municipality, Decimal(w), 1) for each, w in zip(two, weights, strict=True)]
    with pytest.raises(ValidationError, match=message):
        agree(ProjectFactory(), wrong, rule)
    assert CofinancingKey.objects.count() == 0


def test_key_that_overlaps_another_is_refused(two):
    project = ProjectFactory()
    agree(project, two, ends_on=dt.date(2023, 10, 31))
    with pytest.raises(ValidationError, match="avain"):
        agree(project, two, starts_on=dt.date(2023, 10, 31))
    agree(project, two, starts_on=dt.date(2023, 11, 1))
