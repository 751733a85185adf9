"""The tray as somebody gets it over the web."""

import datetime as dt

import pytest
from django.urls import reverse

from coaching.choices import OfferState
from coaching.models import MaterialGift, OfferTurn, ServiceOffer
from ohjaamo.periods import today
from projects.choices import ProjectPart
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.trays import GiftFactory, MaterialFactory, OfferFactory, ServiceFactory

pytestmark = pytest.mark.django_db

QUERIES = 12
PICKED, STARTED, DECLINED = OfferState.PICKED, OfferState.STARTED, OfferState.DECLINED


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def stay(project, coach):
    client = ClientFactory(first_names="Amina", service_languages=["som"])
    AssignmentFactory(client=client, coach=coach)
    return EnrolmentFactory(project=project, client=client)


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


@pytest.fixture
def page(browser, stay):
    def open_page(query=""):
        response = browser.get(tray_of(stay) + query)
        assert response.status_code == 200
        return response

    return open_page


@pytest.fixture
def turn(browser):
    def post(offer, state, **data):
        data = {"state": state, "day": today().isoformat()} | data
        return browser.post(reverse("coaching:offer-turn", args=[offer.pk]), data)

    return post


def tray_of(stay) -> str:
    return reverse("coaching:client-services", args=[stay.client.pk])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def places_of(response) -> dict[str, list[str]]:
    """The names of the services at each place of the tray."""
    columns = [*response.context["path"], *response.context["byways"]]
    return {
        column.state.value: [shown.card.offer.service.name for shown in column.cards]
        for column in columns
        if column.cards
    }


def test_page_lays_each_card_in_its_place_with_who_and_when(page, stay):
    for name, states in (
        ("CV-paja", (PICKED, STARTED)),
        ("Kielikahvila", (DECLINED,)),
        ("Perhevalmennus", ()),
    ):
        OfferFactory(enrolment=stay, service=ServiceFactory(project=stay.project, name=name), states=states)
    response = page()
    assert places_of(response) == {
        "offered": ["Perhevalmennus"],
        "started": ["CV-paja"],
        "declined": ["Kielikahvila"],
    }
    assert "1.4.2022" in text_of(response)
    assert "Ei ehdi" in text_of(response)


def test_page_offers_what_is_on_offer_and_was_not_offered_by_category(page, stay):
    project, day = stay.project, today()
    OfferFactory(enrolment=stay, service=ServiceFactory(project=project, name="Tarjottu"))
    ServiceFactory(project=project, name="Päättynyt", ends_on=day - dt.timedelta(days=1))
    ServiceFactory(name="Toisen hankkeen")
    ServiceFactory(project=project, name="Suomeksi", category="language", languages=["fin"])
    ServiceFactory(project=project, name="Somaliksi", category="work", languages=["som"])
    ServiceFactory(project=project, name="Kielistä ei tietoa", category="work")
    shelf = [
        (category, [(str(service), fits) for service, fits in services])
        for category, services in page().context["shelf"]
    ]
    assert shelf == [
        ("Kieli", [("Suomeksi", False)]),
        ("Työ", [("Kielistä ei tietoa", True), ("Somaliksi", True)]),
    ]


def test_page_of_a_project_without_a_tray_is_not_there_and_has_no_tab(browser, coach):
    project = ProjectFactory(parts_off=[ProjectPart.SERVICES])
    MembershipFactory(project=project, user=coach, roles=[Role.COACH])
    stay = EnrolmentFactory(project=project)
    AssignmentFactory(client=stay.client, coach=coach)
    assert browser.get(tray_of(stay)).status_code == 404
    other = browser.get(reverse("coaching:client", args=[stay.client.pk]))
    assert tray_of(stay) not in other.content.decode()


def test_page_of_two_stays_shows_the_running_one_and_leads_to_the_other(page, project, stay):
    old = EnrolmentFactory(
        project=project, client=stay.client, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 6, 1)
    )
    OfferFactory(enrolment=old, service=ServiceFactory(project=project, name="Vanha"))
    response = page()
    assert places_of(response) == {}
    assert f"?stay={old.pk}" in text_of(response)
    response = page(f"?stay={old.pk}")
    assert places_of(response) == {"offered": ["Vanha"]}
    assert response.context["shelf"] == []


