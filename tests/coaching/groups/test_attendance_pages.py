import datetime as dt
import re

import pytest
from django.urls import reverse

from coaching import attendances
from coaching.models import Attendance, CoachingSession
from ohjaamo.periods import today
from staff import drafts
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


@pytest.fixture
def meeting(group, coach):
    """Today's meeting."""
    return GroupMeetingFactory(group=group, coach=coach, meets_on=today())


@pytest.fixture
def post(browser, meeting):
    """Sends a verb of the meeting, as a page without scripts does, or as one with them."""

    def send(verb, data=None, *, live=False, **more):
        headers = {"HX-Request": "true"} if live else {}
        return browser.post(at(verb, meeting.pk), data or {}, headers=headers, **more)

    return send


def at(verb, *args):
    return reverse(f"coaching:{verb}", args=args)


def text(answer):
    return " ".join(answer.content.decode().split())


def states():
    return dict(Attendance.objects.values_list("client", "state"))


def test_mark_without_scripts_comes_back_to_the_person(post, member, meeting):
    client = member()
    answer = post("attendance-mark", {"client": client.pk, "state": "excused"})
    assert answer["Location"] == f"{at('group-attendance', meeting.pk)}#p{client.pk}"
    assert states() == {client.pk: "excused"}


def test_mark_with_scripts_answers_with_that_row_and_the_counts_alone(post, member):
    client, other = member(first_names="Amina", last_name="Ali"), member()
    answer = text(post("attendance-mark", {"client": client.pk, "state": "present"}, live=True))
    assert re.findall(r'<(?:span|div)[^>]* id="([^"]+)"', answer) == [
        f"m{client.pk}",
        f"by{client.pk}",
        "tally",
    ]
    assert answer.count('hx-swap-oob="true"') == 3
    assert re.findall(r'value="(\w+)" aria-pressed="true"', answer) == ["present"]
    assert ("Liisa V." in answer, "1 paikalla" in answer, "1 ei tietoa" in answer) == (True, True, True)
    assert f"m{other.pk}" not in answer


@pytest.mark.parametrize(
    "data", [{}, {"client": "x"}, {"state": "present"}, {"client": "0", "state": "present"}]
)
def test_mark_of_nobody_is_refused_in_words(post, member, data):
    member()
    assert "Mitään ei valittu." in text(post("attendance-mark", data, follow=True))
    assert states() == {}


def test_mark_of_a_client_who_is_not_on_the_list_is_refused(post, client_of):
    stranger = client_of()
    post("attendance-mark", {"client": stranger.pk, "state": "present"})
    assert states() == {}


def test_mark_of_an_unknown_state_is_refused_and_the_list_says_so(post, member):
    answer = post("attendance-mark", {"client": member().pk, "state": "maybe"}, live=True)
    assert ('id="said"' in text(answer), "message-warning" in text(answer)) == (True, True)
    assert states() == {}


def test_rest_are_present_with_a_way_back(post, browser, member):
    absent, other = member(), member()
    post("attendance-mark", {"client": absent.pk, "state": "absent"})
    page = post("attendance-rest", follow=True)
    assert states() == {absent.pk: "absent", other.pk: "present"}
    assert "1 merkittiin paikalle." in text(page)
    ticket = re.search(r'name="ticket" value="([^"]+)"', text(page))[1]
    browser.post(reverse("staff:act-undo"), {"ticket": ticket})
    assert states() == {absent.pk: "absent"}


def test_walk_in_is_found_and_stands_apart_from_the_registered(post, browser, member, client_of, meeting):
    member()
    zahra = client_of(first_names="Zahra", last_name="Warsame")
    headers = {"HX-Request": "true", "HX-Target": "found"}
    found = browser.get(at("group-attendance", meeting.pk), {"q": "zah"}, headers=headers)
    assert ("Zahra Warsame" in text(found), "<html" in text(found)) == (True, False)
    answer = text(post("attendance-walk-in", {"client": zahra.pk}, live=True))
    assert states() == {zahra.pk: "present"}
    assert answer.index("Tulivat ilmoittautumatta") < answer.index("Zahra W.")
    assert (
        f'id="present{zahra.pk}" class="mark mark-present" name="state" value="present" aria-pressed="true" data-focus'
        in answer
    )


def test_search_that_finds_nobody_offers_a_new_client(browser, meeting):
    page = text(browser.get(at("group-attendance", meeting.pk), {"q": "qwerty"}))
    assert ("Lisää uusi asiakas" in page, reverse("clients:add") in page) == (True, True)


