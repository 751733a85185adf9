"""What a book changes is told value by value before it is done."""

import datetime as dt

import pytest

from clients.models import Client
from projects.book_kinds import resource_for
from staff import auditing, imports, staging
from tests.clients.intakes.scenes import CLIENTS
from tests.factories.books import xlsx
from tests.factories.clients import ActivityFactory, AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.golden import TODAY

pytestmark = pytest.mark.django_db

START = dt.date(2021, 3, 1)
ACTIVITIES = ["Nro", "Toiminta", "Alkoi", "Päättyi", "Työnantaja", "Palkkatuki", "Osa-aikainen"]


@pytest.fixture
def halima(project):
    client = ClientFactory(client_number="7", last_name="Abdi", first_names="Halima", born_on=None)
    EnrolmentFactory(client=client, project=project, starts_on=START)
    return client


@pytest.fixture
def told(tmp_path, project):
    """What judging one row tells of changes."""

    def judge(kind, titles, row):
        taker = resource_for(kind=kind, project_code=project.code, today=TODAY, by="cli")
        path = xlsx(tmp_path / "kirja.xlsx", [titles, row])
        batch = staging.stage(path=path, taker=taker, project_code=project.code, by="cli")
        imports.judge(batch=batch, taker=taker, by="cli")
        changes = batch.rows.get(skipped="").changes
        return [tuple(change[name] for name in ("thing", "column", "old", "new")) for change in changes]

    return judge


def test_row_that_fills_blanks_tells_each_with_no_identity_code(told, halima):
    AssignmentFactory(client=halima, starts_on=START, coach__first_name="Omar", coach__last_name="Virta")
    row = ["7", "Abdi", "Halima", "010290-900H", "", "1.3.2021", "5.4.2021", ""]
    assert told("clients", CLIENTS, row) == [
        ("asiakas", "Hetu", "", "010290-****"),
        ("asiakas", "Syntymäaika", "", "1.2.1990"),
        ("asiakkuus", "Päättyi", "", "5.4.2021"),
        ("valmennussuhde", "Valmentaja", "Omar Virta 1.3.2021–", "Omar Virta 1.3.2021–5.4.2021"),
    ]
    assert Client.objects.get().born_on is None


def test_row_of_somebody_new_tells_only_of_the_coachs_days(told):
    row = ["7", "Abdi", "Halima", "", "", "1.3.2021", "", "Omar Virta"]
    assert told("clients", CLIENTS, row) == [("valmennussuhde", "Valmentaja", "", "Omar Virta 1.3.2021–")]


def test_row_of_a_restricted_client_tells_nothing(told, halima):
    with auditing.act(by="cli"):
        halima.has_safety_restriction = True
        halima.save()
    row = ["7", "Abdi", "Halima", "010290-900H", "", "1.3.2021", "5.4.2021", "Omar Virta"]
    assert told("clients", CLIENTS, row) == []


def test_row_that_brings_a_restriction_tells_nothing(told, halima):
    row = ["7", "Abdi", "Halima", "010290-900H", "", "1.3.2021", "5.4.2021", "Omar Virta", "k"]
    assert told("clients", [*CLIENTS, "Turvakielto"], row) == []


def test_row_of_an_activity_tells_its_end_and_its_terms(told, halima):
    ActivityFactory(client=halima, kind="work", place="Hotelli Oy", starts_on=START)
    row = ["7", "Työssä", "1.3.2021", "5.4.2021", "Hotelli Oy", "k", "k"]
    assert told("activities", ACTIVITIES, row) == [
        ("toiminta", "Päättyi", "", "5.4.2021"),
        ("toiminnan ehdot", "kokoaikainen", "", "Ei"),
        ("toiminnan ehdot", "Palkkatuki", "", "Kyllä"),
    ]


def test_row_that_says_nothing_new_tells_nothing(told, halima):
    assert told("clients", CLIENTS, ["7", "Abdi", "Halima", "", "", "1.3.2021", "", ""]) == []
