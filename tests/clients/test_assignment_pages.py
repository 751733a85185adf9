"""The pages of who coaches whom: handing over, giving, moving many, substitutes."""

import datetime as dt

import pytest
from django.urls import reverse

from clients.models import Assignment, Handover, Substitution
from ohjaamo.periods import today
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import HandoverFactory, SubstitutionFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def other(member_of):
    return member_of(Role.COACH, first_name="Kaisa", last_name="Koivu", languages=["som"])


@pytest.fixture
def coordinator(member_of):
    return member_of(Role.COORDINATOR)


@pytest.fixture
def client(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment.client


@pytest.fixture
def browser(signed_in, coordinator):
    return signed_in(coordinator)


def coaches(client):
    return {each.coach for each in client.assignments.filter(ends_on=None)}


def test_handover_page_passes_the_client_on_and_can_be_undone(browser, client, coach, other):
    address = reverse("clients:handover", args=[client.pk])
    answer = browser.post(
        address, {"giver": coach.pk, "receiver": other.pk, "note": "Soita illalla."}, follow=True
    )
    assert coaches(client) == {other}
    text = answer.content.decode()
    assert "Soita illalla." in text
    assert "Kumoa" in text


def test_handover_page_asks_from_whom_when_there_are_several_coaches(browser, client, other):
    AssignmentFactory(client=client, coach=other)
    answer = browser.get(reverse("clients:handover", args=[client.pk]))
    assert answer.context["handover_form"]["giver"].label == "Keneltä"


def test_handover_page_refuses_the_coach_herself_and_keeps_the_note(browser, client, coach):
    address = reverse("clients:handover", args=[client.pk])
    answer = browser.post(address, {"giver": coach.pk, "receiver": coach.pk, "note": "Soita illalla."})
    assert (answer.status_code, Handover.objects.count()) == (422, 0)
    assert "Soita illalla." in answer.content.decode()


def test_handover_page_is_for_a_client_of_a_project_where_she_assigns(browser, client):
    elsewhere = EnrolmentFactory(project=ProjectFactory()).client
    left = EnrolmentFactory(project=client.enrolments.get().project, ends_on=today() - DAY).client
    for each in (elsewhere, left):
        assert browser.get(reverse("clients:handover", args=[each.pk])).status_code == 404


def test_handover_page_tells_nothing_of_handovers_in_a_project_where_she_does_not_work(
    browser, client, coach, member_of
):
    elsewhere = EnrolmentFactory(client=client).project
    HandoverFactory(client=client, receiver=coach, note="Täällä luovutettu.")
    HandoverFactory(
        client=client, receiver=member_of(Role.COACH, project=elsewhere), note="Muualla luovutettu."
    )
    text = browser.get(reverse("clients:handover", args=[client.pk])).content.decode()
    assert ("Täällä luovutettu." in text, "Muualla luovutettu." in text) == (True, False)


def test_coach_add_gives_a_second_coach_and_coach_end_ends_today(browser, client, coach, other):
    browser.post(reverse("clients:coach-add", args=[client.pk]), {"coach": other.pk})
    assert coaches(client) == {coach, other}
    refused = browser.post(reverse("clients:coach-add", args=[client.pk]), {"coach": other.pk})
    assert refused.status_code == 422
    assignment = Assignment.objects.get(coach=coach)
    browser.post(reverse("clients:coach-end", args=[assignment.pk]))
    assignment.refresh_from_db()
    assert assignment.ends_on == today()


def test_overview_counts_lists_and_moves_the_ticked(browser, project, client, coach, other):
    stays, moved = EnrolmentFactory(project=project).client, client
    AssignmentFactory(client=stays, coach=coach)
    page = browser.get(reverse("clients:assignments"), {"of": coach.pk}).content.decode()
    assert page.count('name="clients"') == 2
    address = f"{reverse('clients:assignments-move')}?of={coach.pk}"
    answer = browser.post(address, {"clients": [moved.pk], "receiver": other.pk, "note": "Terveisiä."})
    assert answer.headers["Location"] == reverse("clients:assignments")
    assert (coaches(moved), coaches(stays)) == ({other}, {coach})
    assert Handover.objects.get().note == "Terveisiä."


def test_overview_moves_everybody_on_the_list_of_those_without_a_coach(browser, project, other):
    for _number in range(3):
        EnrolmentFactory(project=project)
    address = f"{reverse('clients:assignments-move')}?of=none"
    browser.post(address, {"is_all": "on", "receiver": other.pk})
    assert (Assignment.objects.filter(coach=other).count(), Handover.objects.count()) == (3, 0)


def test_overview_refuses_nobody_ticked_and_keeps_the_rest(browser, client, coach, other):
    address = f"{reverse('clients:assignments-move')}?of={coach.pk}"
    answer = browser.post(address, {"receiver": other.pk, "note": "Terveisiä."})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Valitse ainakin yksi asiakas." in text
    assert "Terveisiä." in text


def test_overview_takes_no_client_of_another_list_or_project(browser, client, coach, other):
    elsewhere = EnrolmentFactory(project=ProjectFactory()).client
    address = f"{reverse('clients:assignments-move')}?of={coach.pk}"
    assert browser.post(address, {"clients": [elsewhere.pk], "receiver": other.pk}).status_code == 422
    assert browser.post(reverse("clients:assignments-move")).status_code == 404
    assert coaches(client) == {coach}


def test_overview_lists_nobody_under_a_restriction_that_she_may_not_open(browser, client, coach):
    with auditing.act(by="cli"):
        client.has_safety_restriction = True
        client.save()
    assert (
        'name="clients"' not in browser.get(reverse("clients:assignments"), {"of": coach.pk}).content.decode()
    )


@pytest.mark.parametrize("clients", [1, 3])
def test_overview_takes_as_many_questions_for_any_number_of_clients(
    browser, project, coach, clients, django_assert_num_queries
):
    for _number in range(clients):
        enrolment = EnrolmentFactory(project=project, client=ClientFactory(mother_tongue="som"))
        AssignmentFactory(client=enrolment.client, coach=coach)
    with django_assert_num_queries(10):
        browser.get(reverse("clients:assignments"), {"of": coach.pk})


def test_coach_sets_only_her_own_substitute(signed_in, coach, other):
    browser = signed_in(coach)
    facts = {"substitute": other.pk, "starts_on": today(), "ends_on": today() + 6 * DAY}
    address = reverse("clients:substitutions")
    assert browser.post(address, facts | {"coach": other.pk, "substitute": coach.pk}).status_code == 422
    assert browser.post(address, facts | {"coach": coach.pk}).status_code == 302
    assert (Substitution.objects.get().coach, Substitution.objects.get().substitute) == (coach, other)
    assert "Kaisa Koivu" in browser.get(address).content.decode()


def test_leader_sets_anybodys_substitute_and_ends_it(browser, coach, other):
    facts = {"coach": coach.pk, "substitute": other.pk, "starts_on": today(), "ends_on": today() + DAY}
    browser.post(reverse("clients:substitutions"), facts)
    substitution = Substitution.objects.get()
    browser.post(reverse("clients:substitution-end", args=[substitution.pk]))
    substitution.refresh_from_db()
    assert substitution.ends_on == today()


def test_substitute_sees_for_whom_but_doesnt_end_it(signed_in, coach, other):
    substitution = SubstitutionFactory(coach=coach, substitute=other, starts_on=today(), ends_on=today())
    browser = signed_in(other)
    assert "Liisa Virtanen" in browser.get(reverse("clients:substitutions")).content.decode()
    assert browser.post(reverse("clients:substitution-end", args=[substitution.pk])).status_code == 404
