"""Nothing typed is lost: the draft on the server, the line that drops, the sign-in that ends, two who write at once."""

import pytest
from playwright.sync_api import expect

from coaching.models import CoachingSession
from staff.models import Draft
from staff.permissions import Role
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.factories.staff import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What C1 of ux.md allows from the last key to the server, with room for a slow machine.
SAVED_WITHIN_MS = 3_000


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def amina(project, coach):
    return own_client(project, coach, "Amina")


def own_client(project, coach, first_names):
    client = ClientFactory(first_names=first_names, last_name="Warsame")
    EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    return client


@pytest.fixture
def page(open_page, sign_in, coach, amina):
    """The log form of Amina, as the coach has it open."""
    page = open_page(DESKTOP)
    sign_in(page, coach)
    page.goto(f"/log/?client={amina.pk}")
    return page


def note_of(page):
    return page.get_by_label("Muistiinpano", exact=False).first


def line_of(page):
    return page.locator("[data-draft-line]")


def test_draft_is_made_by_the_first_key_and_within_three_seconds_never_by_opening(page, amina, coach):
    page.wait_for_timeout(500)
    assert Draft.objects.count() == 0
    note_of(page).press("H")
    expect(line_of(page)).to_contain_text("Tallennettu luonnos klo", timeout=SAVED_WITHIN_MS)
    draft = Draft.objects.get()
    assert (draft.user, draft.client_key, draft.content["note"]) == (coach, amina.pk, ["H"])


def test_draft_of_an_unbroken_stream_of_keys_is_saved_while_it_lasts(page):
    for _each in range(100):
        note_of(page).press("a")
        page.wait_for_timeout(100)
        if line_of(page).get_attribute("data-state") == "saved":
            break
    expect(line_of(page)).to_have_attribute("data-state", "saved", timeout=1)
    assert len(Draft.objects.get().content["note"][0]) >= 5


def test_draft_survives_a_reload_and_is_shown_for_no_other_client_and_can_be_thrown_away(
    page, shoot, project, coach, amina
):
    other = own_client(project, coach, "Hodan")
    note_of(page).fill("CV:n rakenne käyty läpi.")
    expect(line_of(page)).to_contain_text("Tallennettu luonnos klo", timeout=SAVED_WITHIN_MS)
    page.reload()
    expect(note_of(page)).to_have_value("CV:n rakenne käyty läpi.")
    expect(page.locator("[data-draft-began]")).to_contain_text("Jatkat luonnosta")
    shoot(page, "draft-resumed")
    page.goto(f"/log/?client={other.pk}")
    expect(note_of(page)).to_have_value("")
    page.goto("/log/")
    page.get_by_role("navigation", name="Sinulla on kesken").get_by_role("link", name="Amina Warsame").click()
    page.get_by_role("button", name="Hylkää luonnos").click()
    expect(page.locator(".message-success")).to_contain_text("Luonnos hylättiin.")
    expect(note_of(page)).to_have_value("")
    assert Draft.objects.count() == 0


def test_form_without_a_line_stays_says_so_and_is_saved_once_the_line_is_back(page, shoot):
    page.context.set_offline(True)
    note_of(page).fill("Tärkeä asia.")
    expect(line_of(page)).to_contain_text("Ei tallennettu – yhteys poikki")
    page.get_by_role("button", name="Tallenna").click()
    expect(line_of(page)).to_contain_text("Tallennetaan")
    expect(line_of(page)).to_contain_text("Ei tallennettu – yhteys poikki", timeout=15_000)
    expect(note_of(page)).to_have_value("Tärkeä asia.")
    shoot(page, "draft-offline")
    page.context.set_offline(False)
    expect(line_of(page)).to_contain_text("Tallennettu luonnos klo", timeout=10_000)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message").first).to_contain_text("Kirjattu")
    assert (CoachingSession.objects.get().note, Draft.objects.count()) == ("Tärkeä asia.", 0)


def test_draft_whose_answer_was_cut_in_the_middle_is_sent_again(page):
    cut = {"status": 200, "content_type": "application/json", "body": '{"text": "Tallenn'}
    page.route("**/drafts/**", lambda route: route.fulfill(**cut), times=1)
    note_of(page).fill("Tärkeä asia.")
    expect(line_of(page)).to_contain_text("Tallennettu luonnos klo", timeout=10_000)
    assert Draft.objects.get().content["note"] == ["Tärkeä asia."]


