"""Books of money are open to those alone who keep the project's money, whatever else they bring in."""

import pytest
from django.urls import reverse

from ohjaamo.periods import today
from projects import import_beginnings
from projects.import_access import batches_of
from staff.models import User
from staff.permissions import Role
from tests.factories.books import xlsx
from tests.factories.imports import staged_batch
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db

TITLES = ["Henkilö", "Kuukausi", "Summa, €", "Työaika, %"]
ROW = ["Maija Malli", "1/2021", "3 210,50", "50"]


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER)


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


def salaries(project, by):
    return staged_batch(project, by=by, titles=TITLES, rows=[ROW], kind="salary_costs", name="palkat.xlsx")


def test_book_of_salaries_is_seen_by_the_manager_of_its_project_alone(project, manager, secretary):
    batch, clients = salaries(project, manager), staged_batch(project, by=secretary)
    assert list(batches_of(manager, today())) == [clients, batch]
    assert list(batches_of(secretary, today())) == [clients]
    other = ProjectFactory()
    MembershipFactory(project=other, user=secretary, roles=[Role.MANAGER])
    # What she may was asked once for her former self.
    both = User.objects.get(pk=secretary.pk)
    mine = salaries(other, both)
    assert list(batches_of(both, today())) == [mine, clients]


def test_pages_of_a_book_of_salaries_are_not_there_for_the_secretary(signed_in, project, manager, secretary):
    batch = salaries(project, manager)
    for name in ("import-columns", "import", "import-preview"):
        address = reverse(f"projects:{name}", args=[batch.pk])
        assert signed_in(secretary).get(address).status_code == 404
    assert signed_in(manager).get(reverse("projects:import-columns", args=[batch.pk])).status_code == 200


@pytest.mark.parametrize("kind", ["salary_costs", "population"])
def test_books_of_money_go_out_to_the_manager_alone(signed_in, project, manager, secretary, kind):
    for name in ("book-export", "book-template"):
        address = reverse(f"projects:{name}", args=[kind])
        answers = [signed_in(user).get(address).status_code for user in (secretary, manager)]
        assert answers == [404, 200]


def test_kind_of_money_is_guessed_and_offered_to_the_manager_alone(
    tmp_path, signed_in, project, manager, secretary
):
    path = xlsx(tmp_path / "palkat.xlsx", [TITLES, ROW])
    for user, is_open in ((secretary, False), (manager, True)):
        batch = import_beginnings.begin(
            path=path, file_name="palkat.xlsx", project=project, today=today(), by=user
        )
        assert (batch.kind == "salary_costs") == is_open
        page = signed_in(user).get(reverse("projects:import-columns", args=[batch.pk])).content.decode()
        assert ('value="salary_costs"' in page) == is_open


def test_manager_takes_a_book_of_salaries_in_by_the_wizard_and_text_for_money_stands_at_its_row(
    signed_in, project, manager
):
    batch = staged_batch(
        project, by=manager, titles=TITLES, rows=[ROW, ["Olli Malli", "1/2021", "paljon", ""]],
        kind="salary_costs",
    )  # fmt: skip
    browser = signed_in(manager)
    meanings = {f"column-{place}": column["field"] for place, column in enumerate(batch.mapping)}
    browser.post(reverse("projects:import-columns", args=[batch.pk]), meanings)
    errors = browser.get(reverse("projects:import-errors", args=[batch.pk])).content.decode()
    assert "Kirjoita luku, esimerkiksi 1 234,50." in errors
    assert "paljon" in errors
    preview = browser.get(reverse("projects:import-preview", args=[batch.pk]))
    assert preview.status_code == 200
