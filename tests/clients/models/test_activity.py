import datetime as dt

import pytest
from django.utils import timezone

from clients.choices import ConfirmationSource
from clients.models import Activity, ActivityTerms
from projects.choices import ActivityKind
from tests.factories.clients import ActivityFactory, ClientFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_days_ordered, assert_one_a_day, assert_refused, assert_stands, changed

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 3, 1)
SAYS_A_PERSON = [source for source in ConfirmationSource if source != ConfirmationSource.BOOK]


def activity(client, starts_on, ends_on, **facts) -> Activity:
    given = {"kind": ActivityKind.WORK, "place": "Kemin Konepaja"}
    return Activity(client=client, starts_on=starts_on, ends_on=ends_on, **{**given, **facts})


def test_activity_days_are_ordered_and_one_place_taken_once():
    client = ClientFactory()
    assert_days_ordered(lambda *days: activity(ClientFactory(), *days), "clients_activity_days_ordered")
    assert_one_a_day(lambda *days: activity(client, *days), "clients_activity_no_overlap")


@pytest.mark.parametrize("place", ["KEMIN KONEPAJA", "  Kemin Konepaja ", "kemin konepaja"])
def test_activity_at_the_same_place_spelled_otherwise_is_refused(place):
    client = ClientFactory()
    assert_stands(activity(client, DAY, None))
    assert_refused(activity(client, DAY, None, place=place), "clients_activity_no_overlap")


def test_activity_at_an_unknown_place_twice_is_refused():
    client = ClientFactory()
    assert_stands(activity(client, DAY, None, place=""))
    assert_refused(activity(client, DAY, None, place=""), "clients_activity_no_overlap")


@pytest.mark.parametrize("facts", [{"place": "Tornion Sähkö"}, {"kind": ActivityKind.VOCATIONAL}])
def test_activity_of_another_place_or_kind_on_the_same_days_stands(facts):
    client = ClientFactory()
    assert_stands(activity(client, DAY, None))
    assert_stands(activity(client, DAY, None, **facts))
    assert_stands(activity(ClientFactory(), DAY, None))


def test_withdrawn_activity_is_no_longer_in_the_way():
    wrong = ActivityFactory(place="Kemin Konepaja")
    again = activity(wrong.client, DAY, None)
    assert_refused(again, "clients_activity_no_overlap")
    facts = {"withdrawn_at": timezone.now(), "withdrawn_by": UserFactory(), "withdrawn_reason": "Virhe"}
    assert_stands(changed(wrong, facts))
    assert_stands(again)


@pytest.mark.parametrize("kind", ["x", ""])
def test_activity_of_an_unknown_kind_is_refused(kind):
    assert_refused(activity(ClientFactory(), DAY, None, kind=kind), "clients_activity_kind_known")


def test_confirmation_from_an_unknown_source_is_refused():
    facts = {"confirmed_on": DAY, "confirmed_from": "x", "confirmed_by": UserFactory()}
    assert_refused(changed(ActivityFactory(), facts), "clients_activity_source_known")


def test_confirmation_by_halves_is_refused():
    row, person = ActivityFactory(), UserFactory()
    no_source = {"confirmed_on": DAY, "confirmed_from": "", "confirmed_by": None}
    assert_refused(changed(row, no_source), "clients_activity_confirmation_whole")
    no_day = {"confirmed_on": None, "confirmed_from": ConfirmationSource.CLIENT, "confirmed_by": person}
    assert_refused(changed(row, no_day), "clients_activity_confirmation_whole")


@pytest.mark.parametrize("source", SAYS_A_PERSON)
def test_confirmation_without_its_person_is_refused(source):
    row = changed(ActivityFactory(), {"confirmed_on": DAY, "confirmed_from": source})
    assert_refused(row, "clients_activity_confirmation_person")
    assert_stands(changed(row, {"confirmed_by": UserFactory()}))


def test_confirmation_by_an_old_book_or_none_has_no_person():
    row = changed(ActivityFactory(), {"confirmed_on": DAY, "confirmed_from": ConfirmationSource.BOOK})
    assert_stands(row)
    assert_refused(changed(row, {"confirmed_by": UserFactory()}), "clients_activity_confirmation_person")
    nothing = {"confirmed_on": None, "confirmed_from": "", "confirmed_by": UserFactory()}
    assert_refused(changed(row, nothing), "clients_activity_confirmation_person")


@pytest.mark.parametrize("hours", ["0", "-1", "100.1"])
def test_terms_with_impossible_hours_are_refused(hours):
    row = ActivityTerms(activity=ActivityFactory(), starts_on=DAY, weekly_hours=hours)
    assert_refused(row, "clients_activityterms_hours")


@pytest.mark.parametrize("hours", [None, "0.1", "100"])
def test_terms_with_possible_hours_stand_once_from_a_day(hours):
    row = ActivityFactory()
    assert_stands(ActivityTerms(activity=row, starts_on=DAY, weekly_hours=hours))
    assert_refused(ActivityTerms(activity=row, starts_on=DAY), "clients_activityterms_once")
    assert_stands(ActivityTerms(activity=row, starts_on=dt.date(2021, 3, 2)))
    assert_stands(ActivityTerms(activity=ActivityFactory(), starts_on=DAY))
