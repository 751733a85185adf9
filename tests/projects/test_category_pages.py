"""The order of precedence is changed by the manager, and everybody sees who did."""

import pytest
from django.urls import reverse

from projects.choices import ActivityKind
from staff.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER, first_name="Pirjo", last_name="Päällikkö")


@pytest.fixture
def browser(manager, signed_in):
    return signed_in(manager)


def page(project) -> str:
    return reverse("projects:categories", args=[project.code])


def send(browser, project, **said):
    return browser.post(reverse("projects:category-shift", args=[project.code]), said, follow=True)


def first(project) -> str:
    return project.categories.order_by("precedence")[0].kind


def test_category_moved_up_comes_first_and_the_page_says_who_moved_it(project, browser):
    answer = send(browser, project, kind="integration", towards="up")
    assert (answer.redirect_chain, first(project)) == ([(page(project), 302)], ActivityKind.INTEGRATION)
    html = answer.content.decode()
    assert "Siirretty: Kotouttavassa koulutuksessa" in html
    assert "Pirjo Päällikkö" in html


@pytest.mark.parametrize("said", [{}, {"kind": "x", "towards": "up"}, {"kind": "work", "towards": "x"}])
def test_category_shift_that_says_nothing_moves_nothing(project, browser, said):
    before = first(project)
    assert "Valitse luokka" in send(browser, project, **said).content.decode()
    assert first(project) == before


@pytest.mark.parametrize("moves", [1, 3])
def test_categories_any_number_of_versions_takes_the_same_queries(
    project, browser, moves, django_assert_num_queries
):
    for _number in range(moves):
        send(browser, project, kind="unemployed", towards="up")
    with django_assert_num_queries(7):
        browser.get(page(project))
