import datetime as dt

import pytest

from clients import outcomes
from clients.models import Outcome
from tests.clients.intakes.scenes import take_in, told
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

TITLES = ["Pvm", "Asiakasnro", "Tulos", "Kpl", "Lisätieto"]
ROW = ["1.3.2021", "7", "Työhakemus", 2, "Hotelli Oy"]


@pytest.fixture
def client():
    return ClientFactory(client_number="7")


@pytest.fixture
def taken(tmp_path, project, client):
    EnrolmentFactory(client=client, project=project)

    def take(*rows):
        return take_in(tmp_path, "outcomes", TITLES, *rows, project=project)

    return take


def test_row_makes_an_outcome_of_the_project(taken, project):
    taken(ROW, ["2.3.2021", "7", "CV", "", ""])
    rows = Outcome.objects.values_list("project", "kind", "happened_on", "quantity", "detail")
    assert list(rows) == [
        (project.pk, "job_application", dt.date(2021, 3, 1), 2, "Hotelli Oy"),
        (project.pk, "cv", dt.date(2021, 3, 2), 1, ""),
    ]


def test_equal_rows_are_as_many_outcomes_and_only_what_is_new_comes_again(taken):
    assert taken(ROW, ROW)["created"] == {"outcomes": 2}
    assert taken(ROW, ROW)["created"] == {}
    assert taken(ROW, ROW, [*ROW[:-1], "HOTELLI OY"], [*ROW[:3], 3, ROW[4]])["created"] == {"outcomes": 2}


def test_row_of_another_projects_outcome_is_new_in_this(taken, tmp_path, client):
    taken(ROW)
    other = EnrolmentFactory(client=client).project
    report = take_in(tmp_path, "outcomes", TITLES, ROW, project=other)
    assert report["created"] == {"outcomes": 1}


def test_row_of_a_client_who_never_was_in_the_project_is_refused(taken, tmp_path):
    report = take_in(tmp_path, "outcomes", TITLES, ROW, project=ProjectFactory())
    assert (told(report, "refused"), report["created"]) == ([(2, "")], {})


def test_row_of_a_withdrawn_outcome_isnt_taken_again(taken):
    taken(ROW)
    outcomes.withdraw(outcome=Outcome.objects.get(), reason="väärä asiakas", by=UserFactory())
    report = taken(ROW)
    assert (report["created"], report["unchanged"]) == ({}, 1)
    assert told(report, "warnings") == [(2, "Pvm")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["", "7", "CV", 1, ""], "Pvm"),
        (["1.3.2021", "", "CV", 1, ""], "Asiakasnro"),
        (["1.3.2021", "8", "CV", 1, ""], "Asiakasnro"),
        (["1.3.2021", "7", "Mitali", 1, ""], "Tulos"),
        (["1.3.2021", "7", "", 1, ""], "Tulos"),
        (["1.3.2021", "7", "CV", 0, ""], "Kpl"),
        (["1.3.2021", "7", "CV", "40000", ""], "Kpl"),
        (["1.3.2021", "7", "CV", "1e999999", ""], "Kpl"),
        (["1.3.2021", "7", "CV", 1, "x" * 201], "Lisätieto"),
    ],
)
def test_row_with_a_fault_is_refused_at_its_column_and_stops_alone(taken, row, column):
    report = taken(row, ROW)
    assert (told(report, "refused"), report["created"]) == ([(2, column)], {"outcomes": 1})
