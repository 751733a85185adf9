"""The page of budget beside actuals."""

import pytest
from django.urls import reverse

from staff.permissions import Role
from tests.factories.projects import ProjectFactory
from tests.projects.money_scene import FIRST, LAST, enter, furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(starts_on=FIRST, ends_on=LAST)


@pytest.fixture
def page(project, member_of, signed_in):
    browser = signed_in(member_of(Role.MANAGER, project=project))

    def get() -> str:
        return browser.get(reverse("reports:follow-up", args=[project.code])).content.decode()

    return get


def test_follow_up_draws_the_period_with_costs_and_says_of_the_other_that_nothing_is_known(project, page):
    furnish(project)
    enter(project, 2022, 11)
    html = page()
    assert html.count('class="chart bullets"') == 1
    assert "Kuluja ei vielä ole: ennustetta ei voi tehdä." in html
    assert "12 480,08" in html.replace("\u00a0", " ")


def test_follow_up_far_off_the_budget_is_to_be_explained(project, page):
    furnish(project)
    enter(project, 2022, 11, amount="20000.00")
    html = page()
    assert "1 selitettävää" in html
    assert "Ennuste ylittää talousarvion" in html


def test_follow_up_without_a_budget_says_so(page):
    assert "Talousarviota ei ole vielä laadittu." in page()


@pytest.mark.parametrize("months", [1, 3])
def test_follow_up_of_any_number_of_costs_takes_the_same_queries(
    project, page, months, django_assert_num_queries
):
    furnish(project)
    for month in range(1, 1 + months):
        enter(project, 2023, month)
    page()
    with django_assert_num_queries(9):
        page()
