"""The pages of results, part by part, and the people behind them."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from clients.choices import OutcomeKind
from projects.choices import ActivityKind
from reports import claims
from reports.result_parts import PARTS
from staff.permissions import Role
from tests.factories.clients import OutcomeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


def people(project, figure="kinds.card.events", part="outcomes"):
    return reverse("reports:result-people", args=[project.code, part, figure])


def texts(answer, table=0):
    return {
        row["label"]: [cell.text for cell in row["cells"]] for row in answer.context["tables"][table]["rows"]
    }


def test_results_stand_beside_what_was_published(project, enrol, manager):
    OutcomeFactory(client=enrol(nationalities=["SO"]), project=project, quantity=3)
    figures = {("result:employment", None): Decimal(5), ("result:nationalities", None): Decimal(40)}
    claims.record(project=project, source="esitys", figures=figures, by="cli")

    answer = manager.get(reverse("reports:results", args=[project.code]))

    found = texts(answer)
    assert found[OutcomeKind.EMPLOYMENT.label] == ["3", "1", "0", "3", "5", "+2"]
    assert found[OutcomeKind.CV.label] == ["0", "0", "0", "0", "", ""]
    clients = manager.get(reverse("reports:results-part", args=[project.code, "clients"]))
    assert "1 (julkaistu 40, ero +39)" in clients.content.decode()


def test_results_of_a_period_stand_alone_and_keep_it_in_every_address(project, enrol, manager):
    OutcomeFactory(client=enrol(), project=project)
    figures = {("result:employment", None): Decimal(5)}
    claims.record(project=project, source="esitys", figures=figures, by="cli")
    asked = "?from=2021-06-01&to=2021-06-30"

    answer = manager.get(reverse("reports:results", args=[project.code]) + asked)

    assert texts(answer)[OutcomeKind.EMPLOYMENT.label] == ["1", "1", "0", "1"]
    html = answer.content.decode()
    assert f'{people(project, "kinds.employment.events")}?from=2021-06-01&amp;to=2021-06-30"' in html
    assert "1.6.2021–30.6.2021" in html


@pytest.mark.parametrize("asked", ["?from=x", "?from=2021-06-30&to=2021-06-01"])
def test_results_of_a_period_that_is_none_say_so_and_count_everything(project, enrol, manager, asked):
    OutcomeFactory(client=enrol(), project=project)
    answer = manager.get(reverse("reports:results", args=[project.code]) + asked)
    assert answer.status_code == 422
    assert "Virhe:" in answer.content.decode()
    assert texts(answer)[OutcomeKind.EMPLOYMENT.label][0] == "1"


def test_results_of_no_part_are_not_found(project, manager):
    for name in ("reports:results-part", "reports:results-xlsx"):
        assert manager.get(reverse(name, args=[project.code, "nothing"])).status_code == 404
    assert manager.get(people(project, part="nothing")).status_code == 404


QUERIES = {
    "outcomes": 5,
    "employments": 10,
    "retention": 6,
    "education": 8,
    "clients": 5,
    "families": 5,
    "services": 5,
    "sessions": 10,
    "path": 5,
    "trends": 9,
    "yearly": 8,
    "late": 10,
}


@pytest.mark.parametrize("clients", [1, 3])
@pytest.mark.parametrize("part", PARTS)
def test_results_any_number_of_clients_takes_the_same_queries(
    project, enrol, manager, part, clients, django_assert_num_queries
):
    for _number in range(clients):
        client = enrol(ActivityKind.WORK, nationalities=["SO"])
        OutcomeFactory(client=client, project=project)
    with django_assert_num_queries(QUERIES[part]):
        manager.get(reverse("reports:results-part", args=[project.code, part]) + "?to=2022-12-31")


def test_results_xlsx_has_a_sheet_for_each_table_with_numbers(project, enrol, manager):
    OutcomeFactory(client=enrol(), project=project, quantity=3)
    answer = manager.get(reverse("reports:results-xlsx", args=[project.code, "outcomes"]))
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [OutcomeKind.EMPLOYMENT.label, 3, 1, 0, 3]


def test_result_people_are_shown_with_each_event(project, enrol, manager):
    client = enrol()
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CARD, detail="Hygieniapassi")
    answer = manager.get(people(project))
    (row,) = answer.context["rows"]
    assert (row.client, row.why) == (client, ["1.6.2021 · Hygieniapassi"])


def test_result_people_of_a_coach_are_her_own_clients(project, enrol, member_of, signed_in):
    OutcomeFactory(client=enrol(), project=project, kind=OutcomeKind.CARD)
    answer = signed_in(member_of(Role.COACH)).get(people(project))
    assert list(answer.context["rows"]) == []
    assert "1, joista näet 0" in answer.content.decode()


@pytest.mark.parametrize(
    "figure",
    [
        "active",
        "kinds",
        "kinds.card",
        "kinds.zz.events",
        "kinds.card.zz",
        "kinds.cv.events",
        "kinds.\0.\0",
        "\0",
    ],
)
def test_result_people_of_no_figure_are_not_found(project, enrol, manager, figure):
    OutcomeFactory(client=enrol(), project=project, kind=OutcomeKind.CARD)
    assert manager.get(people(project, figure)).status_code == 404


def test_result_people_under_a_safety_restriction_are_shown_without_workplace(
    project, enrol, member_of, signed_in
):
    client = enrol(has_safety_restriction=True)
    OutcomeFactory(client=client, project=project, kind=OutcomeKind.CARD, detail="Hygieniapassi")
    for role, why in ((Role.COORDINATOR, []), (Role.MANAGER, ["1.6.2021"])):
        answer = signed_in(member_of(role)).get(people(project))
        (row,) = answer.context["rows"]
        assert (row.client, row.why) == (client, why)
