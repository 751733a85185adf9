"""What has been found out with a client, and a client who answers on her coach's phone."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from clients.choices import CefrLevel, ObstacleKind
from clients.models import Obstacle
from coaching import instruments
from coaching.measurements import values_of
from coaching.models import Measurement
from ohjaamo.periods import today
from staff.permissions import Role
from tests.browser.conftest import PHONE
from tests.factories.assessments import (
    LanguageSkillFactory,
    MeasurementFactory,
    ObstacleFactory,
    PastJobFactory,
    PlanFactory,
    SchoolingFactory,
    ShowcaseFactory,
    SituationFactory,
    SkillFactory,
)
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scale():
    return instruments.load_shipped(by="cli")[0]


@pytest.fixture
def coach(member_of):
    return member_of(Role.COORDINATOR, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def stay(project, coach, scale):
    """A client of whom much has been found out, and who has answered three times."""
    client = ClientFactory(first_names="Amina", service_languages=["som", "fin"], mother_tongue="som")
    enrolment = EnrolmentFactory(project=project, client=client, starts_on=today() - dt.timedelta(days=90))
    AssignmentFactory(client=client, coach=coach)
    for level, day in ((CefrLevel.A1, dt.date(2025, 1, 3)), (CefrLevel.A2, dt.date(2025, 9, 1))):
        LanguageSkillFactory(client=client, level=level, assessed_on=day)
    LanguageSkillFactory(client=client, language="som", level=CefrLevel.NATIVE)
    ObstacleFactory(client=client, detail="Ei hoitopaikkaa iltavuoroon")
    ObstacleFactory(client=client, kind=ObstacleKind.PERMIT, ends_on=dt.date(2022, 5, 1))
    SkillFactory(client=client, evidence="Ohjaamon kahvila, kaksi viikkoa")
    SchoolingFactory(client=client, level=3, country="SO", ended_year=2010, is_recognised=False)
    PastJobFactory(client=client, employer="Hotelli", country="KE", started_year=2011, ended_year=2014)
    PlanFactory(client=client, maker="Meri-Lapin työllisyysalue", ends_on=dt.date(2023, 1, 10))
    ShowcaseFactory(client=client)
    SituationFactory(enrolment=enrolment, benefit="integration", residence="continuous", wellbeing=6)
    start = enrolment.starts_on
    for days, values in ((2, {1: 2, 2: 3, 3: 1}), (40, {1: 4, 3: 2}), (80, {1: 7, 2: 6, 3: 3})):
        day = start + dt.timedelta(days=days)
        MeasurementFactory(enrolment=enrolment, instrument=scale, measured_on=day, values=values)
    return enrolment


def page_of(stay) -> str:
    return f"/clients/{stay.client.pk}/assessment/"


def pages(stay, scale) -> dict[str, str]:
    return {
        "assessment": page_of(stay),
        "measure": f"/stays/{stay.pk}/measure/{scale.pk}/",
        "instruments": "/instruments/",
        "instrument": f"/instruments/{scale.pk}/",
    }


def test_assessment_and_measuring_have_no_accessibility_faults(
    open_page, sign_in, faults_at, coach, stay, scale
):
    page = open_page()
    sign_in(page, coach)
    assert faults_at(page, pages(stay, scale)) == []


def test_client_answers_the_scale_in_five_taps(open_page, sign_in, taps, coach, stay, scale):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(page_of(stay))
    taps.tap(page.get_by_role("link", name="Mittaa Oma tavoiteasteikko"))
    expect(page.get_by_text("Intee ayaan u dhowahay yoolkayga?")).to_be_visible()
    for place, value in enumerate(("8", "6", "4")):
        question = page.locator("fieldset").nth(place)
        taps.tap(question.locator("label", has_text=value).first)
    taps.tap(page.get_by_role("button", name="Tallenna"))
    expect(page.locator(".message-success")).to_contain_text("Mitattu: Oma tavoiteasteikko")
    latest = Measurement.objects.order_by("measured_on").last()
    assert (taps.count, latest.measured_on, values_of(latest)) == (5, today(), {1: 8, 2: 6, 3: 4})


def test_obstacle_is_solved_in_one_tap_and_put_right_in_its_place(open_page, sign_in, taps, coach, stay):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(page_of(stay))
    taps.tap(page.get_by_role("button", name="Ratkaistu Lastenhoito"))
    expect(page.locator(".message-success")).to_contain_text("Ratkaistu: Lastenhoito")
    assert (taps.count, Obstacle.objects.filter(ends_on=today()).count()) == (1, 1)
    page.get_by_role("link", name="Korjaa Kassatyö").click()
    expect(page.get_by_role("heading", name="Korjaa: Osaaminen")).to_be_focused()
    page.get_by_role("link", name="Peru", exact=True).click()
    expect(page.locator("#change_name")).to_have_count(0)
    page.get_by_role("link", name="Korjaa Kassatyö").click()
    page.locator("#change_name").fill("Kassa ja varasto")
    page.get_by_role("button", name="Tallenna").last.click()
    expect(page.locator("b", has_text="Kassa ja varasto")).to_be_visible()