def test_page_of_a_stay_that_is_not_hers_to_read_is_not_there(browser, stay):
    other = EnrolmentFactory(client=stay.client, project=ProjectFactory())
    assert browser.get(f"{tray_of(stay)}?stay={other.pk}").status_code == 404
    assert browser.get(f"{tray_of(stay)}?stay=x").status_code == 404


def test_page_asks_the_database_the_same_for_one_card_and_for_three(page, stay, django_assert_num_queries):
    page()  # the first opening of the day is written down
    for count in (1, 3):
        while ServiceOffer.objects.count() < count:
            OfferFactory(enrolment=stay, states=(PICKED,))
            ServiceFactory(project=stay.project)
            GiftFactory(client=stay.client)
        with django_assert_num_queries(QUERIES):
            page()


def test_offers_add_offers_several_at_once(browser, stay, coach):
    services = [ServiceFactory(project=stay.project) for _one in range(2)]
    data = {"services": [each.pk for each in services], "state": "picked"}
    answer = browser.post(reverse("coaching:offers-add", args=[stay.pk]), data)
    assert answer.headers["Location"] == tray_of(stay)
    assert [turn.state for turn in OfferTurn.objects.all()] == ["offered", "picked"] * 2
    assert set(OfferTurn.objects.values_list("turned_by", "turned_on")) == {(coach.pk, today())}


def test_offers_add_of_nothing_says_so_and_of_what_ended_too(browser, stay):
    ended = ServiceFactory(project=stay.project, ends_on=today() - dt.timedelta(days=1))
    for data in ({"state": "offered"}, {"state": "offered", "services": [ended.pk]}):
        answer = browser.post(reverse("coaching:offers-add", args=[stay.pk]), data)
        assert answer.status_code == 422
        assert 'class="error-summary"' in text_of(answer)
    assert not ServiceOffer.objects.exists()


def test_turn_moves_the_card_and_can_be_undone(browser, turn, stay):
    offer = OfferFactory(enrolment=stay)
    answer = turn(offer, PICKED)
    assert answer.headers["Location"] == tray_of(stay)
    assert [each.state for each in offer.turns.all()] == ["offered", "picked"]
    assert "Kumoa" in text_of(browser.get(tray_of(stay)))


def test_turn_that_declines_without_a_reason_stays_open_with_what_was_typed(turn, stay):
    offer = OfferFactory(enrolment=stay)
    answer = turn(offer, DECLINED, day="2022-05-05", reason=" ")
    assert answer.status_code == 422
    assert f'href="#decline_{offer.pk}_reason"' in text_of(answer)
    assert 'value="2022-05-05"' in text_of(answer)
    assert [each.state for each in offer.turns.all()] == ["offered"]


def test_turn_to_a_day_too_early_is_told_at_the_day(turn, stay):
    offer = OfferFactory(enrolment=stay)
    answer = turn(offer, PICKED, day="2021-05-05")
    assert answer.status_code == 422
    assert f'href="#move_{offer.pk}_day"' in text_of(answer)
    assert "Korttia on siirretty 1.4.2022. Valitse se päivä tai myöhempi." in text_of(answer)


def test_turn_that_starts_in_a_full_service_asks_before_it_overfills(turn, stay, project):
    service = ServiceFactory(project=project, capacity=1)
    OfferFactory(enrolment=EnrolmentFactory(project=project), service=service, states=(PICKED, STARTED))
    offer = OfferFactory(enrolment=stay, service=service, states=(PICKED,))
    answer = turn(offer, STARTED)
    assert answer.status_code == 422
    assert "Paikat ovat täynnä: 1/1." in text_of(answer)
    assert 'name="may_overfill"' in text_of(answer)
    assert turn(offer, STARTED, may_overfill="on").status_code == 302
    assert offer.turns.last().state == "started"


def test_turn_to_where_the_card_cannot_go_is_said_in_words(turn, stay):
    answer = turn(OfferFactory(enrolment=stay), "completed")
    assert answer.status_code == 422
    words = (
        f"Kortti ei voi siirtyä tilasta ”{OfferState.OFFERED.label}” tilaan ”{OfferState.COMPLETED.label}”."
    )
    assert words in text_of(answer)


