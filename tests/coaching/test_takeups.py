"""Figures of services, counted by the database from the moves of their cards."""

import datetime as dt
from decimal import Decimal

import pytest

from coaching import takeups
from coaching.choices import OfferState
from coaching.takeups import TakeUp
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.staff import UserFactory
from tests.factories.trays import OfferFactory, ServiceFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
STATES = {
    "P": OfferState.PICKED, "L": OfferState.LATER, "D": OfferState.DECLINED, "S": OfferState.STARTED,
    "C": OfferState.COMPLETED, "X": OfferState.STOPPED,
}  # fmt: skip


@pytest.fixture
def service(project):
    return ServiceFactory(project=project)


def offer(service, client=None, path="", **facts):
    """A card offered to a client and moved along a path: “PSC”."""
    stay = EnrolmentFactory(project=service.project, client=client or ClientFactory(), **facts)
    return OfferFactory(enrolment=stay, service=service, states=[STATES[letter] for letter in path])


def speaker(language):
    return ClientFactory(mother_tongue=language)


def whole(service) -> TakeUp:
    found = takeups.by_service([service])[service.pk]
    assert takeups.total(takeups.by_language(service).values()) == found
    return found


def counted(figures: dict[str, int]) -> dict[str, int]:
    return {state: count for state, count in figures.items() if count}


def test_take_up_of_what_was_never_offered_is_none_and_not_zero(service):
    assert (takeups.by_service([service]), takeups.by_language(service)) == ({}, {})
    assert takeups.total([]) is None


def test_take_up_counts_whoever_ever_came_to_a_place_and_who_stands_there_now(service):
    for path in ("PSC", "PLP", "D"):
        offer(service, path=path)
    found = whole(service)
    assert (found.offers, found.persons) == (3, 3)
    assert counted(found.ever) == {
        "offered": 3, "picked": 2, "started": 1, "completed": 1, "later": 1, "declined": 1,
    }  # fmt: skip
    assert counted(found.now) == {"picked": 1, "completed": 1, "declined": 1}


def test_take_up_of_a_client_in_two_stays_is_two_offers_of_one_person(service):
    client = speaker("som")
    offer(service, client, "PSC", ends_on=dt.date(2021, 6, 30))
    offer(service, client, "P", starts_on=dt.date(2021, 7, 1))
    found = whole(service)
    assert (found.offers, found.persons, found.ever["picked"], found.now["picked"]) == (2, 1, 1, 1)


def test_take_up_leaves_a_withdrawn_stay_out(service):
    withdrawal = {"withdrawn_by": UserFactory(), "withdrawn_reason": "Väärä"}
    offer(service, path="D", withdrawn_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC), **withdrawal)
    assert (takeups.by_service([service]), takeups.reasons(service)) == ({}, [])
    assert list(takeups.persons(service)) == []


def test_take_up_tells_why_it_was_declined_and_how_often(service):
    for _each in range(2):
        offer(service, path="D")
    OfferFactory(
        enrolment=EnrolmentFactory(project=service.project), service=service,
        states=[OfferState.DECLINED], states__reason="Pitkä matka",
    )  # fmt: skip
    assert takeups.reasons(service) == [("Ei ehdi", 2), ("Pitkä matka", 1)]


@pytest.mark.parametrize(
    ("paths", "picked", "completed"),
    [
        ([""], 0, None),
        (["P"], 100, None),
        (["PS", ""], 50, 0),
        (["PSC", "PS", "PSX"], 100, 33),
        (["PSC", "PSC", ""], 67, 100),
    ],
)
def test_shares_are_of_persons_and_unknown_until_somebody_has_started(service, paths, picked, completed):
    for path in paths:
        offer(service, path=path)
    found = whole(service)
    assert found.share_picked == Decimal(picked)
    assert found.share_completed == (None if completed is None else Decimal(completed))


def test_take_up_by_language_is_by_the_first_one_the_commonest_first(service):
    offer(service, ClientFactory(service_languages=["som", "fin"], mother_tongue="ara"), "P")
    for client, path in ((speaker("som"), ""), (speaker("ara"), ""), (speaker(""), "P")):
        offer(service, client, path)
    found = takeups.by_language(service)
    assert [(code, one.persons, one.ever["picked"]) for code, one in found.items()] == [
        ("som", 2, 1), ("", 1, 1), ("ara", 1, 0),
    ]  # fmt: skip


def test_take_up_by_service_keeps_services_apart_and_is_one_question(
    project, service, django_assert_num_queries
):
    other = ServiceFactory(project=project)
    for one in (service, service, other):
        offer(one)
    with django_assert_num_queries(1):
        found = takeups.by_service(project.services.all())
    assert {key: each.persons for key, each in found.items()} == {service.pk: 2, other.pk: 1}


def test_persons_behind_a_figure_are_as_many_as_the_figure(service):
    somali, arab, unknown = (speaker(language) for language in ("som", "ara", ""))
    offer(service, somali, "P", ends_on=dt.date(2021, 6, 30))
    offer(service, somali, "D", starts_on=dt.date(2021, 7, 1))
    offer(service, arab, "PS")
    offer(service, unknown)
    found = whole(service)
    assert set(takeups.persons(service)) == {somali, arab, unknown}
    assert {state: takeups.persons(service, state).count() for state in OfferState} == found.ever
    assert list(takeups.persons(service, "picked", "som")) == [somali]
    assert list(takeups.persons(service, "", "")) == [unknown]


def test_never_offered_are_only_clients_who_are_there_now_and_were_left_out(service):
    offer(service, speaker("som"))
    offer(service, speaker("rus"), ends_on=DAY - dt.timedelta(days=1))
    for facts in ({"ends_on": DAY}, {}):
        EnrolmentFactory(project=service.project, client=speaker("ara"), **facts)
    EnrolmentFactory(project=service.project, ends_on=DAY - dt.timedelta(days=1))
    EnrolmentFactory()
    EnrolmentFactory(project=service.project)
    assert takeups.counted_by_language(takeups.never_offered(service, DAY)) == {"ara": 2, "": 1}
