import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coaching import trays
from coaching.choices import OfferState
from coaching.models import OfferTurn, ServiceOffer
from coaching.trays import MOVES, ServiceFull
from projects.choices import ProjectPart
from staff import auditing
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.factories.trays import OfferFactory, ServiceFactory

pytestmark = pytest.mark.django_db

OFFERED, PICKED, LATER, DECLINED, STARTED, COMPLETED, STOPPED = (
    OfferState.OFFERED,
    OfferState.PICKED,
    OfferState.LATER,
    OfferState.DECLINED,
    OfferState.STARTED,
    OfferState.COMPLETED,
    OfferState.STOPPED,
)
# How a card comes to a state, after it was offered.
WAYS = {
    OFFERED: (),
    PICKED: (PICKED,),
    LATER: (LATER,),
    DECLINED: (DECLINED,),
    STARTED: (PICKED, STARTED),
    COMPLETED: (PICKED, STARTED, COMPLETED),
    STOPPED: (PICKED, STARTED, STOPPED),
}
NEXT_DAY = dt.timedelta(days=1)


@pytest.fixture
def coach():
    return UserFactory()


@pytest.fixture
def stay(project):
    return EnrolmentFactory(project=project)


@pytest.fixture
def offer(stay, coach, day):
    def make(*services, state=OFFERED, on=day, enrolment=stay):
        facts = {"services": services, "state": state, "day": on, "today": day}
        return trays.offer(enrolment=enrolment, **facts, by=coach)

    return make


@pytest.fixture
def turn(coach, day):
    def make(offer, state, on=day, **facts):
        return trays.turn(offer=offer, state=state, day=on, today=day, **facts, by=coach)

    return make


def states_of(offer) -> list[str]:
    return [each.state for each in offer.turns.all()]


def refusal(act, *arguments, **facts) -> list[str]:
    with pytest.raises(ValidationError) as told:
        act(*arguments, **facts)
    return told.value.messages


def test_offer_writes_who_offered_what_when(offer, stay, coach, day):
    service = ServiceFactory(project=stay.project)
    (made,) = offer(service)
    turn = made.turns.get()
    assert (made.enrolment, made.service) == (stay, service)
    assert (turn.state, turn.turned_on, turn.turned_by, turn.reason) == (OFFERED, day, coach, "")


def test_offer_of_what_is_picked_at_once_keeps_both_moves(offer, stay):
    one, two = ServiceFactory(project=stay.project), ServiceFactory(project=stay.project)
    assert [states_of(each) for each in offer(one, two, state=PICKED)] == [
        [OFFERED, PICKED],
        [OFFERED, PICKED],
    ]


def test_offer_of_the_same_service_again_is_refused_and_writes_nothing(offer, stay):
    one, two = ServiceFactory(project=stay.project, name="CV-paja"), ServiceFactory(project=stay.project)
    offer(one)
    assert refusal(offer, two, one) == ["Palvelua on jo tarjottu: CV-paja."]
    assert ServiceOffer.objects.count() == 1


def test_offer_of_another_projects_service_is_refused(offer):
    assert refusal(offer, ServiceFactory(name="Muualla")) == ["Palvelua on jo tarjottu: Muualla."]


def test_offer_outside_the_services_days_is_refused(offer, stay, day):
    ended = ServiceFactory(project=stay.project, name="Talvi", ends_on=day - NEXT_DAY)
    ahead = ServiceFactory(project=stay.project, name="Kesä", starts_on=day + NEXT_DAY)
    last = ServiceFactory(project=stay.project, starts_on=day, ends_on=day)
    assert refusal(offer, ended) == ["Talvi ei ole tarjolla 30.4.2022."]
    assert refusal(offer, ahead) == ["Kesä ei ole tarjolla 30.4.2022."]
    assert len(offer(last)) == 1