def test_turn_sent_before_the_reason_keeps_what_was_typed_and_shows_nothing(turn, stay, coach, project):
    client = ClientFactory(first_names="Salattu", has_safety_restriction=True)
    AssignmentFactory(client=client, coach=coach)
    offer = OfferFactory(enrolment=EnrolmentFactory(project=project, client=client))
    answer = turn(offer, DECLINED, reason="Liian kaukana")
    text = text_of(answer)
    assert (answer.status_code, offer.turns.count()) == (422, 1)
    assert 'value="Liian kaukana"' in text
    assert [word for word in ("Salattu", client.client_number, offer.service.name) if word in text] == []


def test_back_takes_the_latest_move_away_once(browser, stay):
    offer = OfferFactory(enrolment=stay, states=(PICKED,))
    url, turn = reverse("coaching:offer-back", args=[offer.pk]), offer.turns.last().pk
    assert browser.post(url, {"turn": turn}).status_code == 302
    assert browser.post(url, {"turn": turn}).status_code == 422
    assert [each.state for each in offer.turns.all()] == ["offered"]


def test_give_notes_the_material_in_the_clients_language_first(browser, page, stay, coach):
    guide = MaterialFactory(name="Opas", languages=["fin", "som"])
    other = MaterialFactory(name="Toinen", languages=["fin"])
    offered = page().context["materials"]
    assert [
        (each["material"], [code for code, _name in each["choices"]], each["lacks"]) for each in offered
    ] == [
        (guide, ["som", "fin"], ""),
        (other, ["fin"], "som"),
    ]
    url = reverse("coaching:material-give", args=[stay.client.pk])
    assert browser.post(url, {"material": guide.pk, "language": "som"}).headers["Location"] == tray_of(stay)
    gift = MaterialGift.objects.get()
    assert (gift.material, gift.client, gift.language, gift.given_on, gift.given_by) == (
        guide, stay.client, "som", today(), coach,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ara", ""])
def test_give_in_a_language_there_is_none_in_gives_nothing(browser, stay, language):
    url = reverse("coaching:material-give", args=[stay.client.pk])
    data = {"material": MaterialFactory().pk, "language": language}
    assert browser.post(url, data).headers["Location"] == tray_of(stay)
    assert not MaterialGift.objects.exists()


def test_gift_is_removed(browser, stay):
    gift = GiftFactory(client=stay.client)
    browser.post(reverse("coaching:gift-remove", args=[gift.pk]))
    assert not MaterialGift.objects.exists()


def test_paper_is_a_pdf_with_a_name_that_tells_nothing_of_the_client(browser, stay):
    address = reverse("coaching:client-paper", args=[stay.client.pk, "som"])
    chosen = browser.get(reverse("coaching:client-paper-choose", args=[stay.client.pk]), {"name": "on"})
    assert chosen.headers["Location"] == f"{address}?stay={stay.pk}&name=1"
    answer = browser.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="oma-polkuni-som.pdf"'
    assert answer.content.startswith(b"%PDF")


def test_paper_in_a_language_there_is_none_in_is_not_there(browser, stay):
    assert browser.get(reverse("coaching:client-paper", args=[stay.client.pk, "vie"])).status_code == 404
    choose = reverse("coaching:client-paper-choose", args=[stay.client.pk])
    assert browser.get(choose, {"language": "vie"}).status_code == 404
    other = EnrolmentFactory(client=stay.client)
    assert browser.get(choose, {"stay": other.pk}).status_code == 404


@pytest.mark.parametrize("verb", ["offers-add", "offer-back", "material-give", "gift-remove"])
def test_tray_of_a_colleagues_client_changes_only_with_a_reason_and_the_form_is_kept(browser, project, verb):
    stay = EnrolmentFactory(project=project)
    offer, gift = OfferFactory(enrolment=stay), GiftFactory(client=stay.client)
    keys = {"offers-add": stay, "offer-back": offer, "material-give": stay.client, "gift-remove": gift}
    kept = browser.post(reverse(f"coaching:{verb}", args=[keys[verb].pk]), {"services": ["7"]})
    assert (kept.status_code, 'name="services" value="7"' in text_of(kept)) == (422, True)
    assert (list(ServiceOffer.objects.all()), list(MaterialGift.objects.all())) == ([offer], [gift])
