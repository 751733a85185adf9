"""The trial shows a claim that was sent and billed, and one that is open; opened again, it stays as it is."""

import datetime as dt

import pytest
from django.core.management import call_command

from projects.models import ActualCost, ClaimPeriod, Invoice, Project
from reports import demonstration
from staff.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial():
    call_command("load_seed")
    demonstration.open_doors(dt.date(2026, 11, 24))
    demonstration.show_money()


def counts() -> list[int]:
    return [model.objects.count() for model in (ActualCost, ClaimPeriod, Invoice)]


def test_trial_of_money_has_a_claim_billed_and_an_open_one(trial):
    claims = ClaimPeriod.objects.filter(project__code="IHSL").order_by("starts_on")
    assert [claim.sent_at is None for claim in claims] == [False, True]
    assert Invoice.objects.filter(billed_on__isnull=False).count() == 5
    assert Invoice.objects.exclude(paid=0).count() == 2


def test_trial_of_money_gives_the_manager_every_project(trial):
    manager = User.objects.get(email="paallikko@ohjaamo.example")
    assert manager.memberships.count() == Project.objects.count()


def test_trial_of_money_opened_again_adds_nothing(trial):
    before = counts()
    demonstration.show_money()
    assert counts() == before
