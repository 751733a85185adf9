import datetime as dt
from decimal import Decimal

import pytest

from projects import budgets, claim_checks, claim_periods, costs
from projects.choices import CostKind, Implementer
from projects.cost_tables import beside_plan, table
from projects.models import ActualCost
from staff import auditing
from tests.factories.money import ActualCostFactory
from tests.projects.money_scene import FIRST, enter, furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return furnish()


def look(project):
    version = budgets.current(project, Implementer.LEAD, FIRST)
    return table(list(project.costs.all()), budgets.lines(version))


def told(project) -> list[str]:
    return [text.replace("\xa0", " ") for text in beside_plan(look(project))]


def test_table_of_no_costs_is_empty_and_tells_nothing(project):
    assert (look(project).sections, told(project)) == ((), [])


def test_table_leaves_out_a_holiday_bonus_and_tells_months_outside_the_budget_apart(project):
    enter(project, 2022, 11, kind=CostKind.HOLIDAY_BONUS)
    ActualCostFactory(project=project, month_starts_on=dt.date(2025, 1, 1))
    (section,) = look(project).sections
    assert (section.period, section.sums.total) == (None, 3000)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("12480.08", []),
        ("13728.09", []),
        ("13740", ["2023: palkat 13 740,00 € ovat 10,1 % yli tähän asti suunnitellun, 12 480,08 €."]),
        ("11220", ["2023: palkat 11 220,00 € ovat 10,1 % alle tähän asti suunnitellun, 12 480,08 €."]),
    ],
)
def test_salaries_a_tenth_off_the_plan_so_far_are_told(project, amount, said):
    enter(project, 2022, 11, amount=amount)
    assert told(project) == said


def test_salaries_above_the_decision_are_told(project):
    for person in ("Virta Aino", "Aalto Ville"):
        enter(project, 2023, 10, amount="74880.50", person=person)
    assert told(project) == []
    enter(project, 2023, 10, amount="0.01")
    assert told(project) == ["2023: palkat 149 761,01 € ylittävät päätöksen palkat, 149 761,00 €."]


def test_checks_of_a_claim_look_at_its_costs_and_at_the_plan_up_to_its_end(project):
    enter(project, 2022, 11, amount="1000", note="Lomaraha")
    claim = claim_periods.begin(project=project, ends_on=dt.date(2022, 11, 30), by="cli")
    enter(project, 2022, 12, amount="30000", note="Lomaraha")
    found = claim_checks.of_claim(claim)
    assert [text.split(":")[0] for text in found] == ["Virta Aino 11/2022", "2023"]
    assert "1\xa0000,00" in found[1]
    assert ActualCost.objects.filter(claim=None).count() == 2


def test_checks_of_a_claim_without_a_budget_look_at_its_costs_alone(project):
    cost = enter(project, 2022, 11)
    costs.correct(cost=cost, amount=Decimal("-12480.08"), note="Ei kuulu tänne", by="cli")
    with auditing.act(by="cli"):
        project.budgets.all().delete()
    claim = claim_periods.begin(project=project, ends_on=dt.date(2022, 11, 30), by="cli")
    assert claim_checks.of_claim(claim) == []
