import uuid

import pytest
from django.urls import reverse

from coaching import sessions
from coaching.models import CoachingSession
from ohjaamo.periods import today
from staff import auditing, drafts
from staff.models import Draft
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, SessionTopicFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa")


@pytest.fixture
def client(project, coach):
    client = ClientFactory(first_names="Amina", last_name="Warsame")
    EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    return client


@pytest.fixture
def session(project, coach, client):
    session = SessionFactory(project=project, coach=coach, note="Vanha teksti.", language="som")
    AttendanceFactory(session=session, client=client)
    return session


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


def page_of(session, verb="session"):
    return reverse(f"coaching:{verb}", args=[session.pk])


def form_of(session, **changes):
    """What the form of a change would send if nothing but the changes were touched."""
    facts = {name: getattr(session, name) for name in ("kind", "minutes", "language", "note", "revision")}
    return facts | {"held_on": session.held_on.isoformat(), "submission": str(uuid.uuid4())} | changes


def text_of(browser, address):
    return browser.get(address).content.decode()


def say_why(browser, client):
    browser.post(reverse("clients:client-reason", args=[client.pk]), {"reason": "client_asked"})


def test_page_says_what_was_done_and_leads_on(browser, session, client, project):
    SessionTopicFactory(session=session, topic=TopicFactory(project=project, name="CV"))
    text = text_of(browser, page_of(session))
    for words in ("Tapaaminen", "30\xa0min", "somali", "CV", "Vanha teksti.", "Kirjasi tämän"):
        assert words in text
    assert page_of(session, "session-edit") in text
    assert f"?client={client.pk}&amp;project={project.code}&amp;like={session.pk}" in text


def test_change_is_saved_and_the_history_tells_who_changed_what(browser, session, client, coach):
    answer = browser.post(page_of(session, "session-edit"), form_of(session, note="Uusi teksti.", minutes=45))
    session.refresh_from_db()
    assert (answer["Location"], session.note, session.minutes) == (page_of(session), "Uusi teksti.", 45)
    first, last = browser.get(page_of(session)).context["history"][::-1]
    assert (first.is_first, last.by) == (True, str(coach))
    assert [(each.label, each.before, each.after) for each in last.differences] == [
        ("Kesto", "30\xa0min", "45\xa0min"),
        ("Muistiinpano", "Vanha teksti.", "Uusi teksti."),
    ]


def test_change_of_topics_alone_is_told_too(browser, session, project):
    topics = [TopicFactory(project=project, name=name) for name in ("CV", "Hakemus")]
    for chosen in ([topics[0]], topics[1:]):
        session.refresh_from_db()
        browser.post(page_of(session, "session-edit"), form_of(session, topics=[each.pk for each in chosen]))
    last = browser.get(page_of(session)).context["history"][0]
    assert [(each.label, each.before, each.after) for each in last.differences] == [
        ("Mitä tehtiin", "CV", "Hakemus")
    ]


def test_change_by_two_at_once_shows_both_versions_and_keeps_the_second_ones_text(
    browser, session, coach, member_of
):
    other = member_of(Role.MANAGER, first_name="Pekka")
    mine = form_of(session, note="Minun tekstini.")
    sessions.change(
        session=session,
        **{name: getattr(session, name) for name in sessions.SAID} | {"note": "Pekan teksti."},
        topics=[],
        revision=1,
        today=today(),
        by=other,
    )
    answer = browser.post(page_of(session, "session-edit"), mine)
    assert (answer.status_code, CoachingSession.objects.get().note) == (409, "Pekan teksti.")
    versions = [(each.label, each.before, each.after) for each in answer.context["versions"]]
    assert versions == [("Muistiinpano", "Pekan teksti.", "Minun tekstini.")]
    form = answer.context["form"]
    assert (form["note"].value(), form["revision"].value(), answer.context["latest"].by) == (
        "Minun tekstini.",
        "2",
        str(other),
    )
    browser.post(page_of(session, "session-edit"), mine | {"revision": 2, "note": "Molempien teksti."})
    session.refresh_from_db()
    assert (session.note, session.revision) == ("Molempien teksti.", 3)


def test_change_with_a_fault_keeps_the_text_and_the_draft(browser, session, coach, client):
    key = {"form": f"session-{session.pk}", "client_key": client.pk}
    drafts.save(**key, content={"note": ["Puolivalmis"], "revision": ["1"]}, by=coach)
    shown = browser.get(page_of(session, "session-edit")).context["form"]
    assert (shown["note"].value(), shown["revision"].value()) == ("Puolivalmis", "1")
    answer = browser.post(
        page_of(session, "session-edit"), form_of(session, note="Tärkeä", held_on="2999-01-01")
    )
    assert (answer.status_code, "Tärkeä" in answer.content.decode(), Draft.objects.count()) == (422, True, 1)
    browser.post(page_of(session, "session-edit"), form_of(session, note="Tärkeä"))
    assert Draft.objects.count() == 0


def test_draft_begun_before_somebody_elses_change_still_meets_the_conflict(browser, session, coach, client):
    key = {"form": f"session-{session.pk}", "client_key": client.pk}
    drafts.save(**key, content={"note": ["Minun"], "revision": ["1"]}, by=coach)
    browser.post(page_of(session, "session-edit"), form_of(session, minutes=45))
    drafts.save(**key, content={"note": ["Minun"], "revision": ["1"]}, by=coach)
    shown = browser.get(page_of(session, "session-edit")).context["form"]
    assert (shown["note"].value(), shown["revision"].value()) == ("Minun", "1")


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.COORDINATOR, True), (Role.MANAGER, True), (Role.COACH, False), (Role.SECRETARY, False)],
)
def test_session_is_changed_by_the_leaders_and_not_by_another_coach(session, signed_in, member_of, role, may):
    browser = signed_in(member_of(role))
    browser.post(
        reverse("clients:client-reason", args=[session.attendances.get().client_id]),
        {"reason": "client_asked"},
    )
    answer = browser.post(page_of(session, "session-edit"), form_of(session, minutes=45))
    assert (answer.status_code, CoachingSession.objects.get().minutes) == ((302, 45) if may else (403, 30))
    assert browser.post(page_of(session, "session-withdraw"), {"reason": "Väärä"}).status_code == (
        302 if may else 403
    )


