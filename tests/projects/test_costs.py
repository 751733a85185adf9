import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects import costs
from projects.choices import CostKind
from projects.models import ActualCost
from tests.factories.money import ActualCostFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

MARCH = dt.date(2021, 3, 1)


def enter(project=None, **facts):
    facts = {"person": "Virta Aino", "month_starts_on": MARCH, "amount": Decimal("3000")} | facts
    return costs.enter(project=project or ProjectFactory(starts_on=dt.date(2021, 3, 15)), **facts, by="cli")


def test_cost_of_the_month_in_which_the_project_begins_is_entered():
    cost = enter(full_time_percent=Decimal(50))
    assert (cost.amount, cost.full_time_percent, cost.claim) == (3000, 50, None)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"month_starts_on": dt.date(2021, 2, 1)}, "ei ole käynnissä"),
        ({"month_starts_on": dt.date(2021, 4, 2)}, "ensimmäisellä päivällä"),
        ({"amount": Decimal("0")}, "yli nollan"),
        ({"amount": Decimal("-5")}, "yli nollan"),
        ({"amount": Decimal("1000000")}, "100 000"),
        ({"person": " "}, "kenen"),
    ],
)
def test_cost_that_cant_be_is_refused(facts, message):
    with pytest.raises(ValidationError, match=message):
        enter(**facts)
    assert ActualCost.objects.count() == 0


def test_correction_is_a_further_entry_of_the_same_person_and_month():
    cost = enter()
    less = costs.correct(cost=cost, amount=Decimal("-100.50"), note="Palkka laskettiin väärin", by="cli")
    again = costs.correct(cost=less, amount=Decimal("0.50"), note="Pyöristys", by="cli")
    assert [each.corrects for each in (less, again)] == [cost, cost]
    assert (less.person, less.month_starts_on, less.claim) == (cost.person, MARCH, None)
    assert costs.standing(cost) == Decimal("2900.00")
    assert ActualCost.objects.get(pk=cost.pk).amount == 3000


def test_correction_without_a_reason_or_below_zero_in_all_is_refused():
    cost = enter()
    with pytest.raises(ValidationError, match="mitä oikaistaan"):
        costs.correct(cost=cost, amount=Decimal("-1"), note=" ", by="cli")
    with pytest.raises(ValidationError, match="alle nollan"):
        costs.correct(cost=cost, amount=Decimal("-3000.01"), note="x", by="cli")
    assert cost.corrections.count() == 0


def test_doubts_tell_of_more_than_full_time_in_all_projects_and_of_a_holiday_bonus_as_salary():
    person = {"person": "Virta Aino", "month_starts_on": MARCH}
    first = ActualCostFactory(**person, full_time_percent=Decimal(60))
    ActualCostFactory(**person, full_time_percent=Decimal("40.5"))
    ActualCostFactory(**person, full_time_percent=Decimal(50), corrects=first)
    ActualCostFactory(person="Sokolov Olga", month_starts_on=MARCH, full_time_percent=Decimal(100))
    ActualCostFactory(person="Sokolov Olga", month_starts_on=MARCH, note="Lomarahat 2021")
    ActualCostFactory(
        person="Sokolov Olga", month_starts_on=MARCH, kind=CostKind.HOLIDAY_BONUS, note="lomaraha"
    )
    found = costs.doubts(ActualCost.objects.all())
    assert [(doubt.person, doubt.message) for doubt in found] == [
        ("Sokolov Olga", "Lomaraha sisältyy sivukulujen prosenttiin, eikä sitä haeta palkkana."),
        ("Virta Aino", "Kaikissa hankkeissa yhteensä yli täyden työajan: 100,5\u00a0%."),
    ]
