"""A coach opens a client, sees where she stands, marks the next step done and says what is next; goals; settings."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from coaching.models import Goal, Stage, Step
from ohjaamo.periods import today
from staff.permissions import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.arrivals import TargetGroupFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import GoalFactory, StageFactory, StepFactory, TopicFactory
from tests.factories.projects import ServiceLanguageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def in_days(days):
    return today() + dt.timedelta(days=days)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def amina(project, coach, member_of):
    """A client in the middle of her path, with two goals, steps open, done and dropped; the coach has a colleague."""
    member_of(Role.COACH, first_name="Omar", last_name="Ali")
    client = ClientFactory(
        first_names="Amina", last_name="Warsame", service_languages=["som", "fin"], phone="040 123 4567"
    )
    stay = EnrolmentFactory(client=client, project=project, starts_on=in_days(-200))
    AssignmentFactory(client=client, coach=coach)
    days = ((-200, -150), (-149, -47), (-46, None))
    for name, (first, last) in zip(("Alkukartoitus", "Suunnitelma", "Valmennus"), days, strict=True):
        ends_on = None if last is None else in_days(last)
        StageFactory(enrolment=stay, name=name, starts_on=in_days(first), ends_on=ends_on)
    work = GoalFactory(enrolment=stay, text="Vakituinen työ siivousalalla", set_on=in_days(-100))
    GoalFactory(enrolment=stay, text="Suomen kieli tasolle B1", set_on=in_days(-90))
    facts = {"enrolment": stay, "owner": coach}
    StepFactory(text="CV valmiiksi ja hakemus Arctic Siivous Oy:lle", goal=work, due_on=in_days(2), **facts)
    StepFactory(text="Hygieniapassitestiin ilmoittautuminen", goal=work, due_on=in_days(9), **facts)
    StepFactory(text="Soitto Kelaan", due_on=None, **facts)
    StepFactory(text="Työtodistus Somaliasta", done_on=in_days(-5), done_by=coach, **facts)
    StepFactory(text="Iltakurssi", dropped_on=in_days(-30), dropped_by=coach, **facts)
    return client


def path_page(client) -> str:
    return f"/clients/{client.pk}/coaching/"


def test_coach_with_the_keyboard_opens_a_client_in_five_keys_and_sees_the_path_and_the_next_step(
    open_page, sign_in, coach, amina
):
    page = open_page(DESKTOP)
    sign_in(page, coach)
    keys = ["/", *"war", "Enter"]
    for key in keys:
        page.keyboard.press(key)
    page.get_by_role("link", name="Warsame, Amina").click()
    for name in ("Polulla: Valmennus", "Seuraavaksi"):
        box = page.get_by_role("heading", name=name).first.bounding_box()
        assert box["y"] + box["height"] <= 800
    assert len(keys) <= 5


def test_coach_on_a_phone_marks_the_step_done_and_says_what_is_next_in_two_taps(
    open_page, sign_in, taps, shoot, coach, amina
):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(path_page(amina))
    taps.tap(page.get_by_role("button", name="Merkitse tehdyksi", exact=True).first)
    expect(page.get_by_role("heading", name="Mikä on seuraava?")).to_be_focused()
    expect(page.locator(".message-success")).to_contain_text("Tehty: CV valmiiksi")
    shoot(page, "path-ask-phone")
    box = page.get_by_role("button", name="Soitto Kelaan", exact=True).bounding_box()
    assert box["y"] + box["height"] <= 788
    taps.tap(page.get_by_role("button", name="Soitto Kelaan", exact=True))
    expect(page.locator(".message-success")).to_contain_text("Seuraavaksi: Soitto Kelaan")
    expect(page.locator(".card-accent .lead")).to_have_text("Soitto Kelaan")
    assert taps.count <= 2
    step = Step.objects.get(text="Soitto Kelaan")
    assert step.due_on == in_days(7)


def test_what_is_next_may_be_said_in_own_words_and_given_to_a_colleague(open_page, sign_in, coach, amina):
    page = open_page(DESKTOP)
    sign_in(page, coach)
    page.goto(path_page(amina))
    page.get_by_role("button", name="Merkitse tehdyksi", exact=True).first.click()
    page.get_by_label("Mitä tehdään").first.fill("Haastatteluun valmistautuminen")
    page.get_by_label("Kuka hoitaa").first.select_option(label="Omar Ali")
    page.get_by_role("button", name="Tallenna askel").first.click()
    expect(page.locator(".message-success")).to_contain_text("Askel on sovittu.")
    step = Step.objects.latest("pk")
    assert (step.text, str(step.owner), step.due_on) == (
        "Haastatteluun valmistautuminen", "Omar Ali", in_days(7),
    )  # fmt: skip


def test_no_next_step_is_said_aloud(open_page, sign_in, coach, amina):
    open_steps = Step.objects.filter(done_on=None, dropped_on=None)
    last = open_steps.order_by("due_on").first()
    page = open_page(PHONE)
    sign_in(page, coach)
    for step in open_steps.exclude(pk=last.pk):
        page.goto(f"/steps/{step.pk}/change/")
        page.get_by_role("button", name="Luovu askeleesta").tap()
        expect(page.locator(".message-success")).to_contain_text("Luovuttu")
    page.get_by_role("button", name="Merkitse tehdyksi", exact=True).first.tap()
    page.get_by_role("link", name="Ei seuraavaa askelta").tap()
    expect(page.locator(".card-accent")).to_contain_text("Ei seuraavaa askelta.")
    expect(page.locator(".card-accent")).to_contain_text("asiakas on valmentajan työlistalla")


def test_done_is_undone_by_the_button_in_the_message(open_page, sign_in, coach, amina):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(path_page(amina))
    page.get_by_role("button", name="Merkitse tehdyksi", exact=True).first.tap()
    page.locator(".message-success").get_by_role("button", name="Kumoa").tap()
    expect(page.locator(".card-accent .lead")).to_have_text("CV valmiiksi ja hakemus Arctic Siivous Oy:lle")
    assert Step.objects.filter(done_on=today()).count() == 0


def test_goal_and_a_step_towards_it_are_added_in_place(open_page, sign_in, taps, coach, amina):
    page = open_page(PHONE)
    sign_in(page, coach)
    page.goto(path_page(amina))
    taps.tap(page.locator("summary", has_text="Lisää tavoite"))
    page.get_by_label("Tavoite asiakkaan omin sanoin").fill("Ajokortti")
    taps.tap(page.get_by_role("button", name="Tallenna tavoite"))
    goal = page.get_by_role("region", name="Ajokortti")
    taps.tap(goal.locator("summary", has_text="Lisää askel"))
    goal.get_by_label("Mitä tehdään").fill("Autokoulun hinnat")
    taps.tap(goal.get_by_role("button", name="Tallenna askel"))
    expect(page.get_by_role("region", name="Ajokortti")).to_contain_text("Autokoulun hinnat")
    assert taps.count <= 4
    assert Step.objects.get(text="Autokoulun hinnat").goal == Goal.objects.get(text="Ajokortti")


def test_stage_that_began_on_another_day_is_put_right_from_its_history(open_page, sign_in, coach, amina):
    page = open_page(DESKTOP)
    sign_in(page, coach)
    page.goto(path_page(amina))
    page.locator("summary", has_text="Historia").click()
    page.get_by_role("link", name="Korjaa: Valmennus").click()
    page.get_by_label("Ensimmäinen päivä vaiheessa").fill(in_days(-30).isoformat())
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message-success")).to_contain_text("Päivä on korjattu.")
    assert Stage.objects.get(name="Valmennus").starts_on == in_days(-30)
    assert Stage.objects.get(name="Suunnitelma").ends_on == in_days(-31)


@pytest.fixture
def addresses(project, amina):
    """Every page of the path and of the settings, with something on it."""
    for place, name in enumerate(("CV", "Hakemus", "Kela / Migri")):
        TopicFactory(project=project, name=name, position=place, is_in_use=place < 2)
    group = TargetGroupFactory(project=project, name="Kansainväliset opiskelijat", kind="pilot")
    served = ServiceLanguageFactory(project=project)
    done = Step.objects.exclude(done_on=None).first()
    code = project.code
    return {
        "path": path_page(amina),
        "path-ask": f"{path_page(amina)}?done={done.pk}",
        "path-step": f"/steps/{Step.objects.first().pk}/change/",
        "path-goal": f"/goals/{Goal.objects.first().pk}/change/",
        "path-stage": f"/stages/{Stage.objects.last().pk}/",
        "settings": f"/projects/{code}/settings/",
        "settings-stages": f"/projects/{code}/stages/",
        "settings-stage": f"/projects/{code}/stages/4/",
        "settings-topics": f"/projects/{code}/topics/",
        "settings-topic": f"/topics/{project.topics.first().pk}/",
        "settings-parts": f"/projects/{code}/parts/",
        "settings-dates": f"/projects/{code}/reporting-dates/",
        "settings-groups": f"/projects/{code}/target-groups/",
        "settings-group": f"/projects/target-groups/{group.pk}/",
        "settings-languages": f"/projects/{code}/languages/",
        "settings-language": f"/projects/languages/{served.pk}/",
    }


def test_pages_of_the_path_and_of_settings_have_no_faults_that_axe_finds(
    open_page, sign_in, faults_at, member_of, amina, addresses
):
    manager = member_of(Role.MANAGER, first_name="Maija", last_name="Meri")
    AssignmentFactory(client=amina, coach=manager)
    page = open_page()
    sign_in(page, manager)
    assert faults_at(page, addresses) == []
