"""The catalogue, the take-up of a service, materials and the texts of the printouts over the web."""

import datetime as dt

import pytest
from django.urls import reverse

from coaching.choices import OfferState
from coaching.models import Material, Phrase, Service
from ohjaamo.periods import today
from projects.choices import ProjectPart
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.trays import GiftFactory, MaterialFactory, OfferFactory, PhraseFactory, ServiceFactory

pytestmark = pytest.mark.django_db

QUERIES = 6


@pytest.fixture
def keeper(signed_in, member_of):
    return signed_in(member_of(Role.COORDINATOR))


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def facts(**more) -> dict:
    day = today().isoformat()
    return {"name": "CV-paja", "category": "work", "languages": ["fin", "som"], "starts_on": day} | more


def test_list_of_an_empty_catalogue_offers_the_ready_list(keeper, signed_in, coach, project):
    address = reverse("coaching:services", args=[project.code])
    assert "Tuo valmis luettelo" in text_of(keeper.get(address))
    assert "Tuo valmis luettelo" not in text_of(signed_in(coach).get(address))
    keeper.post(reverse("coaching:services-load", args=[project.code]))
    text = text_of(keeper.get(address))
    assert "Yhteiskuntaorientaatio" in text
    assert "ei ole tarjottu" in text


def test_list_asks_the_database_the_same_for_one_service_and_for_three(
    keeper, project, django_assert_num_queries
):
    for count in (1, 3):
        while Service.objects.count() < count:
            stay = EnrolmentFactory(project=project, client=ClientFactory(mother_tongue="som"))
            OfferFactory(enrolment=stay, states=(OfferState.PICKED,))
        with django_assert_num_queries(QUERIES):
            keeper.get(reverse("coaching:services", args=[project.code]))


def test_list_of_a_project_without_a_tray_is_not_there(signed_in, member_of):
    project = ProjectFactory(parts_off=[ProjectPart.SERVICES])
    browser = signed_in(member_of(Role.MANAGER, project=project))
    service = ServiceFactory(project=project)
    assert browser.get(reverse("coaching:services", args=[project.code])).status_code == 404
    assert browser.get(reverse("coaching:service", args=[service.pk])).status_code == 404
    assert "Hankkeillasi ei ole palvelutarjotinta." in text_of(browser.get(reverse("coaching:catalogues")))


def test_service_is_added_changed_and_ended(keeper, project):
    keeper.post(
        reverse("coaching:service-add", args=[project.code]), facts(other_language="vie", capacity=12)
    )
    service = Service.objects.get()
    assert (service.name, service.languages, service.capacity, service.ends_on) == (
        "CV-paja", ["fin", "som", "vie"], 12, None,
    )  # fmt: skip
    address = reverse("coaching:service-change", args=[service.pk])
    assert 'value="vie"' in text_of(keeper.get(address))
    keeper.post(address, facts(name="Työpaja", languages=["vie"]))
    last = today() + dt.timedelta(days=9)
    keeper.post(reverse("coaching:service-end", args=[service.pk]), {"ends_on": last.isoformat()})
    service.refresh_from_db()
    assert (service.name, service.languages, service.capacity, service.ends_on) == (
        "Työpaja", ["vie"], None, last,
    )  # fmt: skip


def test_service_that_is_refused_keeps_what_was_typed(keeper, project):
    service = ServiceFactory(project=project, name="CV-paja", starts_on=today())
    answer = keeper.post(reverse("coaching:service-add", args=[project.code]), facts(summary="Hyvä"))
    assert (answer.status_code, Service.objects.count()) == (422, 1)
    assert 'value="Hyvä"' in answer.content.decode()
    early = (today() - dt.timedelta(days=1)).isoformat()
    ended = keeper.post(reverse("coaching:service-end", args=[service.pk]), {"ends_on": early})
    assert ended.status_code == 422


def test_service_page_of_what_was_never_offered_says_so_and_shows_no_zero(keeper, project):
    EnrolmentFactory(project=project, client=ClientFactory(mother_tongue="som"))
    service = ServiceFactory(project=project, capacity=5)
    response = keeper.get(reverse("coaching:service", args=[service.pk]))
    text = text_of(response)
    assert "Palvelua ei ole tarjottu kenellekään." in text
    assert (response.context["take_up"], response.context["states"]) == (None, [])
    assert response.context["missed"] == [("somali", 1)]
    assert "0/5 käytössä" in text


def test_service_page_counts_and_every_figure_opens_to_as_many_people(keeper, project):
    service = ServiceFactory(project=project)
    for language, states in (("som", ("picked",)), ("som", ()), ("ara", ("declined",))):
        stay = EnrolmentFactory(project=project, client=ClientFactory(mother_tongue=language))
        OfferFactory(enrolment=stay, service=service, states=states)
    EnrolmentFactory(project=project)
    page = keeper.get(reverse("coaching:service", args=[service.pk]))
    assert "henkilöitä 3, tarjouksia 3" in text_of(page)
    people = reverse("coaching:service-people", args=[service.pk])
    for query, count in {
        "": 3, "?state=picked": 1, "?state=declined&language=ara": 1, "?language=som": 2, "?state=never": 1,
    }.items():  # fmt: skip
        found = keeper.get(people + query)
        assert (found.context["count"], len(found.context["rows"])) == (count, count)
    for query in ("?state=x", "?language=%00", "?language=no-such"):
        assert keeper.get(people + query).status_code == 404


