import datetime as dt

import pytest

from clients.choices import EducationState, FollowUpKind, OutcomeKind
from clients.models import FollowUp
from clients.models.outcome import EDUCATION
from tests.factories.clients import ClientFactory, OutcomeFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused, assert_stands, changed, parts

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
EVIDENCE = {"evidence_place": "Mappi 3", "evidence_seen_on": DAY, "evidence_seen_by": "somebody"}
ANSWER = {"answered_on": DAY, "answered_by": "somebody", "answer": "goes_on"}
NOT_EDUCATION = [kind for kind in OutcomeKind if kind not in EDUCATION]


def with_person(facts: dict) -> dict:
    """The facts with a person made for whoever is named in them."""
    return {name: UserFactory() if value == "somebody" else value for name, value in facts.items()}


def follow_up(**facts) -> FollowUp:
    given = {"client": ClientFactory(), "kind": FollowUpKind.AFTER_3_MONTHS, "due_on": DAY}
    return FollowUp(**{**given, **facts})


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("clients_outcome_kind_known", {"kind": "x"}),
        ("clients_outcome_kind_known", {"kind": ""}),
        ("clients_outcome_state_known", {"kind": OutcomeKind.DEGREE_EDUCATION, "state": "x"}),
        ("clients_outcome_quantity_from_one", {"quantity": 0}),
    ],
)
def test_outcome_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(changed(OutcomeFactory(), facts), name)


@pytest.mark.parametrize("kind", NOT_EDUCATION)
def test_state_of_what_is_no_education_is_refused(kind):
    row = changed(OutcomeFactory(), {"kind": kind, "state": EducationState.COMPLETED})
    assert_refused(row, "clients_outcome_state_of_education")
    assert_stands(changed(row, {"state": ""}))


@pytest.mark.parametrize("state", ["", *EducationState])
@pytest.mark.parametrize("kind", EDUCATION)
def test_state_of_education_stands(kind, state):
    assert_stands(changed(OutcomeFactory(), {"kind": kind, "state": state}))


@pytest.mark.parametrize("facts", parts(EVIDENCE), ids=lambda facts: "+".join(facts))
def test_evidence_by_halves_is_refused(facts):
    assert_refused(changed(OutcomeFactory(), with_person(facts)), "clients_outcome_evidence_whole")


def test_evidence_whole_stands():
    assert_stands(changed(OutcomeFactory(), with_person(EVIDENCE)))


@pytest.mark.parametrize("facts", parts(ANSWER), ids=lambda facts: "+".join(facts))
def test_answer_by_halves_is_refused(facts):
    assert_refused(follow_up(**with_person(facts)), "clients_followup_answer_whole")


def test_answer_whole_or_none_stands():
    assert_stands(follow_up())
    assert_stands(follow_up(**with_person(ANSWER)))


@pytest.mark.parametrize("kind", ["x", ""])
def test_follow_up_of_an_unknown_kind_is_refused(kind):
    assert_refused(follow_up(kind=kind), "clients_followup_kind_known")
