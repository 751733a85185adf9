"""Advice in two taps, a session like the last one in one; and what axe finds on the pages of sessions."""

import pytest
from playwright.sync_api import expect

from coaching.models import CoachingSession
from ohjaamo.periods import today
from staff import drafts
from staff.permissions import Role
from tests.browser.conftest import PHONE
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, SessionTopicFactory, TopicFactory
from tests.factories.projects import (
    MunicipalityFactory,
    PartnerFactory,
    ProjectAreaFactory,
    ServiceLanguageFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def topics(project):
    names = ("CV", "Hakemus", "Kela / Migri", "Asuminen")
    return [TopicFactory(project=project, name=name, position=place) for place, name in enumerate(names)]


@pytest.fixture
def amina(project, coach):
    client = ClientFactory(first_names="Amina", last_name="Warsame")
    EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    return client


@pytest.fixture
def session(project, coach, amina, topics):
    session = SessionFactory(
        project=project, coach=coach, kind="phone", minutes=45, note="CV:n rakenne käyty läpi."
    )
    SessionTopicFactory(session=session, topic=topics[1])
    AttendanceFactory(session=session, client=amina)
    return session


@pytest.fixture
def area(project):
    for code, name in (("240", "Kemi"), ("851", "Tornio"), ("241", "Keminmaa")):
        ProjectAreaFactory(project=project, municipality=MunicipalityFactory(code=code, name_fi=name))
    for language in ("fin", "som", "ara", "rus"):
        ServiceLanguageFactory(project=project, language=language)


def test_advice_to_the_next_person_takes_two_taps(open_page, sign_in, taps, shoot, coach, topics, area):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto("/log/")
    page.get_by_role("link", name="Neuvonta nimettömälle").tap()
    for name in ("somali", "Tornio", "CV"):
        page.locator("main").get_by_text(name, exact=True).tap()
    page.get_by_role("button", name="Tallenna").tap()
    expect(page.locator(".message").first).to_contain_text("Sinulla tänään: 1.")
    shoot(page, "advice-phone")
    taps.tap(page.locator("main").get_by_text("Kela / Migri", exact=True))
    taps.tap(page.get_by_role("button", name="Tallenna"))
    expect(page.locator(".message").first).to_contain_text("Sinulla tänään: 2.")
    assert taps.count <= 2
    given = CoachingSession.objects.latest("pk")
    assert (given.kind, given.language, str(given.municipality), given.unnamed_adults, given.held_on) == (
        "advice",
        "som",
        "Tornio",
        1,
        today(),
    )
    assert [topic.name for topic in given.topics.all()] == ["Kela / Migri"]


def test_session_like_the_last_one_is_one_tap_and_keeps_what_is_typed(
    open_page, sign_in, coach, amina, session
):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(f"/log/?client={amina.pk}")
    page.get_by_label("Muistiinpano", exact=False).first.fill("Soitettu uudelleen.")
    page.get_by_role("link", name="Sama kuin viimeksi").tap()
    page.get_by_role("button", name="Tallenna").tap()
    expect(page.locator(".message").first).to_contain_text("Kirjattu: Amina W., 45 min.")
    made = CoachingSession.objects.latest("pk")
    assert (made.kind, made.minutes, made.note) == ("phone", 45, "Soitettu uudelleen.")
    assert [topic.name for topic in made.topics.all()] == ["Hakemus"]


def test_partner_is_asked_for_only_of_a_session_with_one(open_page, sign_in, coach, amina):
    PartnerFactory(name="TE-palvelut")
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(f"/log/?client={amina.pk}")
    expect(page.get_by_label("Mikä kumppani")).to_be_hidden()
    page.get_by_text("Verkosto", exact=True).tap()
    page.get_by_label("Mikä kumppani").select_option(label="TE-palvelut")
    page.get_by_role("button", name="Tallenna").tap()
    expect(page.locator(".message").first).to_contain_text("Kirjattu")
    assert str(CoachingSession.objects.get().partner) == "TE-palvelut"


def test_pages_of_sessions_have_no_faults_that_axe_finds(
    open_page, sign_in, faults_at, faults_of, coach, amina, session, topics, area
):
    PartnerFactory(name="TE-palvelut")
    drafts.save(
        form="session", client_key=amina.pk, content={"note": ["Kesken"], "kind": ["network"]}, by=coach
    )
    page = open_page()
    sign_in(page, coach)
    page.goto(f"/log/{session.pk}/edit/")
    page.get_by_label("Muistiinpano", exact=False).first.fill("Uusi teksti.\nToinen rivi.")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message").first).to_contain_text("Muutos tallennettiin")
    addresses = {
        "log-client": "/log/",
        "log-draft": f"/log/?client={amina.pk}",
        "advice": "/log/advice/",
        "session": f"/log/{session.pk}/",
        "session-edit": f"/log/{session.pk}/edit/",
    }
    faults = faults_at(page, addresses)
    page.evaluate("document.querySelector('[name=revision]').value = 1")
    page.get_by_label("Muistiinpano", exact=False).first.fill("Minun tekstini.")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_role("heading", name="Joku muu muutti tätä sillä välin")).to_be_visible()
    faults += faults_of(page, "conflict")
    assert faults == []
