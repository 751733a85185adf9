"""Invented clients for measuring: all that a report counts, and never beside anybody real."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from clients.models import Activity, Client, Enrolment
from projects.models import Project
from reports import scale
from reports.figures.status import statuses
from tests.factories.clients import ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)


def events() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM clients_clientevent")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("with_history", [True, False])
def test_sow_any_history_puts_in_clients_with_stays_and_activities(with_history):
    sown = scale.sow(clients=900, with_history=with_history, by="cli")

    assert sown == scale.Sown(projects=2, clients=900, enrolments=900, activities=1800)
    counts = [model.objects.count() for model in (Project, Client, Enrolment, Activity)]
    assert counts == [2, 900, 900, 1800]
    assert events() == (900 if with_history else 0)
    one, other = (statuses(project, [DAY])[0] for project in Project.objects.all())
    assert one.cumulative + other.cumulative == 900
    assert 0 < one.active < one.cumulative


def test_sow_without_history_leaves_the_triggers_on_afterwards():
    scale.sow(clients=10, with_history=False, by="cli")
    ClientFactory()
    assert events() == 1


def test_sow_without_history_is_watched_by_the_constraints_all_the_same(monkeypatch):
    monkeypatch.setattr(scale, "SHORTEST", -900)
    with pytest.raises(IntegrityError, match="clients_enrolment_days_ordered"):
        scale.sow(clients=10, with_history=False, by="cli")


def test_sow_beside_a_real_client_is_refused():
    EnrolmentFactory()
    with pytest.raises(ValidationError, match="Tietokannassa on asiakkaita"):
        scale.sow(clients=10, with_history=False, by="cli")
    assert Client.objects.count() == 1


def test_sow_of_no_clients_is_refused():
    with pytest.raises(ValidationError, match="vähintään yksi"):
        scale.sow(clients=0, with_history=True, by="cli")


def test_seed_scale_says_what_came_in_and_refuses_the_second_time():
    said = StringIO()
    call_command("seed_scale", "--clients", "10", "--history", "on", stdout=said)
    assert json.loads(said.getvalue()) == {"projects": 1, "clients": 10, "enrolments": 10, "activities": 20}
    with pytest.raises(CommandError) as refused:
        call_command("seed_scale", "--clients", "10", "--history", "off")
    assert refused.value.returncode == 2
