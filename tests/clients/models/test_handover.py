import datetime as dt

import pytest

from clients.models import Handover, Substitution
from tests.factories.appointments import HandoverFactory, SubstitutionFactory
from tests.factories.clients import ClientFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_days_ordered, assert_one_a_day, assert_refused, assert_stands

pytestmark = pytest.mark.django_db


def test_handover_is_to_another_coach():
    client, coach = ClientFactory(), UserFactory()
    facts = {"client": client, "giver": coach, "happened_on": dt.date(2022, 4, 1)}
    assert_refused(Handover(**facts, receiver=coach), "clients_handover_to_another")
    assert_stands(Handover(**facts, receiver=UserFactory()))


def test_handover_speaks_of_client_and_day_but_of_nobody_by_name():
    handover = HandoverFactory()
    assert str(handover) == f"{handover.client_id} 2022-04-01"


def test_substitution_is_by_another():
    coach = UserFactory()
    facts = {"coach": coach, "starts_on": dt.date(2022, 4, 1), "ends_on": dt.date(2022, 4, 2)}
    assert_refused(Substitution(**facts, substitute=coach), "clients_substitution_for_another")
    assert_stands(Substitution(**facts, substitute=UserFactory()))


def test_substitution_days_are_in_order():
    coach, substitute = UserFactory(), UserFactory()
    assert_days_ordered(
        lambda first, last: Substitution(coach=coach, substitute=substitute, starts_on=first, ends_on=last),
        "clients_substitution_days_ordered",
    )


def test_substitution_of_one_pair_is_one_a_day_and_another_may_stand_in_too():
    coach, substitute = UserFactory(), UserFactory()
    assert_one_a_day(
        lambda first, last: Substitution(coach=coach, substitute=substitute, starts_on=first, ends_on=last),
        "clients_substitution_no_overlap",
        ends_openly=False,
    )
    days = {"starts_on": dt.date(2021, 3, 1), "ends_on": dt.date(2021, 3, 31)}
    assert_stands(Substitution(coach=coach, substitute=UserFactory(), **days))
    assert_stands(Substitution(coach=UserFactory(), substitute=substitute, **days))


def test_substitution_says_who_for_whom():
    substitution = SubstitutionFactory()
    assert str(substitution) == f"{substitution.coach} {substitution.substitute} 2022-04-25"
