"""The service tray: with a thumb, with the keyboard alone, with a mouse; and what axe finds on its pages."""

import pytest
from playwright.sync_api import expect

from coaching.choices import OfferState
from coaching.models import MaterialGift, OfferTurn, ServiceOffer
from staff.permissions import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.trays import GiftFactory, MaterialFactory, OfferFactory, PhraseFactory, ServiceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICKED, STARTED, COMPLETED = OfferState.PICKED, OfferState.STARTED, OfferState.COMPLETED
LATER, DECLINED, STOPPED = OfferState.LATER, OfferState.DECLINED, OfferState.STOPPED


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, Role.COORDINATOR, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def stay(project, coach):
    client = ClientFactory(first_names="Amina", last_name="Warsame", service_languages=["som", "fin"])
    AssignmentFactory(client=client, coach=coach)
    return EnrolmentFactory(client=client, project=project)


@pytest.fixture
def services(project):
    """A catalogue."""
    named = [
        ("CV-paja", "work", ["fin", "som"]),
        ("Korttitreenit", "work", ["fin"]),
        ("Työhönvalmennus", "work", ["som"]),
        ("Kielikahvila", "language", ["fin"]),
        ("Aikuisten perusopetus", "education", ["fin"]),
        ("Yhteiskuntaorientaatio", "society", ["som", "ara"]),
        ("Perhevalmennus", "family", ["ara"]),
        ("Yritysneuvonta", "enterprise", []),
    ]
    return {
        name: ServiceFactory(
            project=project, name=name, category=category, languages=languages, provider="Setlementti"
        )
        for name, category, languages in named
    }


@pytest.fixture
def full_tray(stay, services, coach):
    """A card at every place."""
    ways = {
        "CV-paja": (PICKED, STARTED, COMPLETED),
        "Korttitreenit": (PICKED, STARTED),
        "Kielikahvila": (PICKED,),
        "Yhteiskuntaorientaatio": (),
        "Perhevalmennus": (DECLINED,),
        "Aikuisten perusopetus": (LATER,),
        "Yritysneuvonta": (PICKED, STARTED, STOPPED),
    }
    for name, states in ways.items():
        OfferFactory(enrolment=stay, service=services[name], states=states, states__turned_by=coach)
    MaterialFactory(name="Koti Meri-Lapissa")
    GiftFactory(client=stay.client, material=MaterialFactory(name="Opas", languages=["som"]), language="som")


def card(page, name):
    return page.locator("[data-card]", has=page.get_by_role("heading", name=name))


def column(page, state):
    return page.locator(f".tray-column[data-state={state}]")


def states() -> list[str]:
    return list(OfferTurn.objects.order_by("pk").values_list("state", flat=True))


def open_tray(open_page, sign_in, coach, stay, width=DESKTOP):
    page = open_page(width)
    sign_in(page, coach)
    page.goto(f"/clients/{stay.client.pk}/services/")
    return page


def tab_to(page, place, presses=120):
    """Tab on until the place has the focus."""
    for _press in range(presses):
        if place.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{presses} presses of Tab never reached {place}")


def test_coach_on_a_phone_picks_two_services_with_the_client_and_gives_a_guide(
    open_page, sign_in, taps, stay, services, coach
):
    MaterialFactory(name="Koti Meri-Lapissa", languages=["fin", "som"])
    page = open_tray(open_page, sign_in, coach, stay, PHONE)
    taps.tap(page.locator(".chip", has_text="CV-paja"))
    taps.tap(page.locator(".chip", has_text="Yhteiskuntaorientaatio"))
    taps.tap(page.get_by_role("button", name="Asiakas valitsee nämä"))
    expect(page.locator(".message-success")).to_contain_text("Valittu: CV-paja, Yhteiskuntaorientaatio")
    assert taps.count == 3
    taps.tap(page.locator(".tray-gift", has_text="Koti Meri-Lapissa").get_by_role("button", name="Anna"))
    expect(page.locator(".message-success")).to_contain_text("Annettu: Koti Meri-Lapissa, somali")
    assert taps.count == 4
    taps.tap(card(page, "CV-paja").get_by_role("button", name="Aloittaa"))
    expect(column(page, "started")).to_contain_text("CV-paja")
    assert taps.count == 5
    assert (states().count("picked"), states().count("started"), MaterialGift.objects.get().language) == (
        2, 1, "som",
    )  # fmt: skip