def test_offer_outside_the_stay_or_for_a_day_to_come_is_refused(offer, project, day):
    service = ServiceFactory(project=project)
    ended = EnrolmentFactory(project=project, ends_on=day - NEXT_DAY)
    begun = EnrolmentFactory(project=project, starts_on=day)
    was_not = "Asiakas ei ollut hankkeessa {}."
    assert refusal(offer, service, enrolment=ended) == [was_not.format("30.4.2022")]
    assert refusal(offer, service, on=day - NEXT_DAY, enrolment=begun) == [was_not.format("29.4.2022")]
    assert refusal(offer, service, on=day + NEXT_DAY) == ["Valitse tämä päivä tai aiempi."]
    assert len(offer(service, on=day - NEXT_DAY, enrolment=ended)) == 1


def test_offer_in_a_project_without_a_tray_is_refused(offer, day):
    project = ProjectFactory(parts_off=[ProjectPart.SERVICES])
    stay = EnrolmentFactory(project=project)
    assert refusal(offer, ServiceFactory(project=project), enrolment=stay) == [
        "Hankkeella ei ole palvelutarjotinta."
    ]


@pytest.mark.parametrize("to", OfferState)
@pytest.mark.parametrize("start", OfferState)
def test_turn_goes_only_where_the_table_says(turn, stay, start, to):
    offer = OfferFactory(enrolment=stay, states=WAYS[start])
    before = states_of(offer)
    if to in MOVES[start]:
        turn(offer, to, reason="Ei ehdi" if to == DECLINED else "")
        assert states_of(offer) == [*before, to]
    else:
        assert refusal(turn, offer, to, reason="Ei ehdi")[0].startswith("Kortti ei voi siirtyä tilasta ”")
        assert states_of(offer) == before


def test_moves_that_the_table_allows_are_these():
    assert {start: set(to) for start, to in MOVES.items()} == {
        OFFERED: {PICKED, LATER, DECLINED},
        PICKED: {STARTED, LATER, DECLINED},
        LATER: {OFFERED, PICKED, DECLINED},
        DECLINED: {OFFERED},
        STARTED: {COMPLETED, STOPPED},
        STOPPED: {STARTED, OFFERED},
        COMPLETED: {OFFERED},
    }


@pytest.mark.parametrize("reason", ["", "  "])
def test_turn_that_declines_without_a_reason_is_refused(turn, stay, reason):
    offer = OfferFactory(enrolment=stay)
    assert refusal(turn, offer, DECLINED, reason=reason) == ["Kirjoita, miksi asiakas kieltäytyi."]
    assert states_of(offer) == [OFFERED]


def test_turn_keeps_the_reason_and_an_earlier_day(turn, stay, coach, day):
    offer = OfferFactory(enrolment=stay)
    made = turn(offer, DECLINED, on=day - NEXT_DAY, reason=" Pitkä matka ")
    assert (made.turned_on, made.turned_by, made.reason) == (day - NEXT_DAY, coach, "Pitkä matka")


def test_turn_before_the_last_move_or_the_stay_or_to_come_is_refused(turn, stay, day):
    offer = OfferFactory(enrolment=stay, states__turned_on=day - NEXT_DAY)
    moved = "Korttia on siirretty 29.4.2022. Valitse se päivä tai myöhempi."
    assert refusal(turn, offer, PICKED, on=day - 2 * NEXT_DAY) == [moved]
    assert refusal(turn, offer, PICKED, on=day + NEXT_DAY) == ["Valitse tämä päivä tai aiempi."]
    assert refusal(turn, offer, PICKED, on=stay.starts_on - NEXT_DAY) == [
        "Asiakas ei ollut hankkeessa 31.12.2020."
    ]
    assert turn(offer, PICKED, on=day - NEXT_DAY).state == PICKED


def test_turn_after_the_service_has_ended_finishes_but_does_not_begin(turn, stay, day):
    service = ServiceFactory(project=stay.project, name="Talvi", ends_on=day - NEXT_DAY)
    picked = OfferFactory(enrolment=stay, service=service, states=(PICKED,))
    assert refusal(turn, picked, STARTED) == ["Talvi ei ole tarjolla 30.4.2022."]
    assert turn(picked, STARTED, on=day - NEXT_DAY).state == STARTED
    assert turn(picked, COMPLETED).state == COMPLETED


