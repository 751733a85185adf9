"""The pages of appointments: the week, agreeing in place, moving and cancelling, and the feed's address."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coaching.models import Appointment, CalendarFeed
from ohjaamo.periods import today
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory, SubstitutionFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
WHEN = {"meets_from": "10:30", "minutes": "45", "kind": "phone", "place": "Toivola"}


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    client = ClientFactory(first_names="Amina", last_name="Warsame")
    enrolment = EnrolmentFactory(project=project, client=client)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


@pytest.fixture
def appointment(stay, coach):
    return AppointmentFactory(client=stay.client, project=stay.project, coach=coach, meets_on=today())


def page(browser, name, *args, **query) -> str:
    answer = browser.get(reverse(f"coaching:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_meeting_is_agreed_on_from_the_clients_page(browser, stay, coach):
    address = reverse("coaching:appointment-agree", args=[stay.pk])
    answer = browser.post(address, WHEN | {"meets_on": today()})
    assert answer.headers["Location"] == reverse("coaching:client", args=[stay.client_id])
    made = Appointment.objects.get()
    assert (made.client, made.project, made.coach, made.meets_on, made.minutes) == (
        stay.client, stay.project, coach, today(), 45,
    )  # fmt: skip
    text = page(browser, "client", stay.client_id)
    assert "10.30" in text
    assert "Sovittu: Amina W." in text


def test_meeting_on_a_day_passed_keeps_the_clients_page_and_what_was_typed(browser, stay):
    address = reverse("coaching:appointment-agree", args=[stay.pk])
    answer = browser.post(address, WHEN | {"meets_on": today() - DAY})
    text = answer.content.decode()
    assert (answer.status_code, Appointment.objects.count()) == (422, 0)
    assert "Päivä on jo mennyt" in text
    assert 'href="#meeting_meets_on"' in text
    assert 'value="10:30"' in text


def test_meeting_is_agreed_on_from_the_calendar_with_one_of_her_own(browser, stay):
    other = EnrolmentFactory(project=stay.project)
    address = reverse("coaching:appointment-add")
    facts = WHEN | {"meets_on": today() + 7 * DAY}
    assert browser.post(address, facts | {"stay": other.pk}).status_code == 422
    answer = browser.post(address, facts | {"stay": stay.pk})
    assert answer.headers["Location"] == f"{reverse('coaching:calendar')}?week={today() + 7 * DAY}"
    assert Appointment.objects.get().client == stay.client


def test_meeting_too_far_ahead_is_refused(browser, stay):
    facts = WHEN | {"meets_on": today() + 800 * DAY, "stay": stay.pk}
    assert browser.post(reverse("coaching:appointment-add"), facts).status_code == 422


def test_calendar_offers_also_clients_of_the_coach_she_stands_in_for(browser, coach, member_of, project):
    away = member_of(Role.COACH)
    theirs = EnrolmentFactory(project=project)
    AssignmentFactory(client=theirs.client, coach=away)
    assert f'<option value="{theirs.pk}">' not in page(browser, "calendar")
    SubstitutionFactory(coach=away, substitute=coach, starts_on=today(), ends_on=today())
    assert f'<option value="{theirs.pk}">' in page(browser, "calendar")


@pytest.mark.parametrize("week", ["", "2022-04-30", "nonsense", "9999-12-31", "0001-01-01"])
def test_calendar_opens_at_any_week_and_at_this_one_when_it_isnt_one(browser, week):
    text = page(browser, "calendar", week=week)
    assert ("Viikko 17, 25.4.2022–1.5.2022" in text) == (week == "2022-04-30")


def test_calendar_row_logs_with_the_appointment(browser, appointment):
    log = f"{reverse('coaching:session-log')}?client={appointment.client_id}&amp;appointment={appointment.pk}"
    log = f"{log}&amp;next={quote(reverse('coaching:calendar'), safe='')}"
    assert f'href="{log}"' in page(browser, "calendar")
    session = SessionFactory(coach=appointment.coach, held_on=today())
    AttendanceFactory(session=session, client=appointment.client)
    text = page(browser, "calendar")
    assert f'href="{log}"' not in text
    assert "Kirjattu" in text


@pytest.mark.parametrize("times", [1, 3])
def test_calendar_takes_as_many_questions_for_any_number_of_meetings(
    browser, coach, project, times, django_assert_num_queries
):
    group = GroupFactory(project=project)
    for hour in range(times):
        enrolment = EnrolmentFactory(project=project)
        AssignmentFactory(client=enrolment.client, coach=coach)
        facts = {"coach": coach, "meets_on": today(), "meets_from": dt.time(hour)}
        AppointmentFactory(client=enrolment.client, project=project, **facts)
        GroupMeetingFactory(group=group, **facts)
    with django_assert_num_queries(10):
        page(browser, "calendar")


def test_appointment_is_moved_and_cancelled_with_undo(browser, appointment):
    address = reverse("coaching:appointment-move", args=[appointment.pk])
    moved = browser.post(address, WHEN | {"meets_on": today() + DAY}, follow=True).content.decode()
    appointment.refresh_from_db()
    assert (appointment.meets_on, appointment.meets_from) == (today() + DAY, dt.time(10, 30))
    assert "Kumoa" in moved
    cancel = reverse("coaching:appointment-cancel", args=[appointment.pk])
    assert browser.post(cancel, {"reason": ""}).status_code == 422
    assert browser.post(cancel, {"reason": "Sairastui"}).status_code == 302
    assert browser.get(address).status_code == 404


def test_appointment_of_a_colleagues_client_asks_why_first(signed_in, member_of, appointment):
    browser = signed_in(member_of(Role.COACH))
    answer = browser.get(reverse("coaching:appointment-move", args=[appointment.pk]))
    assert answer.headers["Location"].startswith(
        reverse("clients:client-reason", args=[appointment.client_id])
    )


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("agree", WHEN),
        ("move", WHEN),
        ("cancel", {"reason": "Sairastui"}),
    ],
)
def test_form_sent_when_the_reason_has_run_out_is_kept_and_done_once_it_is_given(
    browser, stay, appointment, verb, sent
):
    with auditing.act(by="cli"):
        stay.client.has_safety_restriction = True
        stay.client.save()
    before = list(Appointment.objects.values())
    address = reverse(f"coaching:appointment-{verb}", args=[stay.pk if verb == "agree" else appointment.pk])
    data = sent | ({"meets_on": str(today() + DAY)} if verb != "cancel" else {})
    answer = browser.post(address, data)
    text = answer.content.decode()
    assert (answer.status_code, list(Appointment.objects.values())) == (422, before)
    for name, value in data.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in text
    assert "Amina" not in text
    browser.post(reverse("clients:client-reason", args=[stay.client_id]), {"reason": "substitute"})
    assert browser.post(address, data).status_code == 302
    assert list(Appointment.objects.values()) != before


def test_feed_address_is_shown_once_and_reads_without_signing_in(browser, appointment):
    text = browser.post(reverse("coaching:calendar-feed-renew")).content.decode()
    (address,) = re.findall(r'value="http://testserver(/calendar/[\w-]{43}\.ics)"', text)
    assert ".ics" not in page(browser, "calendar")
    answer = Browser().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "no-store"
    assert f"{appointment.client.client_number} AW" in answer.content.decode()
    browser.post(reverse("coaching:calendar-feed-close"))
    assert (Browser().get(address).status_code, CalendarFeed.objects.count()) == (404, 0)


def test_feed_of_one_who_no_longer_logs_answers_nobody(browser, coach, project, appointment):
    text = browser.post(reverse("coaching:calendar-feed-renew")).content.decode()
    (address,) = re.findall(r'value="http://testserver(/calendar/[\w-]{43}\.ics)"', text)
    with auditing.act(by="cli"):
        project.members.filter(user=coach).update(ends_on=today() - DAY)
    assert Browser().get(address).status_code == 404
