"""A coach logs a session: with a thumb, with the keyboard alone; and what axe finds on the way."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from coaching.models import CoachingSession
from ohjaamo.periods import today
from staff.permissions import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.coaching import (
    AttendanceFactory,
    SessionFactory,
    StageFactory,
    StepFactory,
    TopicFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def amina(project, coach):
    """A client with a path, a next step, activities and results; the coach has others too."""
    client = ClientFactory(
        first_names="Amina", last_name="Warsame", service_languages=["som", "fin"], phone="040 123 4567"
    )
    stay = EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    StageFactory(enrolment=stay, name="Valmennus", starts_on=today() - dt.timedelta(days=46))
    for text, days in (("CV valmiiksi ja hakemus Arctic Siivous Oy:lle", 2), ("Soitto Kelaan", 9)):
        StepFactory(enrolment=stay, text=text, due_on=today() + dt.timedelta(days=days), owner=coach)
    ActivityFactory(client=client, place="Arctic Siivous Oy")
    OutcomeFactory(client=client, project=project, kind="cv", quantity=2)
    session = SessionFactory(project=project, coach=coach, note="CV:n rakenne käyty läpi.")
    AttendanceFactory(session=session, client=client)
    for place, name in enumerate(
        ("CV", "Hakemus", "Opinnot", "Kela / Migri", "Asuminen", "Perhe", "Yrittäjyys")
    ):
        TopicFactory(project=project, name=name, position=place)
    return client


@pytest.fixture
def others(project, coach):
    for first_names in ("Hodan", "Yusuf"):
        client = ClientFactory(first_names=first_names, last_name="Noor")
        EnrolmentFactory(client=client, project=project)
        AssignmentFactory(client=client, coach=coach)


def tab_to(page, name, presses=60):
    """Tab on until the field of this name has the focus."""
    for _press in range(presses):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{presses} presses of Tab never reached the field {name}")


def test_coach_on_a_phone_logs_a_session_in_five_taps(open_page, sign_in, taps, shoot, coach, amina, others):
    page = open_page(PHONE)
    sign_in(page, coach)
    taps.tap(page.locator("nav.bottom").get_by_role("link", name="Kirjaa"))
    taps.tap(page.get_by_role("link", name="Amina Warsame"))
    taps.tap(page.get_by_text("Hakemus", exact=True))
    shoot(page, "log-phone")
    taps.tap(page.get_by_role("button", name="Tallenna"))
    expect(page.locator(".message")).to_contain_text("Kirjattu: Amina W., 30 min.")
    expect(page.locator("[aria-labelledby=events]")).to_contain_text("Hakemus")
    shoot(page, "client-phone")
    assert taps.count <= 5
    session = CoachingSession.objects.latest("pk")
    assert (session.held_on, session.minutes, session.kind, session.language) == (
        today(),
        30,
        "meeting",
        "som",
    )
    assert [topic.name for topic in session.topics.all()] == ["Hakemus"]


def test_coach_with_the_keyboard_alone_logs_a_session(open_page, sign_in, coach, amina, others):
    page = open_page(DESKTOP)
    sign_in(page, coach)
    page.keyboard.press("n")
    page.wait_for_url("**/log/")
    expect(page.get_by_label("Joku muu")).to_be_focused()
    page.keyboard.type("wars")
    page.keyboard.press("Enter")
    page.wait_for_url("**/log/?client=*")
    tab_to(page, "topics")
    page.keyboard.press("Space")
    tab_to(page, "note")
    page.keyboard.type("nnn / n")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".message")).to_contain_text("Kirjattu: Amina W.")
    session = CoachingSession.objects.latest("pk")
    assert (session.note, [topic.name for topic in session.topics.all()]) == ("nnn / n", ["CV"])


def test_search_while_typing_lists_clients_and_says_how_many(open_page, sign_in, coach, amina, others):
    page = open_page(DESKTOP)
    sign_in(page, coach)
    page.goto("/log/")
    page.get_by_label("Joku muu").press_sequentially("noor")
    expect(page.locator("#found")).to_contain_text("2 asiakasta")
    expect(page.locator("#live")).to_have_text("2 asiakasta")
    page.get_by_role("link", name="Hodan Noor").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirjaa tapaaminen")


def test_refused_form_puts_the_focus_on_what_is_wrong(open_page, sign_in, coach, amina):
    page = open_page(DESKTOP)
    sign_in(page, coach)
    page.goto(f"/log/?client={amina.pk}")
    page.get_by_label("Päivä").fill("2999-01-01")
    page.get_by_label("Muistiinpano").fill("Tärkeä asia.")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith("Virhe:")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Päivä")).to_be_focused()
    expect(page.get_by_label("Muistiinpano")).to_have_value("Tärkeä asia.")


def test_client_page_says_where_she_stands_and_what_is_next_above_the_fold(
    open_page, sign_in, shoot, coach, amina
):
    for width, fold in ((DESKTOP, 800), (PHONE, 788)):
        page = open_page(width)
        sign_in(page, coach)
        page.goto(f"/clients/{amina.pk}/coaching/")
        box = page.get_by_role("button", name="Merkitse tehdyksi", exact=True).first.bounding_box()
        assert box["y"] + box["height"] <= fold
    shoot(page, "client-phone-next")


def test_pages_of_clients_and_log_have_no_faults_that_axe_finds(
    open_page, sign_in, faults_at, coach, amina, others
):
    page = open_page()
    sign_in(page, coach)
    addresses = {
        "clients": "/clients/",
        "clients-search": "/clients/?q=noor",
        "client": f"/clients/{amina.pk}/coaching/",
        "client-facts": f"/clients/{amina.pk}/",
        "log-client": "/log/?q=noor",
        "log": f"/log/?client={amina.pk}",
    }
    assert faults_at(page, addresses) == []