def test_turn_after_the_stay_has_ended_is_taken(turn, project, day):
    stay = EnrolmentFactory(project=project, ends_on=day - NEXT_DAY)
    assert turn(OfferFactory(enrolment=stay, states=(PICKED, STARTED)), COMPLETED).state == COMPLETED


def test_turn_to_start_in_a_full_service_is_refused_until_she_says_so(turn, stay, project):
    service = ServiceFactory(project=project, capacity=1)
    first = OfferFactory(enrolment=stay, service=service, states=(PICKED,))
    second = OfferFactory(enrolment=EnrolmentFactory(project=project), service=service, states=(PICKED,))
    turn(first, STARTED)
    with pytest.raises(ServiceFull) as told:
        turn(second, STARTED)
    assert told.value.messages == ["Paikat ovat täynnä: 1/1."]
    assert turn(second, STARTED, may_overfill=True).state == STARTED
    assert trays.places_taken(service) == 2


def test_places_are_free_again_when_somebody_stops_or_the_stay_is_withdrawn(turn, project):
    service = ServiceFactory(project=project, capacity=2)
    offers = [
        OfferFactory(enrolment=EnrolmentFactory(project=project), service=service, states=(PICKED, STARTED))
        for _one in range(2)
    ]
    assert trays.places_taken(service) == 2
    turn(offers[0], STOPPED)
    assert trays.places_taken(service) == 1
    stay = offers[1].enrolment
    with auditing.act(by="cli"):
        stay.withdrawn_at, stay.withdrawn_reason = dt.datetime(2022, 4, 30, tzinfo=dt.UTC), "Väärä asiakas"
        stay.withdrawn_by = UserFactory()
        stay.save()
    assert trays.places_taken(service) == 0


def test_take_back_leaves_the_move_before_and_at_last_no_offer(turn, stay, coach):
    offer = OfferFactory(enrolment=stay, states=(PICKED,))
    trays.take_back(offer=offer, turn=offer.turns.last().pk, by=coach)
    assert states_of(offer) == [OFFERED]
    trays.take_back(offer=offer, turn=offer.turns.last().pk, by=coach)
    assert (OfferTurn.objects.count(), ServiceOffer.objects.count()) == (0, 0)


def test_take_back_of_a_move_she_has_not_seen_is_refused(turn, stay, coach):
    offer = OfferFactory(enrolment=stay)
    seen = offer.turns.last().pk
    turn(offer, PICKED)
    message = "Korttia on siirretty tällä välin. Katso, missä se on nyt."
    assert refusal(trays.take_back, offer=offer, turn=seen, by=coach) == [message]
    assert states_of(offer) == [OFFERED, PICKED]


def test_turn_of_an_offer_that_was_taken_back_is_refused(turn, stay, coach):
    offer = OfferFactory(enrolment=stay)
    stale = ServiceOffer.objects.get(pk=offer.pk)
    trays.take_back(offer=offer, turn=offer.turns.last().pk, by=coach)
    assert refusal(turn, stale, PICKED) == ["Korttia on siirretty tällä välin. Katso, missä se on nyt."]
    assert not OfferTurn.objects.exists()


def test_cards_say_where_they_stand_where_they_may_go_and_whether_they_fit(project, day):
    client = ClientFactory(service_languages=["som"])
    stay = EnrolmentFactory(project=project, client=client)
    facts = {
        "A": {"languages": ["fin"]},
        "B": {"languages": ["som", "fin"]},
        "C": {"languages": [], "ends_on": day - NEXT_DAY},
    }
    for name, more in facts.items():
        OfferFactory(
            enrolment=stay, service=ServiceFactory(project=project, name=name, **more), states=(LATER,)
        )
    cards = trays.cards(stay, day)
    assert [(card.offer.service.name, card.fits_client, card.is_in_use) for card in cards] == [
        ("A", False, True),
        ("B", True, True),
        ("C", True, False),
    ]
    assert [card.state for card in cards] == [LATER] * 3
    assert [set(card.moves) for card in cards] == [
        {OFFERED, PICKED, DECLINED},
        {OFFERED, PICKED, DECLINED},
        {DECLINED},
    ]
