"""The pages of work lists, families and the week: whose they show, and in how many questions."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from coaching.worklists import LISTS, QUIET
from ohjaamo.formats import day as in_words
from ohjaamo.periods import today
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory, FamilyFactory, FamilyMemberFactory
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.coaching import StageFactory, StepFactory
from tests.factories.results import CardFactory, CardNeedFactory, CardTypeFactory, FollowUpFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER)


def client_of(project, coach=None, **facts):
    """A client with a step that is due."""
    enrolment = EnrolmentFactory(project=project, client=ClientFactory(**facts))
    if coach:
        AssignmentFactory(client=enrolment.client, coach=coach)
    StepFactory(enrolment=enrolment, text="Soitto Kelaan", due_on=today())
    return enrolment.client


def page(browser, name, *args, **query) -> str:
    answer = browser.get(reverse(f"coaching:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_worklist_of_a_coach_is_her_own_and_of_a_leader_the_projects(signed_in, project, coach, manager):
    own, other = client_of(project, coach, last_name="Oma"), client_of(project, last_name="Muu")
    hers, theirs = signed_in(coach), signed_in(manager)
    for query in ({}, {"whose": "all"}):
        text = page(hers, "worklist-clients", "steps", **query)
        assert (own.last_name in text, other.last_name in text) == (True, False)
    text = page(theirs, "worklist-clients", "steps")
    assert (own.last_name in text, other.last_name in text) == (True, True)
    assert "Koko hanke" in text
    assert "Koko hanke" not in page(hers, "worklist")
    assert "Tällä listalla ei ole ketään." in page(theirs, "worklist-clients", "steps", whose="mine")


def test_worklist_of_those_without_a_step_says_since_when_it_counts(signed_in, coach):
    assert f"tulosta on {QUIET.days} päivää." in page(signed_in(coach), "worklist")


@pytest.mark.parametrize("key", [each.key for each in LISTS])
def test_worklist_opens_every_list(signed_in, coach, key):
    assert "Kaikki listat" in page(signed_in(coach), "worklist-clients", key)


def test_worklist_unknown_isnt_found(signed_in, coach):
    assert signed_in(coach).get(reverse("coaching:worklist-clients", args=["nonsense"])).status_code == 404


def test_worklist_tells_nothing_of_a_restricted_client_whom_she_may_not_open(signed_in, project, member_of):
    client = client_of(project, last_name="Salattu")
    with auditing.act(by="cli"):
        client.has_safety_restriction = True
        client.save()
    text = page(signed_in(member_of(Role.COORDINATOR)), "worklist-clients", "steps")
    assert "Salattu" in text
    assert "Soitto Kelaan" not in text
    assert f"/clients/{client.pk}/" not in text


@pytest.mark.parametrize("key", ["steps", "unlogged", "education", "no-card"])
@pytest.mark.parametrize("role", [Role.COACH, Role.MANAGER])
def test_worklist_of_who_may_open_a_restricted_client_names_her_and_tells_no_more(
    signed_in, project, member_of, role, key
):
    user = member_of(role)
    client = client_of(project, user, last_name="Salattu", has_safety_restriction=True)
    week_ago = today() - 7 * DAY
    AppointmentFactory(client=client, project=project, coach=user, meets_on=week_ago, place="Kotikatu 1")
    OutcomeFactory(client=client, project=project, kind="degree_education", state="ongoing", detail="Lappia")
    CardNeedFactory(client=client, starts_on=week_ago, card_type=CardTypeFactory(name="Trukkikortti"))
    text = page(signed_in(user), "worklist-clients", key, whose="mine")
    assert "Salattu" in text
    told = [word for word in ("Kotikatu", "Soitto Kelaan", "Lappia", "Trukkikortti") if word in text]
    assert (told, in_words(week_ago) in text) == ([], False)


def test_digest_names_a_restricted_newcomer_without_a_way_to_a_record_she_may_not_open(
    signed_in, project, member_of
):
    client = ClientFactory(last_name="Salattu", has_safety_restriction=True)
    EnrolmentFactory(project=project, client=client, starts_on=today())
    pages = [page(signed_in(member_of(role)), "digest") for role in (Role.COORDINATOR, Role.MANAGER)]
    links = [f"/clients/{client.pk}/" in text for text in pages]
    assert (["Salattu" in text for text in pages], links) == ([True, True], [False, True])


def test_lists_that_are_settled_on_a_page_count_those_whom_it_shows(signed_in, project, member_of, coach):
    restricted, plain = client_of(project, coach, has_safety_restriction=True), client_of(project, coach)
    left = EnrolmentFactory(project=project, ends_on=today() - DAY).client
    for client in (restricted, plain, left):
        FollowUpFactory(client=client, due_on=today())
        CardFactory(client=client, ends_on=today())
        CardFactory(client=client, ends_on=today() - 366 * DAY)
        CardNeedFactory(client=client)
    browser = signed_in(member_of(Role.COORDINATOR))
    expected = {"follow-ups": {plain, left}, "cards-expiring": {plain}, "no-card": {plain}}
    for key, clients in expected.items():
        listed = browser.get(reverse("coaching:worklist-clients", args=[key]), {"whose": "all"})
        assert {client for client, _name in listed.context["rows"]} == clients
        (settled,) = re.findall(r'btn-primary" href="([^"]+)"', listed.content.decode())
        shown = browser.get(settled.replace("&amp;", "&")).context["page"]
        assert {row.client for row in shown.object_list} == clients


@pytest.mark.parametrize("clients", [1, 3])
@pytest.mark.parametrize(
    ("name", "args", "count"),
    [("worklist", [], 4), ("worklist-clients", ["steps"], 5), ("families", [], 9), ("digest", [], 6)],
)
def test_pages_take_as_many_questions_for_any_number_of_clients(
    signed_in, project, coach, clients, name, args, count, django_assert_num_queries
):
    for _number in range(clients):
        family = FamilyFactory()
        for _spouse in range(2):
            FamilyMemberFactory(family=family, client=client_of(project, coach))
    browser = signed_in(coach)
    with django_assert_num_queries(count):
        page(browser, name, *args)


def test_families_show_the_paths_and_plans_of_adults_she_may_open(signed_in, project, coach):
    family = FamilyFactory(name="Warsame")
    own, child = (
        client_of(project, coach, first_names="Amina"),
        client_of(project, coach, first_names="Lapsi"),
    )
    colleagues, elsewhere = client_of(project, first_names="Yusuf"), EnrolmentFactory().client
    StageFactory(enrolment=own.enrolments.get(), name="Valmennus")
    ActivityFactory(client=own)
    for client, relation in ((own, "adult"), (child, "child"), (colleagues, "adult"), (elsewhere, "other")):
        FamilyMemberFactory(family=family, client=client, relation=relation)
    text = page(signed_in(coach), "families")
    assert "Warsame" in text
    assert "Työssä · Valmennus" in text
    assert text.count("Soitto Kelaan") == 1
    assert text.count("Avautuu, kun kerrot syyn") == 1
    assert "ja 1, jonka tietoja et voi avata" in text
    assert elsewhere.first_names not in text


def test_families_are_those_of_clients_she_sees(signed_in, project, coach):
    FamilyMemberFactory(family=FamilyFactory(name="Vieras"), client=client_of(project))
    assert "Vieras" not in page(signed_in(coach), "families")
