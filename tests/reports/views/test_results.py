"""The page of results and the people behind them."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clients.choices import OutcomeKind
from reports import claims
from staff.permissions import Role
from tests.factories.clients import OutcomeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


def test_results_stand_beside_what_was_published(project, enrol, manager):
    OutcomeFactory(client=enrol(nationalities=["SO"]), project=project, quantity=3)
    figures = {("result:employment", None): Decimal(5), ("result:nationalities", None): Decimal(40)}
    claims.record(project=project, source="esitys", figures=figures, by="cli")

    answer = manager.get(reverse("reports:results", args=[project.code]))

    first, second, *_rest = answer.context["rows"]
    assert (first.figure, first.events, first.persons, first.claimed, first.difference) == (
        "employment", 3, 1, 5, 2,
    )  # fmt: skip
    assert (second.claimed, second.difference) == (None, None)
    html = answer.content.decode()
    assert "julkaistu 40" in html
    assert reverse("reports:result-people", args=[project.code, "nationality:SO"]) in html


@pytest.mark.parametrize("clients", [1, 3])
def test_results_any_number_of_clients_takes_the_same_queries(
    project, enrol, manager, clients, django_assert_num_queries
):
    for _number in range(clients):
        OutcomeFactory(client=enrol(nationalities=["SO"]), project=project)
    with django_assert_num_queries(7):
        manager.get(reverse("reports:results", args=[project.code]))


def test_result_people_are_shown_with_each_event(project, enrol, manager):
    client = enrol()
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CARD, detail="Hygieniapassi")
    answer = manager.get(reverse("reports:result-people", args=[project.code, "card"]))
    (row,) = answer.context["rows"]
    assert (row.client, row.why) == (client, ["1.6.2021 · Hygieniapassi"])


@pytest.mark.parametrize(
    "figure", ["active", "nationality:", "nationality:zz", "nationality:so", "nationality:\0", "\0"]
)
def test_result_people_of_no_figure_are_not_found(project, manager, figure):
    assert manager.get(reverse("reports:result-people", args=[project.code, figure])).status_code == 404


def test_result_people_under_a_safety_restriction_are_shown_without_events(
    project, enrol, member_of, signed_in
):
    client = enrol(has_safety_restriction=True)
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CARD, detail="Hygieniapassi")
    coordinator = signed_in(member_of(Role.COORDINATOR))
    answer = coordinator.get(reverse("reports:result-people", args=[project.code, "card"]))
    (row,) = answer.context["rows"]
    assert (row.client, row.why) == (client, [])