def test_form_whose_sign_in_ended_stays_until_she_has_signed_in_in_another_tab(page, shoot, coach):
    page.context.clear_cookies()
    note_of(page).fill("Pitkä muistiinpano.")
    expect(line_of(page)).to_contain_text("Kirjautumisesi on päättynyt")
    page.get_by_role("button", name="Tallenna").click()
    expect(line_of(page)).to_contain_text("Kirjautumisesi on päättynyt")
    shoot(page, "draft-signed-out")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Kirjaudu sisään toisessa välilehdessä").click()
    tab = opened.value
    tab.fill("[name=login]", coach.email)
    tab.fill("[name=password]", PASSWORD)
    tab.press("[name=password]", "Enter")
    tab.wait_for_url("**/")
    page.bring_to_front()
    expect(line_of(page)).to_contain_text("Tallennettu luonnos klo", timeout=10_000)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message").first).to_contain_text("Kirjattu")
    assert CoachingSession.objects.get().note == "Pitkä muistiinpano."


def test_form_of_one_is_not_taken_as_anothers_who_signs_in_in_the_same_browser(
    page, sign_in, member_of, coach
):
    other = member_of(Role.COACH, first_name="Kaisa", last_name="Laine")
    page.context.clear_cookies()
    tab = page.context.new_page()
    sign_in(tab, other)
    note_of(page).fill("Liisan muistiinpano.")
    expect(line_of(page)).to_contain_text("kirjautunut joku muu")
    page.get_by_role("button", name="Tallenna").click()
    expect(line_of(page)).to_contain_text("kirjautunut joku muu")
    assert (CoachingSession.objects.count(), Draft.objects.count()) == (0, 0)
    page.context.clear_cookies()
    sign_in(tab, coach)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message").first).to_contain_text("Kirjattu")
    assert (CoachingSession.objects.get().logged_by, note_of(page).count()) == (coach, 0)


def test_form_written_on_after_going_back_to_it_is_another_form(page, amina):
    note_of(page).fill("Ensimmäinen.")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message").first).to_contain_text("Kirjattu")
    page.go_back()
    note_of(page).fill("Toinen.")
    expect(line_of(page)).to_contain_text("Tallennettu luonnos klo", timeout=SAVED_WITHIN_MS)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.locator(".message").first).to_contain_text("Kirjattu")
    notes = CoachingSession.objects.order_by("pk").values_list("note", flat=True)
    assert list(notes) == ["Ensimmäinen.", "Toinen."]


def test_two_who_change_one_session_at_once_lose_nothing(
    open_page, sign_in, shoot, page, project, coach, amina, member_of
):
    session = SessionFactory(project=project, coach=coach, note="Vanha.")
    AttendanceFactory(session=session, client=amina)
    pages = [page, open_page(PHONE)]
    sign_in(pages[1], member_of(Role.MANAGER, first_name="Pekka", last_name="Niemi"))
    for each, text in zip(pages, ("Liisan teksti.", "Pekan teksti."), strict=True):
        each.goto(f"/log/{session.pk}/edit/")
        note_of(each).fill(text)
    pages[0].get_by_role("button", name="Tallenna").click()
    expect(pages[0].locator(".message").first).to_contain_text("Muutos tallennettiin")
    pages[1].get_by_role("button", name="Tallenna").click()
    expect(pages[1].get_by_role("heading", name="Joku muu muutti tätä sillä välin")).to_be_visible()
    expect(pages[1].get_by_role("table")).to_contain_text("Liisan teksti.")
    expect(note_of(pages[1])).to_have_value("Pekan teksti.")
    shoot(pages[1], "conflict-phone")
    note_of(pages[1]).fill("Liisan teksti. Pekan teksti.")
    pages[1].get_by_role("button", name="Tallenna oma versio").click()
    expect(pages[1].locator(".message").first).to_contain_text("Muutos tallennettiin")
    shoot(pages[1], "session-phone")
    session.refresh_from_db()
    assert (session.note, session.revision) == ("Liisan teksti. Pekan teksti.", 3)
