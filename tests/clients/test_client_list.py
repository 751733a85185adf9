import datetime as dt

import pytest
from django.urls import reverse

from ohjaamo.periods import today
from projects.choices import ActivityKind
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import MembershipFactory, MunicipalityFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolled(project):
    """Makes a client of the project."""

    def make(first_names="Amina", coach=None, project=project, ends_on=None, **facts):
        client = ClientFactory(first_names=first_names, **facts)
        EnrolmentFactory(client=client, project=project, ends_on=ends_on)
        if coach:
            AssignmentFactory(client=client, coach=coach)
        return client

    return make


@pytest.fixture
def listed(signed_in):
    """The first names in the list that somebody gets with these filters."""

    def ask(user, **filters) -> list[str]:
        response = signed_in(user).get(reverse("clients:list"), filters)
        assert response.status_code == 200
        names = [row.client.first_names for row in response.context["rows"]]
        assert len(names) == response.context["page"].paginator.count
        return names

    return ask


def test_list_of_coach_shows_own_clients(member_of, enrolled, listed):
    coach = member_of(Role.COACH)
    enrolled("Own", coach=coach)
    enrolled("Other")
    assert listed(coach) == ["Own"]


def test_list_of_coach_who_searches_finds_others_of_the_project(member_of, enrolled, listed):
    coach = member_of(Role.COACH)
    enrolled("Own", coach=coach)
    enrolled("Other")
    enrolled("Foreign", project=ProjectFactory())
    assert listed(coach, q="warsame") == ["Other", "Own"]


def test_list_of_coordinator_is_all_or_mine(member_of, enrolled, listed):
    coordinator = member_of(Role.COORDINATOR)
    enrolled("Own", coach=coordinator)
    enrolled("Other")
    assert listed(coordinator) == ["Other", "Own"]
    assert listed(coordinator, whose="mine") == ["Own"]


def test_list_of_coordinator_who_coaches_too_begins_with_mine(member_of, enrolled, listed):
    both = member_of(Role.COACH, Role.COORDINATOR)
    enrolled("Own", coach=both)
    enrolled("Other")
    assert listed(both) == ["Own"]
    assert listed(both, whose="all") == ["Other", "Own"]


def test_list_narrowed_by_stay_tells_now_from_not_now(member_of, enrolled, listed):
    manager = member_of(Role.MANAGER)
    enrolled("Here")
    enrolled("Gone", ends_on=dt.date(2021, 12, 31))
    assert listed(manager, active="now") == ["Here"]
    assert listed(manager, active="not") == ["Gone"]


def test_list_narrowed_by_activity_tells_primary_from_any(member_of, enrolled, listed):
    manager = member_of(Role.MANAGER)
    student, worker = enrolled("Student"), enrolled("Worker")
    enrolled("Idle")
    ActivityFactory(client=student, kind=ActivityKind.VOCATIONAL)
    for client in (student, worker):
        ActivityFactory(client=client, kind=ActivityKind.WORK)
    assert listed(manager, activity="work") == ["Worker"]
    assert listed(manager, activity="any-work") == ["Student", "Worker"]
    assert listed(manager, activity="none") == ["Idle"]


def test_list_narrowed_by_activity_that_has_ended_leaves_the_client_out(member_of, enrolled, listed):
    ActivityFactory(client=enrolled(), kind=ActivityKind.WORK, ends_on=dt.date(2021, 5, 1))
    assert listed(member_of(Role.MANAGER), activity="any-work") == []


def test_list_narrowed_by_language_takes_mother_tongue_and_service_language(member_of, enrolled, listed):
    enrolled("Mother", mother_tongue="som")
    enrolled("Served", service_languages=["fin", "som"])
    enrolled("Neither", mother_tongue="rus")
    assert listed(member_of(Role.MANAGER), language="som") == ["Mother", "Served"]


def test_list_narrowed_by_municipality_never_tells_of_the_restricted(member_of, enrolled, listed):
    kemi = MunicipalityFactory()
    enrolled("Plain", municipality=kemi)
    enrolled("Hidden", municipality=kemi, has_safety_restriction=True)
    assert listed(member_of(Role.MANAGER), municipality=kemi.pk) == ["Plain"]


def test_list_offers_projects_only_to_those_who_have_several(member_of, enrolled, signed_in, listed):
    manager = member_of(Role.MANAGER)
    page = signed_in(manager).get(reverse("clients:list"))
    assert "project" not in page.context["filter"].form.fields
    second = ProjectFactory()
    both = member_of(Role.MANAGER)
    MembershipFactory(project=second, user=both, roles=[Role.MANAGER])
    enrolled("First")
    enrolled("Second", project=second)
    assert listed(both, project=second.pk) == ["Second"]


