"""“She got a job”: one act, on a phone, by a thumb; without JavaScript; and what axe finds on the way."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from clients.models import Activity, Outcome
from coaching.models import CoachingSession
from ohjaamo.periods import today
from projects.choices import ActivityKind
from staff.permissions import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.coaching import StageFactory
from tests.factories.results import CardFactory, CardNeedFactory, CardTypeFactory, FollowUpFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YEAR = dt.timedelta(days=365)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def amina(project, coach):
    """A jobseeker in coaching, with a path."""
    client = ClientFactory(first_names="Amina", last_name="Warsame", phone="040 123 4567")
    stay = EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    StageFactory(enrolment=stay, name="Valmennus", starts_on=today() - dt.timedelta(days=46))
    ActivityFactory(client=client, kind=ActivityKind.UNEMPLOYED, starts_on=today() - YEAR)
    return client


def test_coach_on_a_phone_records_a_job_in_one_submit(open_page, sign_in, taps, shoot, coach, amina):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(f"/clients/{amina.pk}/coaching/")
    posts = []
    page.on("request", lambda request: posts.append(request) if "/outcome/" in request.url
            and request.method == "POST" and "hx-request" not in request.headers else None)  # fmt: skip
    taps.tap(page.get_by_role("link", name="Kirjaa tulos"))
    shoot(page, "outcome-choose-phone")
    taps.tap(page.get_by_role("link", name="Sai työpaikan"))
    taps.tap(page.get_by_role("textbox", name="Työnantaja"))
    keys = "Arctic Oy"
    page.keyboard.type(keys)
    taps.tap(page.get_by_text("Vakituinen", exact=True))
    taps.tap(page.get_by_text("Kokoaikainen", exact=True))
    taps.tap(page.get_by_role("group", name="Palkkatuki").get_by_text("Ei", exact=True))
    expect(page.locator("#plan")).to_contain_text("Arctic Oy, vakituinen, kokoaikainen, ei palkkatukea")
    page.locator("#plan").scroll_into_view_if_needed()
    shoot(page, "outcome-plan-phone")
    taps.tap(page.get_by_role("button", name="Tallenna"))
    expect(page.locator(".message").first).to_contain_text("Amina W.")
    shoot(page, "outcome-saved-phone")
    assert (taps.count <= 9, len(keys) <= 9, len(posts)) == (True, True, 1)
    running = [each.kind for each in amina.activities.all() if each.period.includes(today())]
    assert running == [ActivityKind.WORK]
    assert (Outcome.objects.count(), CoachingSession.objects.count(), amina.follow_ups.count()) == (1, 1, 4)


def test_line_ticked_off_changes_what_is_said_of_the_primary_activity(open_page, sign_in, coach, amina):
    ActivityFactory(client=amina, kind=ActivityKind.VOCATIONAL, place="Lappia", starts_on=today() - YEAR)
    page = open_page(DESKTOP)
    sign_in(page, coach)
    page.goto(f"/clients/{amina.pk}/outcome/?kind=job")
    plan = page.locator("#plan")
    expect(plan).to_contain_text("Ensisijainen toiminta pysyy: Ammatillisessa koulutuksessa")
    plan.get_by_label("Ammatillisessa koulutuksessa").check()
    expect(plan).to_contain_text(
        f"Ensisijainen toiminta {today().day}.{today().month}.{today().year} alkaen: Työssä"
    )
    expect(plan.get_by_label("Ammatillisessa koulutuksessa")).to_be_focused()


def test_result_without_javascript_shows_first_what_will_happen(chromium, live_server, coach, amina, sign_in):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    sign_in(page, coach)
    page.goto(f"/clients/{amina.pk}/outcome/?kind=job")
    page.get_by_role("textbox", name="Työnantaja").fill("Arctic Oy")
    page.get_by_label("Alkaen").fill(str(today() - dt.timedelta(days=40)))
    page.get_by_role("button", name="Näytä mitä tapahtuu").click()
    expect(page.locator("#plan")).to_contain_text("Arctic Oy")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message").first).to_contain_text("Amina W.")
    context.close()
    assert Activity.objects.get(kind=ActivityKind.WORK).starts_on == today() - dt.timedelta(days=40)


def test_pages_of_results_have_no_faults_that_axe_finds(open_page, sign_in, faults_at, coach, amina, project):
    dues = [today() - dt.timedelta(days=3), today() + dt.timedelta(days=9)]
    outcome = OutcomeFactory(client=amina, project=project, detail="Arctic Siivous Oy", happened_on=today())
    activity = ActivityFactory(client=amina, place="Arctic Siivous Oy", starts_on=today() - YEAR)
    for due_on in dues:
        FollowUpFactory(client=amina, outcome=outcome, due_on=due_on)
    CardFactory(client=amina, ends_on=today() + dt.timedelta(days=30), card_type=CardTypeFactory(name="EA1"))
    CardNeedFactory(client=amina, card_type=CardTypeFactory(name="Hygieniapassi"))
    page = open_page()
    sign_in(page, coach)
    addresses = {
        "outcome-choose": f"/clients/{amina.pk}/outcome/",
        **{
            f"outcome-{kind}": f"/clients/{amina.pk}/outcome/?kind={kind}"
            for kind in ("job", "education", "card", "company", "work-trial", "other")
        },
        "follow-ups": "/follow-ups/",
        "cards": "/cards/",
        "client-results": f"/clients/{amina.pk}/coaching/",
        "client-facts": f"/clients/{amina.pk}/",
        "activity-terms": f"/clients/activities/{activity.pk}/terms/",
        "outcome-withdraw": f"/clients/outcomes/{outcome.pk}/withdraw/",
        "card-need": f"/clients/{amina.pk}/card-needs/add/",
    }
    assert faults_at(page, addresses) == []