def test_list_answers_only_when_a_colleague_has_marked(browser, signed_in, member, member_of, meeting, post):
    client, page = member(), at("group-attendance", meeting.pk)
    seen = browser.get(page).context["version"]
    headers = {"HX-Request": "true", "HX-Target": "marks"}
    post("attendance-mark", {"client": client.pk, "state": "present"})
    assert browser.get(page, {"seen": seen}, headers=headers).status_code == 204
    colleague = member_of(Role.COACH, first_name="Pekka", last_name="Niemi")
    attendances.mark(meeting=meeting, client=client, state="absent", today=today(), by=colleague)
    news = browser.get(page, {"seen": seen}, headers=headers)
    assert ("Pekka N." in text(news), "<html" in text(news), 'id="said"' in text(news)) == (
        True,
        False,
        False,
    )


def test_heads_are_counted_by_taps_and_written_as_numbers(post):
    def heads():
        session = CoachingSession.objects.get()
        return session.unnamed_adults, session.unnamed_children

    answer = text(post("attendance-step", {"step": "adults+"}, live=True))
    assert (heads(), '<output id="adults" hx-swap-oob="true" data-announce>1</output>' in answer) == (
        (1, 0),
        True,
    )
    post("attendance-step", {"step": "children+"})
    post("attendance-step", {"step": "adults-"})
    assert heads() == (0, 1)
    post("attendance-heads", {"adults": "40", "children": "12"})
    assert heads() == (40, 12)
    assert post("attendance-heads", {"adults": "-1", "children": "x"}).status_code == 422
    assert "Mitään ei valittu." in text(post("attendance-step", {"step": "dogs+"}, follow=True))
    assert heads() == (40, 12)


def test_person_has_a_page_for_a_word_and_for_taking_the_mark_back(post, browser, member, meeting):
    client = member(first_names="Amina", last_name="Ali")
    page = at("attendance-person", meeting.pk, client.pk)
    browser.post(page, {"state": "present", "note": "Lähti klo 14."})
    assert (Attendance.objects.get().note, states()) == ("Lähti klo 14.", {client.pk: "present"})
    assert "Lähti klo 14." in text(browser.get(at("group-attendance", meeting.pk)))
    assert browser.post(page, {"state": "", "note": "x" * 301}).status_code == 422
    assert "Merkintä poistettu: Amina A." in text(
        browser.post(at("attendance-unmark", meeting.pk, client.pk), follow=True)
    )
    assert states() == {}


@pytest.fixture
def noted(member, meeting, coach):
    """A client of whom the coach has said a word at the meeting."""

    def make(**facts):
        client = member(**facts)
        said = {"state": "present", "note": "Kertoi kodistaan."}
        attendances.mark(meeting=meeting, client=client, **said, today=today(), by=coach)
        return client

    return make


def shows(browser, meeting, client):
    """Whether the list and the person's page show the word, and whether there is a field for it."""
    pages = [at("group-attendance", meeting.pk), at("attendance-person", meeting.pk, client.pk)]
    on_list, of_person = (text(browser.get(page)) for page in pages)
    return ("kodistaan" in on_list, "kodistaan" in of_person, 'name="note"' in of_person)


def test_word_on_a_person_is_for_the_leader_and_for_who_opens_the_record(
    signed_in, browser, member_of, meeting, noted
):
    client = noted()
    own, colleague = member_of(Role.COACH), member_of(Role.COACH)
    AssignmentFactory(client=client, coach=own)
    assert shows(browser, meeting, client) == shows(signed_in(own), meeting, client) == (True, True, True)
    hers = signed_in(colleague)
    assert shows(hers, meeting, client) == (False, False, False)
    hers.post(at("attendance-person", meeting.pk, client.pk), {"state": "excused"})
    mark = Attendance.objects.get()
    assert (mark.state, mark.note) == ("excused", "Kertoi kodistaan.")
    hers.post(reverse("clients:client-reason", args=[client.pk]), {"reason": "client_asked"})
    assert shows(hers, meeting, client) == (False, True, True)


def test_word_on_a_restricted_person_is_shown_to_nobody_who_does_not_open_her(
    signed_in, browser, member_of, meeting, noted
):
    client = noted(has_safety_restriction=True)
    assert shows(browser, meeting, client) == (False, False, False)
    theirs = signed_in(member_of(Role.MANAGER))
    assert shows(theirs, meeting, client) == (False, False, False)
    theirs.post(reverse("clients:client-reason", args=[client.pk]), {"reason": "client_asked"})
    assert shows(theirs, meeting, client) == (False, True, True)