def test_list_given_nonsense_says_so_and_shows_the_rest(member_of, enrolled, listed):
    enrolled("Amina")
    assert listed(member_of(Role.MANAGER), municipality="x", activity="y") == ["Amina"]


def test_list_hides_where_the_restricted_live_and_facts_of_those_found_only(member_of, enrolled, signed_in):
    coach = member_of(Role.COACH)
    kemi = MunicipalityFactory()
    facts = {"municipality": kemi, "mother_tongue": "som", "phone": "040 999 8888"}
    enrolled("Hidden", coach=coach, has_safety_restriction=True, **facts)
    enrolled("Found", **facts)
    text = signed_in(coach).get(reverse("clients:list"), {"q": "warsame"}).content.decode()
    body = text[text.index("<tbody>") :]
    assert (body.count("Kemi"), body.count("Ei ilmoiteta"), body.count("somali")) == (0, 1, 1)
    assert "040 999 8888" not in text


@pytest.mark.parametrize("role", [Role.COACH, Role.COORDINATOR])
def test_list_given_coach_of_nobody_finds_restricted_only_for_the_manager(member_of, enrolled, listed, role):
    enrolled("Hidden", has_safety_restriction=True)
    assert listed(member_of(role), q="hidden") == []
    assert listed(member_of(Role.MANAGER), q="hidden") == ["Hidden"]


def test_list_of_thirty_is_paged_and_counted(member_of, enrolled, signed_in):
    for place in range(30):
        enrolled(f"Amina{place:02d}")
    browser = signed_in(member_of(Role.MANAGER))
    pages = [browser.get(reverse("clients:list"), {"page": number}) for number in (1, 2)]
    assert [len(page.context["rows"]) for page in pages] == [25, 5]
    assert "30 asiakasta" in pages[0].content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_one_row_as_for_three(
    member_of, enrolled, signed_in, django_assert_num_queries, count
):
    coach = member_of(Role.COACH)
    for place in range(count):
        client = enrolled(f"Amina{place}", coach=coach, municipality=MunicipalityFactory())
        ActivityFactory(client=client, starts_on=today())
    browser = signed_in(coach)
    with django_assert_num_queries(9):
        browser.get(reverse("clients:list"))


def test_list_is_opened_on_the_page_that_fits_the_reader(member_of, enrolled, signed_in):
    client = enrolled()
    answers = {
        role: signed_in(member_of(role)).get(reverse("clients:list")).content.decode()
        for role in (Role.MANAGER, Role.SECRETARY)
    }
    assert reverse("coaching:client", args=[client.pk]) in answers[Role.MANAGER]
    assert f'href="{reverse("clients:detail", args=[client.pk])}"' in answers[Role.SECRETARY]
    assert reverse("coaching:client", args=[client.pk]) not in answers[Role.SECRETARY]


@pytest.mark.parametrize("text", ["warsame " * 20, "warsame\0"])
def test_list_given_a_search_it_cannot_take_finds_nobody_and_says_why(member_of, enrolled, signed_in, text):
    enrolled("Other")
    page = signed_in(member_of(Role.COACH)).get(reverse("clients:list"), {"q": text})
    assert (page.context["rows"], list(page.context["filter"].form.errors)) == ([], ["q"])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECRETARY])
def test_list_counts_the_restricted_but_tells_no_more_than_the_name_to_those_who_may_not_open(
    member_of, enrolled, signed_in, role
):
    hidden = enrolled("Hidden", coach=member_of(Role.COACH), has_safety_restriction=True, mother_tongue="som")
    ActivityFactory(client=hidden, kind=ActivityKind.WORK)
    page = signed_in(member_of(role)).get(reverse("clients:list"))
    text = page.content.decode()
    body = text[text.index("<tbody>") : text.index("</tbody>")]
    expected = {
        "Warsame, Hidden": 1, "Turvakielto": 1, "Ei ilmoiteta": 1,
        "<a": 0, "Työssä": 0, "somali": 0, "Esimerkki": 0,
    }  # fmt: skip
    assert page.context["page"].paginator.count == 1
    assert {word: body.count(word) for word in expected} == expected


def test_list_of_manager_links_the_restricted(member_of, enrolled, signed_in):
    hidden = enrolled("Hidden", has_safety_restriction=True)
    text = signed_in(member_of(Role.MANAGER)).get(reverse("clients:list")).content.decode()
    assert reverse("coaching:client", args=[hidden.pk]) in text
