"""Which place of the navigation bar is lit on pages whose address begins otherwise."""

import pytest
from django.urls import reverse

from staff.permissions import Role
from tests.factories.imports import staged_batch

pytestmark = pytest.mark.django_db


def lit(browser, address):
    places = browser.get(address).context["navigation"]
    return [place["url"] for place in places if place["is_current"]]


@pytest.mark.parametrize(
    "name", ["costs", "claims", "invoices", "budget-draw-up", "cofinancing-agree", "funding-add"]
)
def test_keeping_of_money_stands_under_reports(signed_in, member_of, project, name):
    address = reverse(f"projects:{name}", args=[project.code])
    assert lit(signed_in(member_of(Role.MANAGER)), address) == [reverse("reports:index")]


def test_population_stands_under_reports(signed_in, member_of):
    assert lit(signed_in(member_of(Role.MANAGER)), reverse("projects:population")) == [
        reverse("reports:index")
    ]


def test_whom_a_row_is_about_stands_under_imports(signed_in, member_of, project):
    secretary = member_of(Role.SECRETARY)
    address = reverse("clients:import-doubles", args=[staged_batch(project, by=secretary).pk])
    assert lit(signed_in(secretary), address) == [reverse("projects:imports")]


def test_settings_of_a_project_stand_under_settings(signed_in, member_of, project):
    address = reverse("projects:settings", args=[project.code])
    assert lit(signed_in(member_of(Role.MANAGER)), address) == [reverse("projects:list")]
