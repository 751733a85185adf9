"""An outcome is of somebody who has been a client of the project, and a wrong one is withdrawn with a reason."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from clients import outcomes
from clients.choices import OutcomeKind
from clients.models import Enrolment, Outcome
from staff import auditing
from tests.factories.clients import ClientFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

# After the stay: what came of the coaching may come later.
LATER = dt.date(2023, 6, 1)


def record(client, project) -> Outcome:
    return outcomes.record(client=client, project=project, kind=OutcomeKind.CV, happened_on=LATER, by="cli")


def test_record_outcome_of_an_ended_stay_is_kept(project):
    stay = EnrolmentFactory(project=project, ends_on=dt.date(2022, 4, 30))
    outcome = record(stay.client, project)
    assert list(Outcome.objects.all()) == [outcome]
    assert (outcome.client, outcome.project, outcome.quantity) == (stay.client, project, 1)


def test_record_client_who_never_was_in_the_project_is_refused(project):
    stranger, elsewhere = ClientFactory(), EnrolmentFactory().client
    by_mistake = EnrolmentFactory(project=project)
    with auditing.act(by="cli"):
        Enrolment.objects.filter(pk=by_mistake.pk).update(
            withdrawn_at=timezone.now(), withdrawn_by=UserFactory(), withdrawn_reason="väärä asiakas"
        )
    for client in (stranger, elsewhere, by_mistake.client):
        with translation.override("fi"), pytest.raises(ValidationError) as refusal:
            record(client, project)
        message = f"Asiakas ei ole ollut hankkeen {project.code} asiakkaana."
        assert refusal.value.message_dict == {"client": [message]}
    assert not Outcome.objects.exists()


def test_withdraw_without_a_reason_is_refused():
    outcome = OutcomeFactory()
    with pytest.raises(ValidationError):
        outcomes.withdraw(outcome=outcome, reason="", by=UserFactory())
    assert Outcome.objects.count() == 1
