"""The page of indicators, the people behind them, and the book."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from reports import indicator_seeds
from staff.permissions import Role
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.reports.participants_scene import DAY, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(db) -> None:
    indicator_seeds.load_shipped(by="cli")


@pytest.fixture
def scene(shipped, member_of, signed_in):
    project, who = build()
    return project, who, signed_in(member_of(Role.MANAGER, project=project))


def address(name: str, project, *arguments: str) -> str:
    return f"{reverse(f'reports:{name}', args=[project.code, *arguments])}?date={DAY.isoformat()}"


def test_indicators_page_shows_each_section_with_numbers_that_open(scene):
    project, _who, manager = scene
    answer = manager.get(address("indicators", project))
    assert [section.kind for section in answer.context["sections"]] == ["entry", "exit", "later"]
    assert answer.context["groups"] == {"participants": 9, "complete": 7, "incomplete": 2, "left": 6}
    html = answer.content.decode()
    assert address("indicator-people", project, "EECO02:female") in html
    assert address("indicator-people", project, "EECO03:otherwise") in html
    assert "1 selitettävää" in html
    assert "EECO12" in html


def test_indicators_page_as_of_no_day_says_so_and_keeps_what_was_typed(scene):
    project, _who, manager = scene
    answer = manager.get(reverse("reports:indicators", args=[project.code]), {"date": "eilen"})
    assert answer.status_code == 422
    assert answer.context["form"]["date"].value() == "eilen"


def test_indicators_page_of_a_project_without_a_programme_period_says_so(shipped, signed_in, member_of):
    project = ProjectFactory(programme_period="")
    answer = signed_in(member_of(Role.MANAGER, project=project)).get(address("indicators", project))
    assert "ohjelmakautta" in answer.content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_indicators_page_any_number_of_people_takes_the_same_queries(
    shipped, signed_in, member_of, people, django_assert_num_queries
):
    project = ProjectFactory(programme_period="2021-2027")
    for _number in range(people):
        client = ClientFactory()
        EnrolmentFactory(client=client, project=project)
        ParticipationFactory(client=client, project=project)
    manager = signed_in(member_of(Role.MANAGER, project=project))
    with django_assert_num_queries(7):
        manager.get(address("indicators", project))


def test_indicator_people_are_as_many_as_the_number_with_the_reason(scene):
    project, who, manager = scene
    answer = manager.get(address("indicator-people", project, "EECR04"))
    (row,) = answer.context["rows"]
    assert row.client.pk == who["to work"]
    assert row.why == [
        "Aloitti 1.2.2023 · Työtön työnhakija · 32 vuotta · Toinen aste",
        "Lähti 30.6.2023: Työssä (sisältää myös oppisopimuksen)",
        "Kuusi kuukautta lähdön jälkeen, 30.12.2023: Työssä (sisältää myös oppisopimuksen)",
    ]
    assert "EECR04" in answer.content.decode()


def test_indicator_people_incomplete_are_told_with_what_is_missing(scene):
    project, _who, manager = scene
    answer = manager.get(address("indicator-people", project, "incomplete"))
    lacking = [row.why[1] for row in answer.context["rows"]]
    assert lacking == ["Puuttuu: työmarkkina-asema", "Puuttuu: sukupuoli"]


@pytest.mark.parametrize("figure", ["EECO12", "EECO01:nobody", "CO01", "\0"])
def test_indicator_people_of_no_figure_are_not_found(scene, figure):
    project, _who, manager = scene
    assert manager.get(address("indicator-people", project, figure)).status_code == 404


def test_indicator_people_of_an_unreadable_day_are_not_found(scene):
    project, _who, manager = scene
    page = reverse("reports:indicator-people", args=[project.code, "EECO01"])
    assert manager.get(page, {"date": "eilen"}).status_code == 404


def test_indicator_people_a_coach_sees_only_her_own(scene, signed_in):
    project, _who, _manager = scene
    coach = MembershipFactory(project=project, roles=[Role.COACH]).user
    answer = signed_in(coach).get(address("indicator-people", project, "EECO01"))
    assert answer.context["rows"] == []
    assert "9, joista" in answer.content.decode()


def test_indicators_xlsx_holds_numbers_as_numbers_and_blanks_as_blanks(scene):
    project, _who, manager = scene
    answer = manager.get(address("indicators-xlsx", project))
    assert f"indikaattorit-{project.code}-2024-12-31.xlsx" in answer.headers["Content-Disposition"]
    sheet, definitions, _checks = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(place).to_python()
        for place in range(3)
    )
    rows = {row[0]: row for row in sheet}
    assert rows["EECO01"][2:8] == [4, 3, 1, 1, 9, 0]
    assert len(definitions) == 1 + 23
