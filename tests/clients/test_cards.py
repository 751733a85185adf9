import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import cards
from clients.models import Card, CardNeed, CardType, Client
from tests.factories.clients import ClientFactory
from tests.factories.results import CardFactory, CardNeedFactory, CardTypeFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_days_ordered, assert_one_a_day, assert_refused

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 4, 30)
ONE = dt.timedelta(days=1)
EVERYBODY = Client.objects.all()


def test_kinds_that_are_shipped_come_once_and_keep_what_was_changed():
    assert cards.load_shipped(by="cli") == CardType.objects.count() == 9
    assert cards.load_shipped(by="cli") == 0
    months = dict(CardType.objects.values_list("name", "validity_months"))
    assert (months["Työturvallisuuskortti"], months["EA1"], months["Hygieniapassi"]) == (60, 36, None)


@pytest.mark.parametrize(
    ("months", "taken_on", "last"),
    [
        (60, dt.date(2022, 4, 30), dt.date(2027, 4, 29)),
        (36, dt.date(2024, 2, 29), dt.date(2027, 2, 27)),
        (1, dt.date(2022, 1, 31), dt.date(2022, 2, 27)),
        (None, dt.date(2022, 4, 30), None),
    ],
)
def test_card_is_valid_until_the_day_before_the_same_day(months, taken_on, last):
    assert cards.valid_until(CardType(name="Kortti", validity_months=months), taken_on) == last


def test_card_taken_ends_the_need_of_its_kind_only():
    client = ClientFactory()
    need, other = CardNeedFactory(client=client), CardNeedFactory(client=client)
    cards.take(client=client, card_type=need.card_type, starts_on=DAY, ends_on=None, by="cli")
    need.refresh_from_db()
    other.refresh_from_db()
    assert (need.ends_on, other.ends_on) == (DAY, None)
    assert cards.needed_by(client, DAY) == [other]


def test_card_taken_before_it_was_needed_ends_the_need_on_its_first_day():
    need = CardNeedFactory(starts_on=DAY)
    cards.take(client=need.client, card_type=need.card_type, starts_on=DAY - ONE, ends_on=None, by="cli")
    need.refresh_from_db()
    assert need.ends_on == DAY


def test_need_of_a_card_that_is_held_and_valid_is_refused():
    card = CardFactory(ends_on=DAY)
    with pytest.raises(ValidationError, match="on jo tämä kortti"):
        cards.need(client=card.client, card_type=card.card_type, starts_on=DAY, by="cli")
    need = cards.need(client=card.client, card_type=card.card_type, starts_on=DAY + ONE, by="cli")
    assert list(cards.needed(EVERYBODY, DAY + ONE)) == [need]


def test_need_that_ended_today_goes_on_when_it_is_said_again():
    need = CardNeedFactory(starts_on=DAY - ONE)
    facts = {"client": need.client, "card_type": need.card_type, "by": "cli"}
    cards.end_need(need=need, ends_on=DAY, by="cli")
    assert cards.need(**facts, starts_on=DAY) == need
    need.refresh_from_db()
    assert (need.starts_on, need.ends_on) == (DAY - ONE, None)
    with pytest.raises(ValidationError, match="on jo kirjattu tämän kortin tarve"):
        cards.need(**facts, starts_on=DAY)


def test_need_that_has_ended_is_not_ended_again():
    need = CardNeedFactory(starts_on=DAY, ends_on=DAY)
    with pytest.raises(ValidationError, match="on jo merkitty tarpeettomaksi"):
        cards.end_need(need=need, ends_on=DAY + ONE, by="cli")


def test_cards_running_out_are_those_of_the_past_year_and_the_next_ninety_days_not_renewed():
    year_ago = DAY - 365 * ONE
    expired, soon = CardFactory(starts_on=year_ago, ends_on=year_ago), CardFactory(ends_on=DAY + 90 * ONE)
    CardFactory(ends_on=DAY + 91 * ONE)
    CardFactory(starts_on=year_ago - ONE, ends_on=year_ago - ONE)
    CardFactory(ends_on=None)
    renewed = CardFactory(ends_on=DAY)
    CardFactory(client=renewed.client, card_type=renewed.card_type, starts_on=DAY, ends_on=None)
    assert list(cards.running_out(EVERYBODY, DAY)) == [expired, soon]
    assert list(cards.running_out(Client.objects.filter(pk=soon.client_id), DAY)) == [soon]


def test_cards_held_are_of_each_kind_the_newest():
    old = CardFactory()
    new = CardFactory(client=old.client, card_type=old.card_type, starts_on=DAY)
    assert cards.held(old.client) == [new]


def test_card_withdrawn_for_a_reason_is_no_longer_held():
    card = CardFactory()
    with pytest.raises(ValidationError, match="syy"):
        cards.withdraw(card=card, reason="", by=UserFactory())
    cards.withdraw(card=card, reason="väärä asiakas", by=UserFactory())
    assert cards.held(card.client) == []


def test_constraints_of_cards_hold():
    client, card_type = ClientFactory(), CardTypeFactory()
    facts = {"client": client, "card_type": card_type}
    assert_days_ordered(
        lambda first, last: Card(**facts, starts_on=first, ends_on=last), "clients_card_days_ordered"
    )
    assert_refused(CardType(name=card_type.name), "clients_cardtype_name_once")
    assert_refused(CardType(name=" "), "clients_cardtype_named")
    assert_refused(CardType(name="Muu", validity_months=0), "clients_cardtype_validity")


def test_constraints_of_needs_hold():
    facts = {"client": ClientFactory(), "card_type": CardTypeFactory()}
    assert_one_a_day(
        lambda first, last: CardNeed(**facts, starts_on=first, ends_on=last), "clients_cardneed_no_overlap"
    )
    facts = {"client": ClientFactory(), "card_type": CardTypeFactory()}
    assert_days_ordered(
        lambda first, last: CardNeed(**facts, starts_on=first, ends_on=last), "clients_cardneed_days_ordered"
    )


def test_card_of_one_day_is_recorded_once():
    card = CardFactory(starts_on=DAY)
    facts = {"client": card.client, "card_type": card.card_type, "starts_on": DAY}
    assert_refused(Card(**facts), "clients_card_once")
    with pytest.raises(ValidationError, match="on jo kirjattu"):
        cards.take(**facts, ends_on=None, by="cli")
