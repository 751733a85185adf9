"""A client comes, and goes: taken in on a phone, found again, closed; what axe finds on the way."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from clients import amendments, records
from clients.models import Client
from ohjaamo.periods import today
from staff.permissions import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.arrivals import (
    ConsentFactory,
    PartnerContactFactory,
    TargetGroupFactory,
    TargetGroupMemberFactory,
)
from tests.factories.clients import ActivityFactory, AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import GoalFactory, StepFactory
from tests.factories.projects import MembershipFactory, MunicipalityFactory, PartnerFactory, ProjectFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coach(project, member_of):
    MunicipalityFactory()
    PartnerFactory(name="Ammattiopisto Lappia")
    TargetGroupFactory(project=project, name="Kansainvälisten opiskelijoiden pilotti", kind="pilot")
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def manager(project, member_of):
    """She leads two projects, one of which is about to end."""
    user = member_of(Role.MANAGER, first_name="Maija", last_name="Meri")
    ending = ProjectFactory(
        code="S21588", name="Maahanmuuttajien ohjaamo", ends_on=today() + dt.timedelta(days=30)
    )
    MembershipFactory(project=ending, user=user, roles=[Role.MANAGER])
    for first_names in ("Hodan", "Yusuf", "Leyla"):
        stay = EnrolmentFactory(
            project=ending, client=ClientFactory(first_names=first_names, last_name="Noor")
        )
        StepFactory(enrolment=stay, goal=GoalFactory(enrolment=stay, text="Lähihoitajaksi"))
    AssignmentFactory(client=stay.client)
    return ending, user


@pytest.fixture
def amina(project, coach):
    """A client with everything a facts page can show."""
    client = ClientFactory(
        first_names="Amina", last_name="Warsame", service_languages=["som", "fin"], phone="040 123 4567"
    )
    stay = EnrolmentFactory(client=client, project=project, referred_by=PartnerFactory(name="Migri"))
    EnrolmentFactory(client=client, project=ProjectFactory(code="S99999"))
    AssignmentFactory(client=client, coach=coach)
    TargetGroupMemberFactory(enrolment=stay, group__name="Nuoret")
    ConsentFactory(client=client)
    ActivityFactory(client=client, place="Arctic Siivous Oy")
    StepFactory(enrolment=stay, text="Soitto Kelaan", owner=coach)
    return client


def test_coach_on_a_phone_takes_in_a_client_in_five_taps_and_a_name(open_page, sign_in, taps, shoot, coach):
    page = open_page(PHONE)
    sign_in(page, coach)
    taps.tap(page.locator("nav.bottom").get_by_role("link", name="Asiakkaat"))
    taps.tap(page.get_by_role("link", name="Uusi asiakas"))
    name = "Hodan Noor 17.5.1990"
    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Etunimet")).to_have_value("Hodan")
    shoot(page, "intake-phone")
    taps.tap(page.get_by_text("Nainen", exact=True))
    taps.tap(page.get_by_label("Asiakas suostuu"))
    taps.tap(page.get_by_role("button", name="Ota asiakkaaksi"))
    expect(page.locator("main .message").first).to_contain_text(
        "Hodan N. on nyt asiakas. Asiakasnumero on A-0001."
    )
    assert (taps.count, len(name) + 1) == (5, 21)
    client = Client.objects.get()
    assert (client.born_on, client.gender, client.consents.count()) == (dt.date(1990, 5, 17), "female", 1)
    assert client.assignments.get().coach == coach


def test_taking_in_can_be_undone_whole(open_page, sign_in, coach):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto("/clients/new/?q=Hodan+Noor")
    page.get_by_role("button", name="Ota asiakkaaksi").click()
    page.get_by_role("button", name="Kumoa").click()
    expect(page.locator("main .message").first).to_contain_text("Kumottu")
    assert Client.objects.count() == 0


def test_returning_client_comes_back_in_two_taps_after_the_search(
    open_page, sign_in, taps, shoot, project, coach
):
    stay = EnrolmentFactory(
        project=project,
        client=ClientFactory(first_names="Hodan", last_name="Noor"),
        ends_on=dt.date(2021, 6, 1),
    )
    AssignmentFactory(client=stay.client, coach=coach)
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto("/clients/new/?q=xodan+nur")
    shoot(page, "found-phone")
    taps.tap(page.get_by_role("link", name="Palaa asiakkaaksi: Hodan Noor"))
    taps.tap(page.get_by_role("button", name="Palaa asiakkaaksi"))
    expect(page.locator("main .message").first).to_contain_text("Tervetuloa takaisin: Hodan N.")
    assert (taps.count, Client.objects.count(), stay.client.enrolments.count()) == (2, 1, 2)


def test_stay_is_closed_in_three_taps_from_the_facts(open_page, sign_in, taps, shoot, coach, amina):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(f"/clients/{amina.pk}/")
    taps.tap(page.get_by_role("link", name="Päätä asiakkuus"))
    taps.tap(page.get_by_text("Työllistyi", exact=True))
    shoot(page, "close-phone")
    taps.tap(page.get_by_role("button", name="Päätä asiakkuus"))
    expect(page.locator("main .message").first).to_contain_text("Asiakkuus on päätetty: Amina W.")
    assert taps.count == 3


def test_clash_of_two_writers_gets_the_focus_and_keeps_both(open_page, sign_in, shoot, coach, amina):
    page = open_page(DESKTOP)
    sign_in(page, coach)
    page.goto(f"/clients/{amina.pk}/change/contact/")
    records.change(client=amina, phone="050 999", by="cli")
    page.get_by_label("Puhelin").fill("040 777")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Puhelin")).to_have_value("040 777")
    shoot(page, "clash-desktop")
    page.get_by_text("Minun:").click()
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator("main .message").first).to_contain_text("Tiedot on muutettu.")
    amina.refresh_from_db()
    assert (amina.phone, amendments.version_of(amina.pk) > 0) == ("040 777", True)


def test_pages_of_coming_and_going_have_no_faults_that_axe_finds(
    open_page, sign_in, faults_at, project, coach, manager, amina
):
    ending, leader = manager
    partner = PartnerContactFactory().partner
    stay = amina.enrolments.get(project=project)
    page = open_page()
    sign_in(page, coach)
    EnrolmentFactory(
        project=project, client=amina, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 6, 1)
    )
    addresses = {
        "add": "/clients/new/",
        "add-found": "/clients/new/?q=warsame",
        "reopen": f"/clients/{amina.pk}/return/",
        "facts": f"/clients/{amina.pk}/",
        "change-who": f"/clients/{amina.pk}/change/who/",
        "change-contact": f"/clients/{amina.pk}/change/contact/",
        "change-background": f"/clients/{amina.pk}/change/background/",
        "close": f"/clients/stays/{stay.pk}/close/",
        "withdraw": f"/clients/stays/{stay.pk}/withdraw/",
        "partners": "/partners/",
        "partner": f"/partners/{partner.pk}/",
        "partner-add": "/partners/add/",
    }
    faults = faults_at(page, addresses)
    other = open_page()
    sign_in(other, leader)
    faults += faults_at(other, {"carry-over": f"/projects/{ending.code}/carry-over/"})
    assert faults == []


def test_page_of_a_likely_double_has_no_faults_that_axe_finds(open_page, sign_in, faults_of, coach, amina):
    page = open_page()
    sign_in(page, coach)
    page.goto("/clients/new/?q=Amina+Warsame+17.5.1990")
    page.get_by_role("button", name="Ota asiakkaaksi").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert faults_of(page, "likely") == []