def test_session_is_changed_by_the_clients_new_coach(session, client, signed_in, member_of):
    new = member_of(Role.COACH)
    AssignmentFactory(client=client, coach=new)
    answer = signed_in(new).post(page_of(session, "session-edit"), form_of(session, minutes=45))
    assert (answer.status_code, CoachingSession.objects.get().minutes) == (302, 45)


def test_confidential_note_is_in_neither_page_history_nor_copy_for_another_coach(
    browser, session, client, signed_in, member_of
):
    browser.post(page_of(session, "session-edit"), form_of(session, note="Salaisuus.", is_confidential="on"))
    other = signed_in(member_of(Role.COACH))
    say_why(other, client)
    text = text_of(other, page_of(session))
    assert "Muutti muistiinpanoa" in text
    assert ("Salaisuus" in text, "Vanha teksti" in text, "luottamuksellinen" in text.lower()) == (
        False,
        False,
        True,
    )
    assert other.get(page_of(session, "session-edit")).status_code == 403
    copy = text_of(other, reverse("coaching:session-log") + f"?client={client.pk}&like={session.pk}")
    assert "Salaisuus" not in copy
    assert "Salaisuus" in text_of(browser, page_of(session))


def test_session_for_another_coach_is_behind_the_reason_and_elsewhere_not_there(
    session, client, signed_in, member_of
):
    asked = signed_in(member_of(Role.COACH)).get(page_of(session))
    assert asked["Location"].startswith(reverse("clients:client-reason", args=[client.pk]))
    stranger = EnrolmentFactory().project
    away = signed_in(member_of(Role.MANAGER, project=stranger))
    for verb in ("session", "session-edit"):
        assert away.get(page_of(session, verb)).status_code == 404


def test_change_sent_without_a_reason_is_kept_and_says_how_to_go_on(session, client, signed_in, member_of):
    manager = member_of(Role.MANAGER)
    browser = signed_in(manager)
    client.has_safety_restriction = True
    with auditing.act(by="cli"):
        client.save()
    answer = browser.post(page_of(session, "session-edit"), form_of(session, note="Tärkeä asia."))
    text = answer.content.decode()
    assert (answer.status_code, "Tärkeä asia." in text) == (422, True)
    assert reverse("clients:client-reason", args=[client.pk]) in text


def test_withdrawal_takes_the_session_out_and_can_be_undone(browser, session, client):
    refused = browser.post(page_of(session, "session-withdraw"), {"reason": " "})
    assert (refused.status_code, CoachingSession.objects.count()) == (422, 1)
    page = browser.post(page_of(session, "session-withdraw"), {"reason": "Väärä asiakas"}, follow=True)
    assert CoachingSession.objects.count() == 0
    assert "Vanha teksti" not in page.content.decode().partition("<main")[2]
    assert browser.get(page_of(session)).status_code == 404
    ticket = page.content.decode().partition('name="ticket" value="')[2].partition('"')[0]
    back = browser.post(reverse("staff:act-undo"), {"ticket": ticket}, follow=True)
    assert (back.redirect_chain[0][0], CoachingSession.objects.count()) == (page_of(session), 1)


def test_change_of_a_session_withdrawn_meanwhile_says_so_and_keeps_the_text(browser, session, coach):
    data = form_of(session, note="Tärkeä asia.")
    sessions.withdraw(session=session, reason="Väärä asiakas", by=coach)
    answer = browser.post(page_of(session, "session-edit"), data)
    text = answer.content.decode()
    assert (answer.status_code, "Tärkeä asia." in text, "Kirjaus on poistettu" in text) == (
        422,
        True,
        True,
    )
    session.refresh_from_db()
    assert session.note == "Vanha teksti."
    assert browser.get(page_of(session, "session-edit")).status_code == 404


def test_withdrawal_without_a_reason_to_open_the_record_tells_nothing_and_takes_nothing_out(
    session, signed_in, member_of
):
    former = member_of(Role.COORDINATOR)
    with auditing.act(by="cli"):
        session.attendances.get().client.assignments.all().delete()
        CoachingSession.objects.update(coach=former, logged_by=former)
        former.memberships.update(roles=[Role.COACH])
    browser = signed_in(former)
    for reason in (" ", "Väärä asiakas"):
        kept = browser.post(page_of(session, "session-withdraw"), {"reason": reason})
        assert (kept.status_code, "Vanha teksti" in kept.content.decode()) == (422, False)
    assert CoachingSession.objects.get() == session


def test_page_of_a_group_is_not_here(browser, session, project, coach):
    assert browser.get(page_of(SessionFactory(project=project, coach=coach, kind="group"))).status_code == 404


def test_timeline_leads_to_the_session(browser, session, client):
    assert f'href="{page_of(session)}"' in text_of(browser, reverse("coaching:client", args=[client.pk]))


@pytest.mark.parametrize("changes", [1, 3])
def test_page_asks_the_database_as_often_for_a_long_history(
    browser, session, changes, django_assert_num_queries
):
    for each in range(changes):
        session.refresh_from_db()
        browser.post(page_of(session, "session-edit"), form_of(session, note=f"Teksti {each}."))
    browser.get(page_of(session))
    with django_assert_num_queries(11):
        browser.get(page_of(session))
