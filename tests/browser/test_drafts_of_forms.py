"""What was typed is there after the page was loaded anew, whichever form it was typed in."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clients.pages import ASSESSMENT_PAGE, COACHING_PAGE
from coaching.models import CoachingSession, Goal
from staff import auditing
from staff.models import Draft
from staff.permissions import Role
from tests.factories.assessments import SkillFactory
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.coaching import TopicFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_newcomer_typed_and_loaded_anew_is_there(open_page, sign_in, member_of):
    page = open_page()
    sign_in(page, member_of(Role.COACH))
    page.goto(f"{reverse('clients:add')}?q=Amina")
    with page.expect_response(lambda answer: "/drafts/newcomer/save/" in answer.url):
        page.locator("[name=last_name]").fill("Warsame")
    page.reload()
    assert page.locator("[name=last_name]").input_value() == "Warsame"
    expect(page.locator("main .message-info")).to_contain_text("Luonnokset poistuvat 30 päivän kuluttua.")


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


def test_goal_typed_and_loaded_anew_stands_open_and_is_saved_in_its_place(open_page, sign_in, coach, stay):
    page = open_page()
    sign_in(page, coach)
    page.goto(reverse(COACHING_PAGE, args=[stay.client_id]))
    page.locator("summary", has_text="Lisää tavoite").click()
    goal = page.get_by_label("Tavoite asiakkaan omin sanoin")
    with page.expect_response(lambda answer: "/drafts/goal_form" in answer.url):
        goal.fill("Ajokortti")
    page.reload()
    expect(goal).to_have_value("Ajokortti")
    goal.fill("   ")
    page.get_by_role("button", name="Tallenna tavoite").click()
    expect(page.locator(".error-summary")).to_be_focused()
    goal.fill("Ajokortti syksyyn mennessä")
    page.get_by_role("button", name="Tallenna tavoite").click()
    expect(page.locator(".message-success")).to_contain_text("Tavoite on kirjattu.")
    assert page.url.endswith(f"{reverse(COACHING_PAGE, args=[stay.client_id])}#goals")
    assert (Goal.objects.get().text, Draft.objects.count()) == ("Ajokortti syksyyn mennessä", 0)
    expect(goal).to_be_hidden()


def test_goal_sent_without_a_reason_is_kept_and_sent_to_where_it_belongs(open_page, sign_in, coach, stay):
    page = open_page()
    sign_in(page, coach)
    address = reverse(COACHING_PAGE, args=[stay.client_id])
    page.goto(address)
    page.locator("summary", has_text="Lisää tavoite").click()
    page.get_by_label("Tavoite asiakkaan omin sanoin").fill("Ajokortti")
    with auditing.act(by="cli"):
        stay.client.assignments.all().delete()
    page.get_by_role("button", name="Tallenna tavoite").click()
    expect(page.get_by_role("heading", name="Kerro ensin")).to_be_focused()
    AssignmentFactory(client=stay.client, coach=coach)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message-success")).to_be_visible()
    assert Goal.objects.get().text == "Ajokortti"


def test_finding_put_right_in_its_place_is_begun_there_and_saved(open_page, sign_in, coach, stay):
    skill = SkillFactory(client=stay.client, name="Kassatyö")
    page = open_page()
    sign_in(page, coach)
    address = reverse(ASSESSMENT_PAGE, args=[stay.client_id])
    page.goto(address)
    page.get_by_role("link", name="Korjaa Kassatyö").click()
    with page.expect_response(lambda answer: f"/drafts/skills-change-{skill.pk}/save/" in answer.url):
        page.locator("#change_name").fill("Kassa ja varasto")
    page.reload()
    page.get_by_role("link", name="Korjaa Kassatyö").click()
    expect(page.locator("#change_name")).to_have_value("Kassa ja varasto")
    page.locator("li form.measure").get_by_role("button", name="Tallenna").first.click()
    expect(page.locator("b", has_text="Kassa ja varasto")).to_be_visible()
    assert (page.url.partition(address)[2], Draft.objects.count()) == ("#skills", 0)


def test_form_that_leads_back_to_its_own_page_says_what_was_done(open_page, sign_in, coach, project):
    TopicFactory(project=project, name="Kela")
    page = open_page()
    sign_in(page, coach)
    page.goto(reverse("coaching:advice-log"))
    page.locator("label", has_text="Kela").click()
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message-success")).to_contain_text("Neuvonta")
    assert CoachingSession.objects.count() == 1
