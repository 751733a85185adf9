import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from coaching.models import CoachingSession
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import SessionFactory, TopicFactory
from tests.factories.projects import MembershipFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db
LOG = reverse("coaching:session-log")


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def client(project, coach):
    client = ClientFactory(first_names="Amina Hodan", last_name="Warsame", service_languages=["som"])
    EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    return client


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


def form_of(browser, client, **changes) -> dict:
    """What the form would send if nothing but the changes were touched."""
    form = browser.get(LOG, {"client": client.pk}).context["form"]
    untouched = {name: value for name, value in form.initial.items() if name != "held_on"}
    key = {"submission": str(uuid.uuid4())}
    return untouched | key | {"held_on": form.initial["held_on"].isoformat()} | changes


def send(browser, client, data):
    return browser.post(f"{LOG}?client={client.pk}", data, follow=True)


def test_form_begins_with_what_is_usual(browser, client, coach, project):
    for _each in range(3):
        SessionFactory(project=project, coach=coach, minutes=45)
    initial = browser.get(LOG, {"client": client.pk}).context["form"].initial
    assert initial == {"kind": "meeting", "minutes": 45, "held_on": today(), "language": "som"}


def test_form_sent_untouched_logs_says_so_and_shows_the_client(browser, client, coach, project):
    answer = send(browser, client, form_of(browser, client))
    session = CoachingSession.objects.get()
    assert answer.redirect_chain == [(reverse("coaching:client", args=[client.pk]), 302)]
    assert "Kirjattu: Amina W., 30\xa0min." in answer.content.decode()
    assert (session.coach, session.project, session.minutes, session.held_on, session.language) == (
        coach, project, 30, today(), "som",
    )  # fmt: skip


