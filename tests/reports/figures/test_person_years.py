import datetime as dt
from decimal import Decimal

import pytest

from projects import budgets, costs
from projects.choices import CostKind, Implementer
from reports.figures.person_years import person_years
from tests.projects.money_scene import enter, furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return budgets.current(furnish(), Implementer.LEAD, dt.date(2023, 1, 1))


def half_time(version, *month: int, person="Virta Aino", **facts):
    facts = {"full_time_percent": Decimal(50)} | facts
    return enter(version.project, *month, person=person, **facts)


def test_person_years_of_posts_are_added_up_by_period(version):
    first, second = version.periods.all()
    for title, years in (("Valmentaja", {first: 1, second: 1}), ("Sihteeri", {first: Decimal("0.5")})):
        full = {period: Decimal(each) for period, each in years.items()}
        budgets.plan_post(
            version=version, title=title, full_time_percent=Decimal(100), person_years=full, by="cli"
        )
    found = person_years(version)
    assert [(each.post.title, each.years) for each in found.posts] == [
        ("Valmentaja", (1, 1)),
        ("Sihteeri", (Decimal("0.5"), None)),
    ]
    assert found.planned == (Decimal("1.5"), 1)


def test_person_years_realised_are_months_by_their_percentages(version):
    for month in ((2022, 11), (2022, 12), (2023, 10), (2023, 11)):
        half_time(version, *month)
    half_time(version, 2022, 11, person="Koski Omar", full_time_percent=Decimal(100))
    found = person_years(version)
    assert found.persons == (
        ("Koski Omar", (Decimal("0.08"), 0)),
        ("Virta Aino", (Decimal("0.13"), Decimal("0.04"))),
    )
    assert found.realised == (Decimal("0.21"), Decimal("0.04"))


def test_person_years_count_no_correction_nor_holiday_bonus_nor_partner(version):
    cost = half_time(version, 2022, 11)
    costs.correct(cost=cost, amount=Decimal(-1), note="Korjaus", by="cli")
    half_time(version, 2022, 11, kind=CostKind.HOLIDAY_BONUS)
    half_time(version, 2022, 11, implementer=Implementer.PARTNER)
    half_time(version, 2022, 12, full_time_percent=None)
    assert person_years(version).realised == (Decimal("0.04"), 0)
