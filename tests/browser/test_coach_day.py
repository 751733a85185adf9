"""A coach's day: today's meeting logged in four taps; meetings agreed on, clients handed over; and what axe finds."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from coaching.models import Appointment, CoachingSession
from ohjaamo.periods import today
from staff.permissions import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.appointments import (
    AppointmentFactory,
    FamilyFactory,
    FamilyMemberFactory,
    HandoverFactory,
    SubstitutionFactory,
)
from tests.factories.clients import ActivityFactory, AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import StageFactory, StepFactory, TopicFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = dt.timedelta(days=1)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen", languages=["fin", "som"])


@pytest.fixture
def colleague(member_of):
    return member_of(Role.COACH, first_name="Kaisa", last_name="Koivu", languages=["fin", "rus"])


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER, first_name="Pirjo", last_name="Päällikkö")


@pytest.fixture
def amina(project, coach, colleague):
    """Today's first meeting; two more are agreed on, one of yesterday waits to be logged."""
    clients = []
    for first, last, spoken in (
        ("Amina", "Warsame", "som"),
        ("Yusuf", "Noor", "som"),
        ("Olena", "Kovalenko", "ukr"),
    ):
        client = ClientFactory(first_names=first, last_name=last, service_languages=[spoken])
        stay = EnrolmentFactory(client=client, project=project)
        AssignmentFactory(client=client, coach=coach)
        StageFactory(enrolment=stay, name="Valmennus", starts_on=today() - 46 * DAY)
        clients.append(client)
    amina, yusuf, olena = clients
    whose = {"project": project, "coach": coach}
    AppointmentFactory(client=amina, **whose, meets_on=today(), meets_from=dt.time(0), place="Toivola")
    AppointmentFactory(
        client=yusuf, **whose, meets_on=today(), meets_from=dt.time(23, 59), kind="phone", minutes=15
    )
    AppointmentFactory(client=olena, **whose, meets_on=today() - DAY, meets_from=dt.time(13))
    StepFactory(enrolment=amina.enrolments.get(), due_on=today() - DAY, text="CV valmiiksi", owner=coach)
    ActivityFactory(client=amina, place="Arctic Siivous Oy")
    HandoverFactory(
        client=yusuf,
        giver=colleague,
        receiver=coach,
        happened_on=today() - DAY,
        note="Soittaa mieluummin kuin tulee käymään.",
    )
    SubstitutionFactory(coach=colleague, substitute=coach, starts_on=today(), ends_on=today() + 6 * DAY)
    family = FamilyFactory()
    for client in (amina, yusuf):
        FamilyMemberFactory(family=family, client=client)
    for place, name in enumerate(("CV", "Hakemus", "Opinnot")):
        TopicFactory(project=project, name=name, position=place)
    return amina


@pytest.fixture
def spare(project):
    """A client whom nobody coaches."""
    return EnrolmentFactory(
        client=ClientFactory(first_names="Hodan", last_name="Noor"), project=project
    ).client


def test_coach_logs_todays_first_meeting_in_four_taps(open_page, sign_in, taps, shoot, coach, amina):
    page = open_page(PHONE)
    sign_in(page, coach)
    shoot(page, "home-coach-phone")
    # The first tap opened the app.
    taps.count = 1
    taps.tap(page.get_by_role("link", name="Kirjaa Amina Warsame"))
    taps.tap(page.get_by_text("Hakemus", exact=True))
    taps.tap(page.get_by_role("button", name="Tallenna"))
    expect(page.locator(".message").first).to_contain_text("Amina W.")
    session = CoachingSession.objects.get()
    assert (session.held_on, session.minutes, session.appointment.client) == (today(), 30, amina)
    assert taps.count <= 4
    expect(page.locator("li", has_text="Amina Warsame").first).to_contain_text("Kirjattu")
    assert urlsplit(page.url).path == "/"


def test_coach_agrees_on_a_meeting_in_the_calendar_and_takes_it_back(open_page, sign_in, shoot, coach, amina):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto("/calendar/")
    page.get_by_label("Kenen kanssa").select_option(label="Amina Warsame")
    page.get_by_label("Päivä").fill((today() + 7 * DAY).isoformat())
    page.get_by_label("Kellonaika").fill("10:30")
    page.get_by_role("button", name="Sovi", exact=True).click()
    expect(page.locator(".message").first).to_contain_text("Sovittu: Amina W.")
    expect(page.locator("section.card li", has_text="10.30")).to_contain_text("Amina Warsame")
    shoot(page, "calendar-agreed-phone")
    page.get_by_role("button", name="Kumoa").click()
    expect(page.get_by_text("10.30")).to_have_count(0)
    assert Appointment.objects.count() == 3


def test_manager_moves_a_coachs_clients_and_the_new_coach_reads_the_note(
    open_page, sign_in, shoot, coach, colleague, manager, amina, spare
):
    page = open_page(DESKTOP)
    sign_in(page, manager)
    page.goto("/clients/assignments/")
    page.get_by_role("link", name="Liisa Virtanen").click()
    page.get_by_label("Warsame, Amina").check()
    page.get_by_label("Uusi valmentaja").select_option(label="Kaisa Koivu (suomi, venäjä)")
    page.get_by_label("Mitä uuden valmentajan").fill("CV on kesken.")
    shoot(page, "assignments-desktop")
    page.get_by_role("button", name="Siirrä tälle valmentajalle").click()
    expect(page.locator(".message").first).to_contain_text("Siirretty valmentajalle Kaisa Koivu: 1.")
    new = open_page(PHONE)
    sign_in(new, colleague)
    expect(new.locator("main")).to_contain_text("CV on kesken.")


def test_pages_of_the_day_have_no_faults_that_axe_finds(
    open_page, sign_in, faults_at, coach, manager, amina, spare
):
    appointment = Appointment.objects.first()
    addresses = {
        coach: ("/", "/calendar/", f"/appointments/{appointment.pk}/", "/worklist/", "/worklist/steps/",
                "/families/", "/digest/", "/clients/substitutes/", f"/clients/{amina.pk}/family/?q=noor", "/me/"),
        manager: ("/", "/worklist/?whose=all", "/clients/assignments/?of=none", f"/clients/{amina.pk}/handover/",
                  "/digest/"),
    }  # fmt: skip
    faults = []
    for user, places in addresses.items():
        page = open_page()
        sign_in(page, user)
        faults += faults_at(
            page, {user.first_name + place.partition("?")[0].replace("/", "-"): place for place in places}
        )
    assert faults == []
