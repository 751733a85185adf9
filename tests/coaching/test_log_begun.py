"""What the log form begins with: a draft, an appointment, a session like the last one, one that was taken back."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching import appointments, sessions
from coaching.models import Appointment, CoachingSession
from ohjaamo.periods import today
from staff import drafts
from staff.middleware import BY_SCRIPT
from staff.models import Draft
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, SessionTopicFactory, TopicFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db
LOG = reverse("coaching:session-log")


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def client(project, coach):
    return own_client(project, coach, first_names="Amina")


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


def own_client(project, coach, **facts):
    client = ClientFactory(**facts)
    EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    return client


def form(browser, client, **query):
    return browser.get(LOG, {"client": client.pk, **query}).context["form"]


def values(form, *names):
    return [form[name].value() for name in names]


def sent(**changes):
    usual = {
        "kind": "meeting",
        "minutes": "30",
        "held_on": today().isoformat(),
        "submission": str(uuid.uuid4()),
    }
    return usual | changes


def draft_for(client, user, **fields):
    content = {"kind": ["phone"], "minutes": ["45"], "note": ["Puolivalmis"]} | fields
    return drafts.save(form="session", client_key=client.pk, content=content, by=user)


def test_draft_is_what_the_form_begins_with_and_the_page_says_so(browser, client, coach):
    draft_for(client, coach)
    page = browser.get(LOG, {"client": client.pk})
    assert values(page.context["form"], "kind", "minutes", "note") == ["phone", "45", "Puolivalmis"]
    assert "Jatkat luonnosta" in page.content.decode()


def test_draft_for_one_client_is_never_shown_for_another_or_to_another_coach(
    browser, client, coach, project, member_of, signed_in
):
    draft_for(client, coach)
    other = own_client(project, coach)
    colleague = member_of(Role.COACH)
    AssignmentFactory(client=client, coach=colleague)
    for page in (
        browser.get(LOG, {"client": other.pk}),
        signed_in(colleague).get(LOG, {"client": client.pk}),
    ):
        assert page.context["form"]["note"].value() is None
        assert "Puolivalmis" not in page.content.decode()


def test_draft_goes_when_the_form_is_saved_and_stays_when_it_is_refused(browser, client, coach):
    draft_for(client, coach)
    browser.post(f"{LOG}?client={client.pk}", sent(held_on="2999-01-01"))
    assert Draft.objects.count() == 1
    browser.post(f"{LOG}?client={client.pk}", sent(note="Valmis."))
    assert (Draft.objects.count(), CoachingSession.objects.get().note) == (0, "Valmis.")


def test_note_sent_after_the_session_ended_is_found_again_after_signing_in(client, coach, project, signed_in):
    """What was typed was saved as it was typed; the sign-in page leads back to the form."""
    draft_for(client, coach, note=["Koko pitkä muistiinpano"])
    browser = signed_in(coach)
    browser.cookies.clear()
    address = f"{LOG}?client={client.pk}"
    headers = {"Referer": f"http://testserver{address}"}
    answer = browser.post(address, sent(note="Koko pitkä"), headers=headers)
    assert (answer.status_code, ">Koko pitkä</p>" in answer.content.decode()) == (401, True)
    answer = browser.post(address, sent(note="Koko pitkä"), headers=headers | {BY_SCRIPT: "1"})
    assert answer["Location"] == f"{reverse('account_login')}?next=/log/%3Fclient%3D{client.pk}"
    assert form(signed_in(coach), client)["note"].value() == "Koko pitkä muistiinpano"


def test_first_step_names_the_clients_about_whom_she_has_begun_to_write(browser, client, coach, project):
    own_client(project, coach)
    gone = EnrolmentFactory().client
    for each in (client, gone):
        draft_for(each, coach)
    page = browser.get(LOG)
    assert (list(page.context["begun"]), "Sinulla on kesken" in page.content.decode()) == ([client], True)


def test_form_like_another_session_takes_all_but_its_day_and_its_note(browser, client, coach, project):
    topic = TopicFactory(project=project)
    session = SessionFactory(
        project=project,
        coach=coach,
        kind="phone",
        minutes=50,
        language="som",
        note="Salaisuus.",
        is_confidential=True,
    )
    SessionTopicFactory(session=session, topic=topic)
    AttendanceFactory(session=session, client=client)
    page = browser.get(LOG, {"client": client.pk, "like": session.pk})
    assert values(page.context["form"], "kind", "minutes", "language", "topics") == [
        "phone",
        50,
        "som",
        [topic.pk],
    ]
    assert values(page.context["form"], "held_on", "note", "is_confidential") == [today(), None, None]
    assert "Salaisuus" not in page.content.decode()
    assert (50, "50") in page.context["form"].fields["minutes"].widget.choices


def test_form_offers_to_be_like_the_last_session_only_where_that_would_change_something(
    browser, client, coach, project
):
    def offers():
        return "Sama kuin viimeksi" in browser.get(LOG, {"client": client.pk}).content.decode()

    assert not offers()
    for kind, expected in (("meeting", False), ("phone", True)):
        session = SessionFactory(project=project, coach=coach, kind=kind)
        AttendanceFactory(session=session, client=client)
        assert offers() is expected


@pytest.mark.parametrize("like", ["0", "x", "9" * 30])
def test_form_like_a_session_that_is_not_hers_to_read_is_the_usual_one(browser, client, like):
    assert values(form(browser, client, like=like), "kind", "minutes") == ["meeting", 30]


def test_form_like_another_clients_session_is_the_usual_one(browser, client, project):
    other = AttendanceFactory(session=SessionFactory(project=project, kind="phone"))
    assert values(form(browser, client, like=other.session_id), "kind") == ["meeting"]


def test_form_of_an_appointment_begins_with_it_and_holds_it(browser, client, coach, project):
    appointment = AppointmentFactory(
        project=project,
        client=client,
        coach=coach,
        kind="video",
        minutes=45,
        meets_on=today() - dt.timedelta(days=1),
    )
    address = f"{LOG}?appointment={appointment.pk}&next=/"
    page = browser.get(address)
    assert values(page.context["form"], "kind", "minutes", "held_on") == ["video", 45, appointment.meets_on]
    answer = browser.post(address, sent(project=project.code))
    appointment.refresh_from_db()
    assert (answer["Location"], appointment.session) == ("/", CoachingSession.objects.get())


def test_form_of_an_appointment_held_or_cancelled_meanwhile_is_logged_without_it(
    browser, client, coach, project
):
    for state in (
        {"session": SessionFactory(project=project)},
        {"withdrawn_at": timezone.now(), "withdrawn_by": coach, "withdrawn_reason": "Peru"},
    ):
        appointment = AppointmentFactory(project=project, client=client, coach=coach, **state)
        answer = browser.post(f"{LOG}?appointment={appointment.pk}", sent(note="Tärkeä asia."))
        assert answer.status_code == 302
    assert CoachingSession.objects.filter(note="Tärkeä asia.", appointment=None).count() == 2


def test_form_of_an_appointment_cancelled_in_the_same_moment_is_refused_once_and_keeps_the_note(
    browser, client, coach, project, monkeypatch
):
    appointment = AppointmentFactory(project=project, client=client, coach=coach)
    log = sessions.log

    def log_too_late(**facts):
        if Appointment.objects.exists():
            appointments.cancel(appointment=appointment, reason="Peru", by=coach)
        return log(**facts)

    monkeypatch.setattr(sessions, "log", log_too_late)
    address, data = f"{LOG}?appointment={appointment.pk}", sent(note="Tärkeä asia.")
    refused = browser.post(address, data)
    text = refused.content.decode()
    assert (refused.status_code, CoachingSession.objects.count()) == (422, 0)
    assert ["Tapaaminen on peruttu." in text, "Tärkeä asia." in text] == [True, True]
    assert browser.post(address, data).status_code == 302
    assert CoachingSession.objects.get().note == "Tärkeä asia."


@pytest.mark.parametrize("key", ["999999", "x", "", "9" * 30])
def test_form_of_no_appointment_is_not_found(browser, client, key):
    for method in (browser.get, browser.post):
        assert method(f"{LOG}?appointment={key}").status_code == 404


def test_session_taken_back_gives_the_form_as_it_was_sent_to_its_writer_and_client_alone(
    browser, client, coach, project, signed_in, member_of
):
    topic = TopicFactory(project=project)
    data = sent(note="Pitkä muistiinpano.", kind="phone", topics=[topic.pk], is_confidential="on")
    page = browser.post(f"{LOG}?client={client.pk}", data, follow=True)
    ticket = page.content.decode().partition('name="ticket" value="')[2].partition('"')[0]
    back = browser.post(reverse("staff:act-undo"), {"ticket": ticket}, follow=True)
    assert CoachingSession.objects.count() == 0
    names = ("kind", "note", "topics", "is_confidential")
    assert values(back.context["form"], *names) == ["phone", "Pitkä muistiinpano.", [topic.pk], True]
    again = back.request["QUERY_STRING"].partition("again=")[2]
    colleague = member_of(Role.COACH)
    AssignmentFactory(client=client, coach=colleague)
    assert values(form(signed_in(colleague), client, again=again), "note") == [None]
    assert values(form(browser, own_client(project, coach), again=again), "note") == [None]


def test_form_with_everything_asks_the_database_at_most_fourteen_times(
    browser, client, coach, project, django_assert_max_num_queries
):
    session = SessionFactory(project=project, coach=coach)
    AttendanceFactory(session=session, client=client)
    draft_for(client, coach)
    browser.get(LOG, {"client": client.pk})
    with django_assert_max_num_queries(14):
        browser.get(LOG, {"client": client.pk, "like": session.pk})


def test_appointment_of_another_project_is_not_hers_to_hold(browser, client, project, coach):
    elsewhere = EnrolmentFactory(client=client)
    theirs = AppointmentFactory(client=client, project=elsewhere.project, meets_on=today())
    facts = sent(project=project.code)
    assert browser.post(f"{LOG}?appointment={theirs.pk}", facts).status_code == 404
    MembershipFactory(project=elsewhere.project, user=coach, roles=[Role.COACH])
    assert browser.post(f"{LOG}?appointment={theirs.pk}", facts).status_code == 302
    theirs.refresh_from_db()
    assert (CoachingSession.objects.get().project, theirs.session) == (project, None)
