import datetime as dt
import re

import pytest
from django.urls import reverse

from clients.models import Client, Enrolment
from ohjaamo.periods import today
from projects.models import Partner
from staff import drafts
from staff.permissions import Role
from tests.factories.arrivals import TargetGroupFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import MembershipFactory, MunicipalityFactory, ProjectFactory

pytestmark = pytest.mark.django_db

ADD = reverse("clients:add")


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def newcomer(project, coach):
    """What the form sends, when only the name and what is preset are filled in."""

    def data(**facts):
        preset = {"project": project.pk, "starts_on": today().isoformat(), "coach": coach.pk}
        return preset | {"first_names": "Hodan", "last_name": "Noor"} | facts

    return data


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_add_page_begins_with_the_search_alone(signed_in, coach):
    text = text_of(signed_in(coach).get(ADD))
    assert ('name="q"' in text, 'name="first_names"' in text) == (True, False)


def test_search_fills_the_form_with_what_it_told(signed_in, coach):
    text = text_of(signed_in(coach).get(ADD, {"q": "Hodan Ali Noor 17.5.1990"}))
    for value in ("Hodan Ali", "Noor", "17.5.1990"):
        assert f'value="{value}"' in text
    assert "Haulla ei löydy ketään" in text


def folds_open(response) -> list[bool]:
    """Whether the background stands open, and in it the languages behind a tap."""
    folds = re.search(r'<details class="card mb-4"( open)?>.*?<details( open)?>', text_of(response))
    return [each is not None for each in folds.groups()]


@pytest.mark.parametrize(
    ("begun", "are_open"),
    [
        ({}, [False, False]),
        ({"nationalities": ["Somalia"]}, [True, False]),
        ({"service_languages": ["fin"]}, [True, False]),
        ({"service_languages": ["yor"]}, [True, True]),
    ],
)
def test_fold_stands_open_where_her_draft_says_something_behind_it(signed_in, coach, begun, are_open):
    content = {"sought": ["Noor"], "first_names": ["Hodan"]} | begun
    drafts.save(form="newcomer", client_key=None, content=content, by=coach)
    assert folds_open(signed_in(coach).get(ADD, {"q": "Noor"})) == are_open


def test_search_finds_returning_clients_and_those_who_are_here(signed_in, project, coach):
    gone = EnrolmentFactory(
        project=project, client=ClientFactory(first_names="Hodan", last_name="Noor"), ends_on=dt.date(2021, 6, 1)
    ).client  # fmt: skip
    here = EnrolmentFactory(
        project=project, client=ClientFactory(first_names="Xodan", last_name="Nur")
    ).client
    text = text_of(signed_in(coach).get(ADD, {"q": "hodan noor"}))
    assert reverse("clients:reopen", args=[gone.pk]) in text
    assert f'href="{reverse("clients:detail", args=[here.pk])}"' in text
    assert reverse("clients:reopen", args=[here.pk]) not in text


def test_search_asks_the_database_as_often_for_one_found_as_for_three(
    signed_in, project, coach, django_assert_num_queries
):
    browser = signed_in(coach)
    for count in (1, 2):
        for _each in range(count):
            EnrolmentFactory(project=project, client=ClientFactory(first_names="Hodan", last_name="Noor"))
        with django_assert_num_queries(14):
            browser.get(ADD, {"q": "noor 1990"})


@pytest.mark.parametrize(
    ("q", "is_told"),
    [("Hodan Noor", False), ("Hodan Noor 1990", True), ("Hodan Noor 17.5.1990", True), ("040 123 4567", True),
     ("Hodan Noor 1991", False)],
)  # fmt: skip
def test_search_tells_of_somebody_hidden_only_to_who_knows_more_than_the_name(
    signed_in, project, coach, q, is_told
):
    hidden = ClientFactory(
        first_names="Hodan", last_name="Noor", client_number="T-9876", phone="+358401234567",
        has_safety_restriction=True,
    )  # fmt: skip
    EnrolmentFactory(project=project, client=hidden)
    text = text_of(signed_in(coach).get(ADD, {"q": q}))
    assert ("Kysy koordinaattorilta" in text, "T-9876" in text) == (is_told, False)