def test_coach_with_the_keyboard_alone_moves_a_card_and_notes_why_another_was_declined(
    open_page, sign_in, stay, services, coach
):
    OfferFactory(enrolment=stay, service=services["CV-paja"])
    page = open_tray(open_page, sign_in, coach, stay)
    tab_to(page, card(page, "CV-paja").get_by_role("button", name="Valitsee"))
    page.keyboard.press("Enter")
    expect(column(page, "picked")).to_contain_text("CV-paja")
    tab_to(page, card(page, "CV-paja").locator("[data-decline] summary"))
    page.keyboard.press("Enter")
    expect(card(page, "CV-paja").get_by_label("Miksi")).to_be_focused()
    page.keyboard.type("Sai jo CV:n")
    page.keyboard.press("Enter")
    expect(column(page, "declined")).to_contain_text("Sai jo CV:n")
    assert states() == ["offered", "picked", "declined"]


def test_card_is_dragged_where_its_buttons_lead_and_nowhere_else(open_page, sign_in, stay, services, coach):
    OfferFactory(enrolment=stay, service=services["CV-paja"])
    page = open_tray(open_page, sign_in, coach, stay)
    card(page, "CV-paja").drag_to(column(page, "completed"))
    assert states() == ["offered"]
    card(page, "CV-paja").drag_to(column(page, "picked"))
    expect(page.locator(".message-success")).to_contain_text("CV-paja: Valittu")
    card(page, "CV-paja").drag_to(column(page, "declined"))
    expect(card(page, "CV-paja").get_by_label("Miksi")).to_be_focused()
    assert states() == ["offered", "picked"]


def test_wrong_move_is_undone_at_once_and_later(open_page, sign_in, stay, services, coach):
    OfferFactory(enrolment=stay, service=services["CV-paja"])
    page = open_tray(open_page, sign_in, coach, stay)
    card(page, "CV-paja").get_by_role("button", name="Valitsee").click()
    page.get_by_role("button", name="Kumoa").click()
    expect(column(page, "offered")).to_contain_text("CV-paja")
    assert states() == ["offered"]
    card(page, "CV-paja").get_by_text("1 siirto").click()
    card(page, "CV-paja").get_by_role("button", name="Peru viimeisin siirto").click()
    expect(page.locator("main")).to_contain_text("Tarjottimella ei ole vielä mitään.")
    assert not ServiceOffer.objects.exists()


def test_refused_move_puts_the_focus_on_what_is_wrong(open_page, sign_in, stay, services, coach):
    OfferFactory(enrolment=stay, service=services["CV-paja"])
    page = open_tray(open_page, sign_in, coach, stay)
    card(page, "CV-paja").locator("[data-decline] summary").click()
    card(page, "CV-paja").get_by_role("button", name="Tallenna kieltäytyminen").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith("Virhe:")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card(page, "CV-paja").get_by_label("Miksi")).to_be_focused()


def test_pages_of_tray_catalogue_and_materials_have_no_faults_that_axe_finds(
    open_page, sign_in, faults_at, stay, services, full_tray, coach, project
):
    PhraseFactory()
    page = open_page()
    sign_in(page, coach)
    service = services["CV-paja"].pk
    addresses = {
        "tray": f"/clients/{stay.client.pk}/services/",
        "services": f"/projects/{project.code}/services/",
        "service": f"/services/{service}/",
        "service-never": f"/services/{services['Työhönvalmennus'].pk}/",
        "service-people": f"/services/{service}/people/",
        "service-form": f"/services/{service}/change/",
        "materials": "/materials/",
        "material-form": "/materials/add/",
        "phrases": "/phrases/?language=ara",
        "phrase-form": "/phrases/title/ara/",
    }
    assert faults_at(page, addresses) == []
