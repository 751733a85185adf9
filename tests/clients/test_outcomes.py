"""An outcome is of somebody who has been a client of the project, and a wrong one is withdrawn with a reason."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from clients import outcomes
from clients.choices import OutcomeKind
from clients.models import Enrolment, FollowUp, Outcome
from staff import auditing
from tests.factories.clients import ClientFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.results import FollowUpFactory
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


def test_withdraw_gives_up_what_is_still_to_be_asked_and_keeps_what_was_answered():
    outcome, user = OutcomeFactory(), UserFactory()
    waiting, other = FollowUpFactory(client=outcome.client, outcome=outcome), FollowUpFactory()
    answered = FollowUpFactory(
        client=outcome.client, outcome=outcome, answer="goes_on", answered_on=LATER, answered_by=user
    )
    outcomes.withdraw(outcome=outcome, reason="väärä asiakas", by=user)
    assert list(FollowUp.objects.order_by("pk")) == [other, answered]
    assert FollowUp.with_withdrawn.get(pk=waiting.pk).withdrawn_reason == "väärä asiakas"


def test_withdraw_writes_nothing_else_of_a_row_read_before_and_not_twice():
    outcome, user = OutcomeFactory(detail="Arctic"), UserFactory()
    stale = Outcome.objects.get(pk=outcome.pk)
    outcomes.show_evidence(outcome=outcome, place="Kansio 3", seen_on=LATER, by=user)
    outcomes.withdraw(outcome=stale, reason="väärä asiakas", by=user)
    assert Outcome.with_withdrawn.get().evidence_place == "Kansio 3"
    with pytest.raises(ValidationError, match="sillä välin poistettu"):
        outcomes.withdraw(outcome=stale, reason="toinen syy", by=user)
    assert Outcome.with_withdrawn.get().withdrawn_reason == "väärä asiakas"