def test_add_takes_in_and_leads_to_the_own_clients_page(signed_in, coach, newcomer):
    answer = signed_in(coach).post(ADD, newcomer())
    client = Client.objects.get()
    assert answer.headers["Location"] == reverse("coaching:client", args=[client.pk])
    assert (str(client), client.assignments.get().coach) == ("Hodan Noor", coach)
    assert (client.enrolments.get().starts_on, client.consents.count()) == (today(), 0)


def test_add_takes_all_that_the_form_asks(signed_in, project, coach, newcomer):
    group, kemi = TargetGroupFactory(project=project), MunicipalityFactory()
    facts = newcomer(
        born_on="17051990", gender="female", mother_tongue="som", service_languages=["fin", "som"],
        nationalities="Somalia, bosnia ja hertsegovina", municipality=kemi.pk, phone="040 1", new_partner="Lappia",
        residence_basis="family", arrived_on="2020-01-02", moved_to_region_on="2021-03-04", has_consent="on",
        target_groups=[group.pk],
    )  # fmt: skip
    signed_in(coach).post(ADD, facts)
    client = Client.objects.get()
    assert (client.born_on, client.gender, client.mother_tongue) == (dt.date(1990, 5, 17), "female", "som")
    assert (client.service_languages, client.nationalities) == (["fin", "som"], ["SO", "BA"])
    assert (client.municipality, client.residence_basis) == (kemi, "family")
    assert (client.arrived_on, client.moved_to_region_on) == (dt.date(2020, 1, 2), dt.date(2021, 3, 4))
    stay = client.enrolments.get()
    assert (stay.referred_by.name, stay.target_groups.get().group) == ("Lappia", group)
    assert client.consents.get().kind == "register"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"first_names": ""}, "Etunimet"),
        ({"born_on": "2999-01-01"}, "Syntymäaika on tulevaisuudessa."),
        ({"born_on": "1.1.1890"}, "Syntymävuosi ei voi olla oikein."),
        ({"born_on": "31.2.1990"}, "Syntymäaika"),
        ({"nationalities": "Atlantis"}, "”Atlantis” ei ole tuntemamme maa."),
        ({"starts_on": "2018-01-01"}, "ei ole hankkeen"),
        ({"arrived_on": "2999-01-01"}, "Päivä on tulevaisuudessa."),
    ],
)
def test_add_with_a_fault_keeps_what_was_typed_and_names_the_field(signed_in, coach, newcomer, facts, words):
    answer = signed_in(coach).post(ADD, newcomer(phone="040 777", **facts))
    text = text_of(answer)
    assert (answer.status_code, Client.objects.count()) == (422, 0)
    assert words in text.partition('class="error-summary"')[2].partition("</ul>")[0]
    assert 'value="040 777"' in text


def test_add_of_somebody_alike_shows_both_and_needs_a_tick(signed_in, project, coach, newcomer):
    known = ClientFactory(first_names="Hodan", last_name="Noor", phone="040 555")
    EnrolmentFactory(project=project, client=known)
    AssignmentFactory(client=known, coach=coach)
    browser, facts = signed_in(coach), newcomer(born_on="17.5.1990", phone="040 1")
    answer = browser.post(ADD, facts)
    text = text_of(answer)
    assert (answer.status_code, Client.objects.count()) == (422, 1)
    for words in ("Nyt kirjoitettu", known.client_number, "040 555", "luo uusi asiakas silti"):
        assert words in text
    assert browser.post(ADD, facts | {"is_sure": "on"}).status_code == 302
    assert Client.objects.count() == 2


def test_add_of_somebody_alike_whose_record_asks_for_a_reason_tells_no_facts(
    signed_in, project, coach, newcomer
):
    EnrolmentFactory(
        project=project,
        client=ClientFactory(
            first_names="Hodan", last_name="Noor", phone="040 555", born_on=dt.date(1990, 5, 17)
        ),
    )
    text = text_of(signed_in(coach).post(ADD, newcomer(born_on="17.5.1990")))
    table = text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert ("040 555" in table, "sama" in table, "ei näytetä" in table) == (False, True, True)


