import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects import budgets
from projects.apportionments import CENT
from projects.budgets import Column
from projects.choices import BudgetKind, Implementer, RateKind
from projects.models import BudgetVersion
from staff import auditing
from tests.factories.money import PostPlanFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

RATES = dict(zip(RateKind, map(Decimal, ("26.44", "40", "20")), strict=True))
FIRST = Column("2023", dt.date(2022, 11, 1), dt.date(2023, 10, 31), Decimal(149761))
SECOND = Column("2024", dt.date(2023, 11, 1), dt.date(2024, 10, 31), Decimal(152455))


def draw_up(project, *, kind=BudgetKind.DRAFT, dated_on=dt.date(2022, 10, 28), **facts):
    facts = {"columns": [SECOND, FIRST], "rates": RATES} | facts
    return budgets.draw_up(
        project=project, implementer=Implementer.LEAD, kind=kind, dated_on=dated_on, **facts, by="cli"
    )


def test_lines_of_a_budget_follow_from_its_salaries_in_order_of_time():
    found = budgets.lines(draw_up(ProjectFactory()))
    assert [(line.period.label, line.chain.own_funding) for line in found] == [
        ("2023", 53020),
        ("2024", 53974),
    ]
    assert found[0].chain.flat_rate == 75743


def test_lines_with_a_rate_that_changes_take_the_one_of_the_periods_first_day():
    version = draw_up(ProjectFactory())
    rate = version.rates.get(kind=RateKind.OWN_FUNDING)
    with auditing.act(by="cli"):
        rate.ends_on = SECOND.starts_on - dt.timedelta(days=1)
        rate.save()
        version.rates.create(kind=RateKind.OWN_FUNDING, percent=25, starts_on=SECOND.starts_on)
    assert [line.chain.own_funding for line in budgets.lines(version)] == [53020, Decimal("67468")]


def test_binding_version_on_a_day_is_the_latest_decision_or_amendment():
    project = ProjectFactory()
    draft = draw_up(project)
    decision = draw_up(project, kind=BudgetKind.DECISION, dated_on=dt.date(2022, 12, 1))
    amendment = draw_up(project, kind=BudgetKind.AMENDMENT, dated_on=dt.date(2023, 6, 1))
    draw_up(project, dated_on=dt.date(2023, 9, 1))

    def on(*day):
        return budgets.binding(project, Implementer.LEAD, dt.date(*day))

    assert [on(2022, 11, 30), on(2022, 12, 1), on(2023, 5, 31), on(2024, 1, 1)] == [
        None,
        decision,
        decision,
        amendment,
    ]
    assert budgets.current(project, Implementer.LEAD, dt.date(2022, 11, 30)) == draft
    assert budgets.current(project, Implementer.PARTNER, dt.date(2024, 1, 1)) is None


def test_salaries_of_posts_are_summed_where_the_budget_tells_them():
    plan = PostPlanFactory(salary=Decimal("40000"))
    assert budgets.salaries_of_posts(plan.period) == 40000
    assert budgets.salaries_of_posts(draw_up(ProjectFactory()).periods.first()) is None


def test_post_is_planned_period_by_period():
    version = draw_up(ProjectFactory())
    years = dict.fromkeys(version.periods.all(), Decimal("0.5"))
    post = budgets.plan_post(
        version=version, title="Sihteeri", full_time_percent=Decimal(50), person_years=years, by="cli"
    )
    assert [(plan.period.label, plan.person_years) for plan in post.plans.all()] == [
        ("2023", Decimal("0.50")),
        ("2024", Decimal("0.50")),
    ]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"columns": []}, "vähintään yksi"),
        (
            {"columns": [FIRST, Column("2024", dt.date(2023, 12, 1), dt.date(2024, 10, 31), Decimal(1))]},
            "2024",
        ),
        (
            {"columns": [FIRST, Column("2024", dt.date(2023, 10, 31), dt.date(2024, 10, 31), Decimal(1))]},
            "2024",
        ),
        ({"columns": [Column("2023", FIRST.starts_on, FIRST.ends_on, Decimal("1.50"))]}, "tarkkuudella"),
        ({"rates": {RateKind.SIDE_COSTS: Decimal(26)}}, "flat rate"),
        ({"columns": [Column("2023", FIRST.starts_on, FIRST.ends_on, Decimal(-1))]}, "nollan"),
    ],
)
def test_budget_that_cant_be_is_refused_and_nothing_is_half_saved(facts, message):
    with pytest.raises(ValidationError, match=message):
        draw_up(ProjectFactory(), **facts)
    assert BudgetVersion.objects.count() == 0


def test_budget_in_cents_takes_them():
    column = Column("2023", FIRST.starts_on, FIRST.ends_on, Decimal("100.01"))
    (line,) = budgets.lines(draw_up(ProjectFactory(), unit=CENT, columns=[column]))
    assert line.chain.costs_total == Decimal("177.03")
