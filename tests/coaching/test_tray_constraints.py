"""What the database refuses of services, offers, materials and the texts of the printouts."""

import datetime as dt

import pytest

from coaching.choices import OfferState
from coaching.models import Material, MaterialGift, OfferTurn, Phrase, Service, ServiceOffer
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.factories.trays import (
    GiftFactory,
    MaterialFactory,
    OfferFactory,
    PhraseFactory,
    ServiceFactory,
    TurnFactory,
)
from tests.refusals import assert_days_ordered, assert_refused, assert_stands, changed

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 1)


def test_service_days_are_ordered(project):
    def make(starts_on, ends_on) -> Service:
        return Service(project=project, name="CV-paja", category="work", starts_on=starts_on, ends_on=ends_on)

    assert_days_ordered(make, "coaching_service_days_ordered")


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("coaching_service_named", {"name": " "}),
        ("coaching_service_category_known", {"category": "x"}),
        ("coaching_service_category_known", {"category": ""}),
        ("coaching_service_capacity", {"capacity": 0}),
    ],
)
def test_service_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(changed(ServiceFactory(), facts), name)


def test_service_with_one_place_or_no_limit_stands():
    assert_stands(changed(ServiceFactory(), {"capacity": 1}))
    assert_stands(changed(ServiceFactory(), {"capacity": None}))


def test_service_of_one_name_begins_once_on_a_day_in_a_project():
    first = ServiceFactory(name="CV-paja")

    def again(**facts) -> Service:
        facts = {"project": first.project, "starts_on": first.starts_on} | facts
        return Service(name="CV-paja", category="work", **facts)

    assert_refused(again(), "coaching_service_once")
    assert_stands(again(starts_on=first.starts_on + dt.timedelta(days=1)))
    assert_stands(again(project=ProjectFactory()))


def test_service_is_offered_once_in_a_stay():
    first = OfferFactory()
    again = ServiceOffer(enrolment=first.enrolment, service=first.service)
    assert_refused(again, "coaching_serviceoffer_once")
    assert_stands(ServiceOffer(enrolment=EnrolmentFactory(), service=first.service))


def test_turn_to_an_unknown_state_is_refused():
    turn = OfferTurn(offer=OfferFactory(), state="x", turned_on=DAY, turned_by=UserFactory())
    assert_refused(turn, "coaching_offerturn_state_known")


@pytest.mark.parametrize("reason", ["", " \n"])
def test_turn_that_declines_without_a_reason_is_refused(reason):
    turn = changed(TurnFactory(), {"state": OfferState.DECLINED, "reason": reason})
    assert_refused(turn, "coaching_offerturn_declined_why")


@pytest.mark.parametrize("state", [state for state in OfferState if state != OfferState.DECLINED])
def test_turn_that_does_not_decline_needs_no_reason(state):
    assert_stands(changed(TurnFactory(), {"state": state, "reason": ""}))


def test_material_has_a_name_of_its_own():
    first = MaterialFactory(name="Koti Meri-Lapissa")
    assert_refused(Material(name=first.name), "coaching_material_name_once")
    assert_refused(Material(name="  "), "coaching_material_named")
    assert_stands(Material(name="Toinen"))


def test_material_is_given_once_a_day_in_a_language():
    first = GiftFactory()

    def again(**facts) -> MaterialGift:
        same = ("material", "client", "language", "given_on", "given_by")
        return MaterialGift(**{name: getattr(first, name) for name in same} | facts)

    assert_refused(again(), "coaching_materialgift_once")
    assert_refused(again(language=" "), "coaching_materialgift_language_given")
    assert_stands(again(language="eng"))
    assert_stands(again(client=ClientFactory()))
    assert_stands(again(given_on=first.given_on + dt.timedelta(days=1)))


def test_phrase_is_corrected_once_in_a_language_and_says_something():
    first = PhraseFactory()
    assert_refused(Phrase(key=first.key, language=first.language, text="x"), "coaching_phrase_once")
    assert_refused(changed(first, {"text": " "}), "coaching_phrase_said")
    assert_stands(Phrase(key=first.key, language="rus", text="x"))
