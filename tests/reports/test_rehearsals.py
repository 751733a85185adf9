"""The trial comes to life once: whoever opens it finds a day to log, and nothing is made twice."""

import datetime as dt

import pytest
from django.core.management import call_command

from coaching.models import Appointment, Attendance, Goal, GroupMeeting, Measurement, ServiceOffer
from reports import demonstration
from tests.factories.clients import ClientFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
MODELS = (Appointment, Attendance, Goal, GroupMeeting, Measurement, ServiceOffer)


@pytest.fixture
def trial():
    call_command("load_seed")
    for _client in range(6):
        ClientFactory()
    demonstration.open_doors(TODAY)
    demonstration.bring_to_life(TODAY)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


def test_trial_has_a_day_to_log_a_club_that_meets_and_a_tray(trial):
    assert list(Appointment.objects.values_list("meets_on", flat=True)) == [TODAY] * 3 + [
        TODAY + dt.timedelta(days=1)
    ]
    assert GroupMeeting.objects.filter(meets_on=TODAY).count() == 1
    assert (Goal.objects.count(), ServiceOffer.objects.count()) == (6, 18)
    assert Measurement.objects.exists()


def test_trial_opened_again_the_same_day_adds_nothing(trial):
    before = counts()
    demonstration.bring_to_life(TODAY)
    assert counts() == before


def test_trial_opened_on_another_day_has_a_new_day_to_log(trial):
    before, later = counts(), TODAY + dt.timedelta(days=7)
    demonstration.bring_to_life(later)
    assert Appointment.objects.filter(meets_on__gte=later).count() == 4
    assert counts() == before | {"Appointment": before["Appointment"] + 4}
