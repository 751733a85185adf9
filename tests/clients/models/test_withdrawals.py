"""What holds for every row that can be withdrawn."""

import datetime as dt

import pytest

from clients.choices import FollowUpKind
from clients.models import FollowUp
from tests.factories.clients import ActivityFactory, ClientFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.coaching import SessionFactory
from tests.factories.results import CardFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused, assert_stands, changed, parts

pytestmark = pytest.mark.django_db

WHOLE = {
    "withdrawn_at": dt.datetime(2022, 4, 30, 9, tzinfo=dt.UTC),
    "withdrawn_by": "somebody",
    "withdrawn_reason": "Kirjattu väärälle asiakkaalle",
}


def follow_up() -> FollowUp:
    return FollowUp(client=ClientFactory(), kind=FollowUpKind.OTHER, due_on=dt.date(2022, 5, 1))


ROWS = {
    "clients_enrolment_withdrawal_whole": EnrolmentFactory,
    "clients_activity_withdrawal_whole": ActivityFactory,
    "clients_outcome_withdrawal_whole": OutcomeFactory,
    "clients_followup_withdrawal_whole": follow_up,
    "clients_card_withdrawal_whole": CardFactory,
    "coaching_coachingsession_withdrawal_whole": SessionFactory,
}


def withdrawn(row, facts):
    """The row with these facts of a withdrawal; the person is made here."""
    return changed(row, {**facts, **({"withdrawn_by": UserFactory()} if "withdrawn_by" in facts else {})})


@pytest.mark.parametrize("facts", parts(WHOLE), ids=lambda facts: "+".join(facts))
@pytest.mark.parametrize("name", ROWS)
def test_row_withdrawn_by_halves_is_refused(name, facts):
    assert_refused(withdrawn(ROWS[name](), facts), name)


@pytest.mark.parametrize("name", ROWS)
def test_row_withdrawn_whole_stands_but_is_out_of_sight(name):
    row = withdrawn(ROWS[name](), WHOLE)
    assert_stands(row)
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert type(row).with_withdrawn.filter(pk=row.pk).exists()
