import datetime as dt

import pytest
from django.urls import reverse

from staff.models import AccessEntry
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.factories.projects import MembershipFactory, MunicipalityFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(project):
    """Makes a client of the project, with a coach or without."""

    def make(coach=None, **facts):
        client = ClientFactory(**facts)
        EnrolmentFactory(client=client, project=project)
        if coach:
            AssignmentFactory(client=client, coach=coach)
        return client

    return make


def facts_page(client) -> str:
    return reverse("clients:detail", args=[client.pk])


def reason_page(client) -> str:
    return reverse("clients:client-reason", args=[client.pk])


def test_facts_page_of_own_client_opens_and_is_written_down_once(member_of, client_of, signed_in):
    coach = member_of(Role.COACH)
    client = client_of(coach)
    browser = signed_in(coach)
    assert [browser.get(facts_page(client)).status_code for _again in range(2)] == [200, 200]
    entries = AccessEntry.objects.values_list("opened_by", "key", "reason")
    assert list(entries) == [(coach.pk, client.pk, "")]


def test_facts_page_is_hidden_from_strangers_and_refused_to_partners(member_of, client_of, signed_in):
    client = client_of()
    elsewhere = member_of(Role.MANAGER, project=ProjectFactory())
    partner = member_of(Role.PARTNER)
    assert signed_in(elsewhere).get(facts_page(client)).status_code == 404
    assert signed_in(partner).get(facts_page(client)).status_code == 403


def test_facts_page_of_another_coachs_client_asks_why_and_lets_through_for_the_day(
    member_of, client_of, signed_in
):
    client = client_of(member_of(Role.COACH))
    coach = member_of(Role.COACH)
    browser = signed_in(coach)
    asked = browser.get(facts_page(client))
    assert asked.headers["Location"] == f"{reason_page(client)}?next=%2Fclients%2F{client.pk}%2F"
    page = browser.get(asked.headers["Location"])
    assert [page.content.decode().count(value) for value in ('value="substitute"', "040")] == [1, 0]
    answered = browser.post(asked.headers["Location"], {"reason": "substitute"})
    assert answered.headers["Location"] == facts_page(client)
    assert [browser.get(facts_page(client)).status_code for _again in range(2)] == [200, 200]
    entries = AccessEntry.objects.filter(opened_by=coach, key=client.pk)
    assert [entry.reason for entry in entries] == ["substitute"]


def test_reason_page_given_no_known_reason_asks_again(member_of, client_of, signed_in):
    client = client_of()
    page = signed_in(member_of(Role.COACH)).post(reason_page(client), {"reason": "curious"})
    assert (page.status_code, AccessEntry.objects.count()) == (422, 0)


def test_reason_page_given_an_address_elsewhere_goes_to_the_client(member_of, client_of, signed_in):
    client = client_of()
    address = f"{reason_page(client)}?next=https://evil.example/"
    answer = signed_in(member_of(Role.COACH)).post(address, {"reason": "group"})
    assert answer.headers["Location"] == reverse("coaching:client", args=[client.pk])


def test_reason_page_of_client_who_needs_none_goes_on(member_of, client_of, signed_in):
    coach = member_of(Role.COACH)
    client = client_of(coach)
    answer = signed_in(coach).get(reason_page(client))
    assert answer.headers["Location"] == reverse("coaching:client", args=[client.pk])


def test_reason_page_of_a_stranger_is_hidden(client_of, member_of, signed_in):
    elsewhere = member_of(Role.COACH, project=ProjectFactory())
    assert signed_in(elsewhere).get(reason_page(client_of())).status_code == 404


def test_facts_page_under_safety_restriction_asks_the_own_coach_and_folds_the_contact_away(
    member_of, client_of, signed_in
):
    coach = member_of(Role.COACH)
    client = client_of(
        coach, has_safety_restriction=True, phone="040 111", address="Kotikatu 1", municipality=MunicipalityFactory()
    )  # fmt: skip
    browser = signed_in(coach)
    asked = browser.get(facts_page(client))
    assert asked.status_code == 302
    browser.post(asked.headers["Location"], {"reason": "client_asked"})
    text = browser.get(facts_page(client)).content.decode()
    outside, _summary, folded = text.partition("<summary>Näytä yhteystiedot</summary>")
    told = ("040 111", "Kotikatu", "Kemi")
    assert ([word in outside for word in told], [word in folded for word in told]) == (
        [False] * 3,
        [True] * 3,
    )


def test_facts_page_under_safety_restriction_is_hidden_from_the_coordinator(member_of, client_of, signed_in):
    client = client_of(has_safety_restriction=True)
    assert signed_in(member_of(Role.COORDINATOR)).get(facts_page(client)).status_code == 404


def test_facts_page_of_secretary_has_masked_code_and_nothing_from_sessions(
    member_of, client_of, signed_in, project
):
    client = client_of(personal_identity_code="010594Y9032", born_on=dt.date(1994, 5, 1))
    session = SessionFactory(project=project, note="Puhuimme Kelasta.")
    AttendanceFactory(session=session, client=client)
    text = signed_in(member_of(Role.SECRETARY)).get(facts_page(client)).content.decode()
    expected = {"010594Y****": True, "9032": False, "Puhuimme": False, "/coaching/": False}
    assert {word: word in text for word in expected} == expected


def test_facts_page_of_coach_has_no_identity_code(member_of, client_of, signed_in):
    coach = member_of(Role.COACH)
    client = client_of(coach, personal_identity_code="010594Y9032", born_on=dt.date(1994, 5, 1))
    assert "010594Y" not in signed_in(coach).get(facts_page(client)).content.decode()


def test_facts_page_asks_the_database_at_most_twelve_times(
    member_of, client_of, signed_in, django_assert_max_num_queries
):
    coach = member_of(Role.COACH)
    client = client_of(coach)
    browser = signed_in(coach)
    with django_assert_max_num_queries(12):
        assert browser.get(facts_page(client)).status_code == 200


def test_opening_under_safety_restriction_is_written_down_each_time_with_the_reason_in_force(
    member_of, client_of, signed_in
):
    manager = member_of(Role.MANAGER)
    client = client_of(has_safety_restriction=True)
    browser = signed_in(manager)
    browser.post(reason_page(client), {"reason": "client_asked"})
    assert [browser.get(facts_page(client)).status_code for _again in range(5)] == [200] * 5
    entries = AccessEntry.objects.filter(opened_by=manager, key=client.pk)
    assert [entry.reason for entry in entries] == ["client_asked"] * 6


def test_identity_code_is_shown_in_a_project_where_she_may_see_it_only(member_of, client_of, signed_in):
    both = member_of(Role.MANAGER)
    MembershipFactory(user=both, roles=[Role.SECRETARY])
    client = client_of(personal_identity_code="010594Y9032", born_on=dt.date(1994, 5, 1))
    assert "010594Y" not in signed_in(both).get(facts_page(client)).content.decode()
