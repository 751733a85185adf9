"""Splits, moves and confirmations: every number opens the people it counts."""

import pytest
from django.urls import reverse

from clients.choices import Gender
from projects.choices import ActivityKind
from staff.permissions import Role
from tests.factories.projects import MunicipalityFactory
from tests.reports.scenes import DAY

pytestmark = pytest.mark.django_db

ON = DAY.isoformat()


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


def split(project, by="gender") -> str:
    return reverse("reports:split", args=[project.code, by]) + f"?date={ON}"


def flow(project, since="2022-01-05", until=ON) -> str:
    return reverse("reports:flow", args=[project.code]) + f"?since={since}&until={until}"


def confirmations(project) -> str:
    return reverse("reports:confirmations", args=[project.code]) + f"?date={ON}"


def test_every_number_opens_as_many_people_as_it_says(project, enrol, manager):
    enrol(ActivityKind.WORK, gender=Gender.FEMALE)
    enrol(ActivityKind.WORK, gender=Gender.MALE, starts_on=DAY)
    enrol(ends_on=DAY.replace(day=1))
    opened = 0
    for address in (split(project), flow(project), confirmations(project)):
        for table in manager.get(address).context["tables"]:
            for cell in (cell for line in table.lines for cell in line.cells if cell.url):
                answer = manager.get(cell.url)
                assert len(answer.context["rows"]) == cell.value
                opened += 1
    assert opened == 9


def test_split_totals_are_those_of_the_table(project, enrol, manager):
    enrol(ActivityKind.WORK)
    enrol()
    (table,) = manager.get(split(project)).context["tables"]
    unknown, total = table.lines
    assert (unknown.label, total.label, total.is_total) == ("Ei tiedossa", "Yhteensä", True)
    assert [cell.value for cell in total.cells] == [cell.value for cell in unknown.cells]
    assert sum(cell.value for cell in total.cells[1:]) == total.cells[0].value == 2


def test_split_by_municipality_opens_nobody_who_is_withheld(project, enrol, manager):
    enrol(municipality=MunicipalityFactory(), has_safety_restriction=True)
    (table,) = manager.get(split(project, "municipality")).context["tables"]
    assert [(line.label, line.cells[0].value, line.cells[0].url) for line in table.lines] == [
        ("Ei ilmoiteta", 1, ""),
        ("Yhteensä", 1, ""),
    ]
    asked = [project.code, "municipality", ON, "withheld", "active"]
    assert manager.get(reverse("reports:split-people", args=asked)).status_code == 404


def test_breakdowns_of_somebody_who_opens_nothing_are_totals(project, enrol, member_of, signed_in):
    enrol(gender=Gender.FEMALE)
    coach = signed_in(member_of(Role.COACH))
    (table,) = coach.get(split(project)).context["tables"]
    answer = coach.get(table.lines[0].cells[0].url)
    assert "1, joista näet 0" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["split/nothing/", "split/gender/x/female/active/", "split/gender/2022-04-30/nobody/active/",
     "flow/2022-04-30/2022-04-30/work/work/", "flow/x/2022-04-30/work/work/",
     "confirmations/2022-02-31/work/never/", "rules/nothing/2022-04-30/", "rules/gaps/x/"],
)  # fmt: skip
def test_breakdowns_of_nothing_are_not_found(project, manager, address):
    assert manager.get(f"/reports/{project.code}/{address}").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["split/gender/?date=x", "confirmations/?date=31.2.2022", "flow/?since=2022-04-30&until=2022-01-05"],
)
def test_breakdowns_of_days_that_are_none_say_so(project, manager, address):
    answer = manager.get(f"/reports/{project.code}/{address}")
    assert (answer.status_code, "Virhe:" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("clients", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [(split, 7), (flow, 8), (confirmations, 7)])
def test_breakdowns_any_number_of_clients_takes_the_same_queries(
    project, enrol, manager, page, queries, clients, django_assert_num_queries
):
    for _number in range(clients):
        enrol(ActivityKind.WORK)
    with django_assert_num_queries(queries):
        manager.get(page(project))