def test_form_sent_twice_makes_one_session(browser, client):
    data = form_of(browser, client)
    answers = [send(browser, client, data) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert CoachingSession.objects.count() == 1


def test_form_sent_again_with_another_note_is_kept_and_says_why(browser, client):
    data = form_of(browser, client)
    send(browser, client, data)
    answer = send(browser, client, data | {"note": "Tärkeä asia."})
    text = answer.content.decode()
    assert (answer.status_code, CoachingSession.objects.get().note) == (422, "")
    assert ("Tämä lomake on jo tallennettu" in text, "Tärkeä asia." in text) == (True, True)
    (key,) = set(re.findall(r'name="submission" value="([^"]+)"', text)) - {data["submission"]}
    assert data["submission"] not in text
    send(browser, client, data | {"note": "Tärkeä asia.", "submission": key})
    assert CoachingSession.objects.filter(note="Tärkeä asia.").count() == 1


def test_form_with_own_duration_topics_and_note_keeps_them(browser, client, project):
    topic = TopicFactory(project=project)
    data = form_of(browser, client, other_minutes=50, topics=[topic.pk], note="CV.", is_confidential="on")
    send(browser, client, data)
    session = CoachingSession.objects.get()
    assert (session.minutes, session.note, session.is_confidential) == (50, "CV.", True)
    assert list(session.topics.all()) == [topic]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": "2999-01-01"}, "held_on"),
        ({"held_on": "31.2.2022"}, "held_on"),
        ({"other_minutes": "0"}, "other_minutes"),
        ({"minutes": ""}, "minutes"),
        ({"note": "ä" * 10_001}, "note"),
        ({"partner": "999999"}, "partner"),
        ({"kind": "group"}, "kind"),
        ({"language": "xx"}, "language"),
        ({"is_confidential": "on", "note": ""}, "is_confidential"),
        ({"topics": ["999999"]}, "topics"),
    ],
)
def test_form_with_a_fault_names_the_field_and_loses_nothing(browser, client, changes, field):
    answer = send(browser, client, form_of(browser, client, **{"note": "Tärkeä asia."} | changes))
    text = answer.content.decode()
    assert (answer.status_code, CoachingSession.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == [field]
    assert 'class="error-summary"' in text
    assert changes.get("note", "Tärkeä asia.") in text


def test_form_with_an_own_duration_alone_takes_it(browser, client):
    send(browser, client, form_of(browser, client, minutes="", other_minutes=50))
    assert CoachingSession.objects.get().minutes == 50


def test_form_keeps_the_partner_of_a_session_with_one_and_of_no_other(browser, client):
    partner = PartnerFactory()
    for kind in ("network", "meeting"):
        send(browser, client, form_of(browser, client, kind=kind, partner=partner.pk))
    kept = CoachingSession.objects.order_by("pk").values_list("kind", "partner")
    assert list(kept) == [("network", partner.pk), ("meeting", None)]


def test_form_in_finnish_takes_a_finnish_day(browser, client):
    send(browser, client, form_of(browser, client, held_on="1.4.2022"))
    assert CoachingSession.objects.get().held_on == dt.date(2022, 4, 1)


def test_form_for_a_client_who_has_left_logs_aftercare_and_says_so(browser, client, project):
    gone = EnrolmentFactory(project=project, ends_on=dt.date(2022, 1, 31)).client
    AssignmentFactory(client=gone, coach=browser.get(LOG).wsgi_request.user)
    answer = send(browser, gone, form_of(browser, gone))
    assert CoachingSession.objects.count() == 1
    assert "jälkiohjausta" in answer.content.decode()


def test_form_for_client_in_two_projects_asks_which(browser, client, coach):
    second = ProjectFactory()
    MembershipFactory(project=second, user=coach, roles=[Role.COACH])
    EnrolmentFactory(client=client, project=second)
    text = browser.get(LOG, {"client": client.pk}).content.decode()
    query = f"?client={client.pk}&project={second.code}"
    assert f'href="{query.replace("&", "&amp;")}"' in text
    form = browser.get(LOG + query).context["form"]
    key = {"submission": str(uuid.uuid4())}
    browser.post(LOG + query, form.initial | key | {"held_on": today().isoformat()})
    assert CoachingSession.objects.get().project == second


def test_form_for_client_who_has_left_one_of_two_projects_takes_the_other(browser, client, coach, project):
    left = ProjectFactory()
    MembershipFactory(project=left, user=coach, roles=[Role.COACH])
    EnrolmentFactory(client=client, project=left, ends_on=dt.date(2021, 6, 30))
    assert browser.get(LOG, {"client": client.pk}).context["project"] == project


def test_form_for_another_coachs_client_asks_why_first(browser, project):
    other = EnrolmentFactory(project=project).client
    answer = browser.get(LOG, {"client": other.pk})
    assert answer.headers["Location"].startswith(reverse("clients:client-reason", args=[other.pk]))


def test_form_sent_without_a_reason_is_kept_and_says_how_to_go_on(browser, client, project):
    other = EnrolmentFactory(project=project).client
    answer = send(browser, other, form_of(browser, client, note="Tärkeä asia."))
    text = answer.content.decode()
    assert (answer.status_code, CoachingSession.objects.count()) == (422, 0)
    assert "Tärkeä asia." in text
    assert reverse("clients:client-reason", args=[other.pk]) in text


@pytest.mark.parametrize("key", ["999999", "x", "", "-1", "9" * 30])
def test_form_for_nobody_is_not_found(browser, client, key):
    assert browser.get(LOG, {"client": key}).status_code == 404


def test_first_step_offers_the_last_five_own_clients(browser, client, coach, project):
    for _each in range(5):
        own = EnrolmentFactory(project=project).client
        AssignmentFactory(client=own, coach=coach)
    assert len(browser.get(LOG).context["recent"]) == 5


def test_search_step_lists_several_and_goes_on_with_one(browser, client, project):
    for first_names in ("Amina", "Hodan"):
        other = ClientFactory(first_names=first_names, last_name="Noor")
        EnrolmentFactory(client=other, project=project)
    several = browser.get(LOG, {"q": "amina"})
    assert [str(found) for found in several.context["found"]] == ["Amina Noor", "Amina Hodan Warsame"]
    one = browser.get(LOG, {"q": "wars"})
    assert one.headers["Location"] == f"{LOG}?client={client.pk}"


def test_search_step_given_a_chain_without_end_looks_at_its_beginning(browser, client):
    page = browser.get(LOG, {"q": "q-" * 600})
    assert (page.status_code, page.context["q"]) == (200, "q-" * 50)


def test_search_step_by_script_gives_the_results_only(browser, client):
    text = browser.get(LOG, {"q": "wars"}, headers={"hx-request": "true"}).content.decode()
    assert (f"{LOG}?client={client.pk}" in text, "<html" in text) == (True, False)


def test_search_step_never_finds_another_projects_client(browser):
    EnrolmentFactory(client=ClientFactory(last_name="Noor"))
    assert browser.get(LOG, {"q": "noor"}).context["found"] == []


def test_form_sent_after_the_clients_other_stay_ended_logs_to_the_project_it_was_shown_for(
    browser, client, coach, project
):
    other = ProjectFactory()
    MembershipFactory(project=other, user=coach, roles=[Role.COACH])
    EnrolmentFactory(client=client, project=other, ends_on=dt.date(2021, 6, 30))
    data = form_of(browser, client, note="Tärkeä asia.", project=other.code, held_on="2021-06-01")
    send(browser, client, data)
    assert CoachingSession.objects.get().project == other


def test_form_sent_for_a_project_that_is_not_hers_is_kept_and_asks_for_the_project(browser, client, project):
    data = form_of(browser, client, note="Tärkeä asia.")
    answer = browser.post(f"{LOG}?client={client.pk}&project=OTHER", data)
    text = answer.content.decode()
    assert (answer.status_code, CoachingSession.objects.count()) == (422, 0)
    assert ("Tärkeä asia." in text, "Valitse hanke" in text) == (True, True)
    browser.post(f"{LOG}?client={client.pk}&project=OTHER", data | {"project": project.code})
    assert CoachingSession.objects.get().note == "Tärkeä asia."


def test_log_is_refused_to_the_secretary(member_of, signed_in):
    assert signed_in(member_of(Role.SECRETARY)).get(LOG).status_code == 403


def test_form_asks_the_database_at_most_twelve_times(browser, client, django_assert_max_num_queries):
    browser.get(LOG, {"client": client.pk})
    with django_assert_max_num_queries(12):
        assert browser.get(LOG, {"client": client.pk}).status_code == 200