def test_people_behind_a_figure_are_only_those_whose_record_she_may_open(signed_in, coach, keeper, project):
    service = ServiceFactory(project=project)
    clients = [
        ClientFactory(first_names="Oma"),
        ClientFactory(first_names="Toisen"),
        ClientFactory(first_names="Salattu", has_safety_restriction=True),
    ]
    for client in clients:
        OfferFactory(enrolment=EnrolmentFactory(project=project, client=client), service=service)
    AssignmentFactory(client=clients[0], coach=coach)
    address = reverse("coaching:service-people", args=[service.pk])
    seen = {
        person: text_of(browser.get(address)) for person, browser in
        {"coach": signed_in(coach), "coordinator": keeper}.items()
    }  # fmt: skip
    names = ("Oma", "Toisen", "Salattu")
    assert [name for name in names if name in seen["coach"]] == ["Oma"]
    assert [name for name in names if name in seen["coordinator"]] == ["Oma", "Toisen"]
    assert "3, joista näet 1" in seen["coach"]
    assert "3, joista näet 2" in seen["coordinator"]


def test_service_page_asks_the_database_the_same_for_one_offer_and_for_three(
    keeper, project, django_assert_num_queries
):
    service = ServiceFactory(project=project)
    for count in (1, 3):
        while service.offers.count() < count:
            OfferFactory(enrolment=EnrolmentFactory(project=project), service=service)
        for name, queries in (("service", 7), ("service-people", 7)):
            with django_assert_num_queries(queries):
                keeper.get(reverse(f"coaching:{name}", args=[service.pk]))


def test_materials_say_to_whom_they_were_given_and_which_language_is_missing(keeper, project):
    guide = MaterialFactory(name="Koti Meri-Lapissa")
    for language in ("som", "som", "ara", "fin", ""):
        stay = EnrolmentFactory(project=project, client=ClientFactory(mother_tongue=language))
    GiftFactory(material=guide, client=stay.client, language="eng")
    GiftFactory(material=guide, language="eng")  # to a client of another project
    text = text_of(keeper.get(reverse("coaching:materials")))
    assert "1 henkilö: englanti 1" in text
    assert "somali 2" in text
    assert "arabia 1" in text
    assert "3 nykyiselle asiakkaalle ei ole versiota." in text
    assert "1 asiakkaan kieli ei ole tiedossa." in text


def test_materials_ask_the_database_the_same_for_one_and_for_three(
    keeper, project, django_assert_num_queries
):
    for count in (1, 3):
        while Material.objects.count() < count:
            GiftFactory(client=EnrolmentFactory(project=project).client)
        with django_assert_num_queries(QUERIES):
            keeper.get(reverse("coaching:materials"))


def test_material_is_added_and_changed(keeper):
    keeper.post(reverse("coaching:materials-load"))
    keeper.post(reverse("coaching:material-add"), {"name": "Uusi opas", "languages": ["som"]})
    made = Material.objects.get(name="Uusi opas")
    assert (made.languages, made.is_in_use) == (["som"], True)
    again = keeper.post(reverse("coaching:material-add"), {"name": "Uusi opas"})
    assert again.status_code == 422
    data = {"name": "Uusi opas", "languages": ["som"], "other_language": "swe", "is_in_use": ""}
    keeper.post(reverse("coaching:material-change", args=[made.pk]), data)
    made.refresh_from_db()
    assert (made.languages, made.is_in_use) == (["som", "swe"], False)


def test_phrases_are_listed_by_language_corrected_and_put_back(keeper):
    address = reverse("coaching:phrases")
    assert keeper.get(address + "?language=vie").status_code == 404
    change = reverse("coaching:phrase-change", args=["title", "ara"])
    keeper.post(change, {"text": "طريقي"})
    listed = text_of(keeper.get(address + "?language=ara"))
    assert '<span lang="ar" dir="rtl">طريقي</span> <span class="tag tag-info">korjattu</span>' in listed
    assert 'value="طريقي"' in text_of(keeper.get(change))
    assert keeper.post(change, {"text": " "}).status_code == 422
    keeper.post(reverse("coaching:phrase-restore", args=["title", "ara"]))
    assert not Phrase.objects.exists()


@pytest.mark.parametrize("address", ["/phrases/nothing/fin/", "/phrases/title/vie/"])
def test_phrase_that_we_do_not_ship_is_not_there(keeper, address):
    PhraseFactory(key="nothing", language="fin")
    assert keeper.get(address).status_code == 404
    assert keeper.post(f"{address}restore/").status_code == 404
