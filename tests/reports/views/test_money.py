"""The pages of money as figures, on the published tables and on projects of our own."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from ohjaamo.formats import NBSP
from projects.choices import ProjectPart
from projects.models import BudgetVersion, Project
from staff.permissions import Role
from tests.factories.money import FundingSourceFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.projects.money_scene import furnish

pytestmark = pytest.mark.django_db

WHAT_IF = {"basis": "persons", "as_of": "2021-12-31", "joins": "", "leaves": "", "since": "2022-11-01"}


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


@pytest.fixture
def seeded(member_of, signed_in):
    """A manager of the projects of the published tables."""
    call_command("load_seed")
    user = member_of(Role.MANAGER)
    for project in Project.objects.filter(code__in=["IHSL", "S21588", "KOHTAAMISPAIKKA"]):
        MembershipFactory(project=project, user=user, roles=[Role.MANAGER])
    return signed_in(user)


def text(browser, name: str, *args, status=200, **asked) -> str:
    answer = browser.get(reverse(f"reports:{name}", args=args), asked)
    assert answer.status_code == status
    return answer.content.decode().replace(NBSP, " ")


def test_money_lists_projects_with_what_there_is_to_explain(seeded):
    html = text(seeded, "money")
    assert "959 954 €" in html
    assert "959 924 €" in html
    assert "+30 €" in html
    assert "2 selitettävää" in html
    assert reverse("reports:funding", args=["KOHTAAMISPAIKKA"]) in html


@pytest.mark.parametrize("projects", [1, 3])
def test_money_any_number_of_projects_takes_the_same_queries(
    project, member_of, signed_in, projects, django_assert_num_queries
):
    user = member_of(Role.MANAGER)
    for _number in range(projects):
        source = FundingSourceFactory()
        MembershipFactory(project=source.project, user=user, roles=[Role.MANAGER])
    browser = signed_in(user)
    with django_assert_num_queries(6):
        browser.get(reverse("reports:money"))


def test_money_leaves_out_a_project_that_keeps_none(signed_in):
    project = ProjectFactory(parts_off=[ProjectPart.MONEY])
    manager = signed_in(MembershipFactory(project=project, roles=[Role.MANAGER]).user)
    assert "Yhdenkään hankkeesi raha-asioita ei pidetä täällä." in text(manager, "money")
    assert "Talous" not in text(manager, "index")
    for name in ("funding", "budget", "cofinancing"):
        text(manager, name, project.code, status=404)


def test_index_leads_a_manager_to_the_money_and_no_coach(project, member_of, signed_in, manager):
    address = reverse("reports:funding", args=[project.code])
    assert address in text(manager, "index")
    assert address not in text(signed_in(member_of(Role.COACH)), "index")


def test_funding_tells_the_difference_and_the_digit_that_may_be_wrong(seeded):
    html = text(seeded, "funding", "S21588")
    assert "ero +30 €" in html
    assert "4 319?" in html
    assert "julkaistulla prosentilla laskettuna 767 939 €" in html


def test_funding_has_income_on_a_line_of_its_own_and_years_to_the_cent(seeded):
    html = text(seeded, "funding", "KOHTAAMISPAIKKA")
    assert html.index("462 463,57") < html.index("27 534,60") < html.index("489 998,17")
    assert "122 008,66 + 122 008,66 + 122 008,65 = 366 025,97" in html


def test_budget_prints_our_figure_with_the_published_one_beside(seeded):
    html = text(seeded, "budget", "IHSL")
    for ours, published in (
        ("75 743", "75 742"),
        ("231 343", "231 342"),
        ("265 101", "265 100"),
        ("809 700", "809 699"),
    ):
        assert f'{ours} <span class="claim">(julkaistu {published}, ero −1)</span>' in html
    assert "1.11.2022–31.10.2023" in html
    assert "4 selitettävää" in html
    assert "Tiedossa on vain julkaistu loppusumma, 211 680 €." in html


def test_budget_of_another_projects_version_is_not_found(project, manager):
    furnish()
    other = BudgetVersion.objects.get()
    for asked in (other.pk, "x", "9" * 30):
        text(manager, "budget", project.code, version=asked, status=404)


def test_cofinancing_prints_the_exact_split_and_who_pays(seeded):
    html = text(seeded, "cofinancing", "IHSL")
    for total in ("53 441", "30 769", "29 149", "27 530", "10 526", "10 525", "161 940", "131 171"):
        assert f'<td class="num">{total}</td>' in html or f"{total} <span" in html
    assert "(julkaistu 17 811, ero −1)" in html
    assert "161 938" in html


def test_cofinancing_what_if_sets_now_and_then_side_by_side_and_keeps_nothing(seeded):
    html = text(seeded, "cofinancing", "IHSL", **WHAT_IF)
    assert "<td>53 441</td><td>84 769</td><td>+31 328</td>" in html
    assert Project.objects.get(code="IHSL").cofinancing.count() == 1


def test_cofinancing_what_if_of_a_day_outside_the_plan_is_refused_at_its_field(seeded):
    html = text(seeded, "cofinancing", "IHSL", status=422, **WHAT_IF | {"since": "2032-11-01"})
    assert html.count("Anna päivä talousarvion kausilta: 1.11.2022–31.10.2025.") == 2


def test_pages_of_a_project_without_any_money_say_so(project, manager):
    assert "Rahoitusosia ei ole vielä kirjattu." in text(manager, "funding", project.code)
    assert "Talousarviota ei ole vielä laadittu." in text(manager, "budget", project.code)
    assert "Talousarviota tai kuntajaon avainta ei vielä ole." in text(manager, "cofinancing", project.code)