def test_add_of_somebody_alike_and_hidden_says_so_without_telling_who(signed_in, project, coach, newcomer):
    hidden = ClientFactory(
        first_names="Hodan", last_name="Noor", client_number="T-9876", has_safety_restriction=True
    )
    EnrolmentFactory(project=project, client=hidden)
    answer = signed_in(coach).post(ADD, newcomer(born_on="17.5.1990"))
    text = text_of(answer)
    assert (answer.status_code, Client.objects.count()) == (422, 1)
    assert ("Kysy koordinaattorilta" in text, "T-9876" in text) == (True, False)


def test_add_presets_the_coach_herself_and_nobody_for_the_secretary(signed_in, member_of, coach):
    def preset(user) -> str:
        text = text_of(signed_in(user).get(ADD, {"q": "Hodan"}))
        return text.partition('name="coach"')[2].partition("selected>")[2].partition("<")[0]

    assert preset(coach) == str(coach)
    assert preset(member_of(Role.SECRETARY)) == "Ei vielä valmentajaa"


def test_add_with_a_coach_of_another_project_is_refused(signed_in, member_of, coach, newcomer):
    other = ProjectFactory()
    MembershipFactory(project=other, user=coach)
    stranger = member_of(Role.COACH, project=other)
    answer = signed_in(coach).post(ADD, newcomer(coach=stranger.pk))
    assert (answer.status_code, "ei työskentele hankkeessa" in text_of(answer)) == (422, True)


def test_add_asks_the_identity_code_of_the_secretary_only(signed_in, member_of, coach, newcomer):
    secretary = member_of(Role.SECRETARY)
    for user, is_asked in ((coach, False), (secretary, True)):
        text = text_of(signed_in(user).get(ADD, {"q": "Hodan"}))
        assert ('name="personal_identity_code"' in text) is is_asked
    browser = signed_in(secretary)
    wrong = browser.post(ADD, newcomer(personal_identity_code="010594Y9033"))
    assert (wrong.status_code, "tarkistusmerkki" in text_of(wrong)) == (422, True)
    other_day = browser.post(ADD, newcomer(personal_identity_code="010594Y9032", born_on="2.5.1994"))
    assert "eri syntymäaika" in text_of(other_day)
    assert browser.post(ADD, newcomer(personal_identity_code="010594Y9032", coach="")).status_code == 302
    client = Client.objects.get()
    assert (client.personal_identity_code, client.born_on) == ("010594Y9032", dt.date(1994, 5, 1))


def test_add_by_a_coach_who_sends_an_identity_code_keeps_none(signed_in, coach, newcomer):
    signed_in(coach).post(ADD, newcomer(personal_identity_code="010594Y9032"))
    assert Client.objects.get().personal_identity_code is None


def test_reopen_makes_a_new_stay_under_the_old_number(signed_in, project, coach):
    stay = EnrolmentFactory(project=project, ends_on=dt.date(2021, 6, 1))
    AssignmentFactory(client=stay.client, coach=coach)
    url = reverse("clients:reopen", args=[stay.client.pk])
    browser = signed_in(coach)
    assert "Palaa asiakkaaksi" in text_of(browser.get(url))
    data = {
        "project": project.pk,
        "starts_on": today().isoformat(),
        "coach": coach.pk,
        "new_partner": "Lappia",
    }
    assert browser.post(url, data).headers["Location"] == reverse("coaching:client", args=[stay.client.pk])
    latest = stay.client.enrolments.latest("starts_on")
    assert (latest.starts_on, latest.referred_by, Client.objects.count()) == (
        today(), Partner.objects.get(), 1,
    )  # fmt: skip
    again = browser.post(url, data)
    assert (again.status_code, Enrolment.objects.count()) == (422, 2)


def test_reopen_of_another_coachs_client_first_asks_why(signed_in, project, coach):
    stay = EnrolmentFactory(project=project, ends_on=dt.date(2021, 6, 1))
    answer = signed_in(coach).get(reverse("clients:reopen", args=[stay.client.pk]))
    assert answer.headers["Location"].startswith(reverse("clients:client-reason", args=[stay.client.pk]))