def test_word_on_a_person_sent_when_the_reason_has_run_out_is_kept(signed_in, member_of, meeting, noted):
    client, colleague = noted(), signed_in(member_of(Role.COACH))
    said = {"state": "absent", "note": "Lähti klo 14."}
    kept = colleague.post(at("attendance-person", meeting.pk, client.pk), said)
    assert (kept.status_code, "Lähti klo 14." in text(kept)) == (422, True)
    assert Attendance.objects.get().note == "Kertoi kodistaan."


def test_word_on_a_person_is_kept_as_a_draft_for_that_person_only(browser, coach, member, meeting):
    people = [member().pk, member().pk]
    key, pages = people[0], [at("attendance-person", meeting.pk, each) for each in people]
    drafts.save(form=f"attendance-{meeting.pk}", client_key=key, content={"note": ["Lähti"]}, by=coach)
    assert [browser.get(page).context["form"]["note"].value() for page in pages] == ["Lähti", ""]
    browser.post(pages[0], {"state": "present", "note": "Lähti klo 14."})
    assert drafts.of(coach, form=f"attendance-{meeting.pk}", client_key=key) is None


def test_person_who_is_not_on_the_list_has_no_page(browser, client_of, meeting):
    assert browser.get(at("attendance-person", meeting.pk, client_of().pk)).status_code == 404


def test_finish_says_what_is_logged_and_what_is_unknown(post, member):
    client = member()
    member()
    post("attendance-mark", {"client": client.pk, "state": "present"})
    post("attendance-step", {"step": "children+"})
    page = text(post("attendance-done", follow=True))
    assert "Kirjattu: Hygieniapassitreeni – 1 paikalla, 0 poissa, 1 nimetöntä." in page
    assert "Ilmoittautuneista 1 on ilman merkintää." in page


def test_meeting_to_come_is_a_list_without_marks(browser, group, coach, member):
    client, later = member(), GroupMeetingFactory(group=group, coach=coach, meets_on=today() + ONE)
    page = text(browser.get(at("group-attendance", later.pk)))
    assert ("Ilmoittautuneet" in page, f"p{client.pk}" in page, "mark-present" in page) == (True, True, False)
    answer = browser.post(
        at("attendance-mark", later.pk), {"client": client.pk, "state": "present"}, follow=True
    )
    assert "Läsnäolot merkitään silloin." in text(answer)
    assert states() == {}


def test_restricted_client_is_a_number_to_a_colleague(browser, member, meeting, post):
    client = member(first_names="Amina", last_name="Warsame", has_safety_restriction=True)
    page = text(browser.get(at("group-attendance", meeting.pk)))
    assert ("Amina" in page, client.client_number in page) == (False, True)
    answer = text(post("attendance-mark", {"client": client.pk, "state": "present"}, live=True))
    assert ("Amina" in answer, states()) == (False, {client.pk: "present"})


def test_verbs_of_another_projects_meeting_are_not_found(browser, member_of):
    meeting = GroupMeetingFactory(group=GroupFactory(), meets_on=today())
    for verb in ("mark", "rest", "walk-in", "step", "heads", "done"):
        assert browser.post(at(f"attendance-{verb}", meeting.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_attendance_asks_as_often_for_three_rows_as_for_one(
    browser, post, member, client_of, coach, meeting, django_assert_num_queries, rows
):
    for _each in range(rows):
        attendances.mark(meeting=meeting, client=member(), state="present", today=today(), by=coach)
        last = member()
        client_of(first_names="Zahra")
    browser.get(at("group-attendance", meeting.pk))
    with django_assert_num_queries(11):
        browser.get(at("group-attendance", meeting.pk), {"q": "zah"})
    data = {"client": last.pk, "state": "present"}
    with django_assert_num_queries(20):
        post("attendance-mark", data, live=True)


def test_timeline_of_the_client_names_the_group_and_holds_what_was_said_of_her(
    browser, member, meeting, coach
):
    client, other = member(first_names="Amina"), member(first_names="Yusuf")
    AssignmentFactory(client=client, coach=coach)
    facts = {"meeting": meeting, "today": today(), "by": coach}
    attendances.mark(**facts, client=client, state="present", note="Kyselee lisää kursseja.")
    attendances.mark(**facts, client=other, state="excused", note="Lapsi sairaana.")
    page = text(browser.get(at("client", client.pk)))
    assert "Hygieniapassitreeni" in page
    assert ("Kyselee lisää kursseja." in page, "Lapsi sairaana." in page) == (True, False)
