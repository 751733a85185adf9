"""A coach's day and week, and the calendar her phone reads."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from coaching import calendars, feeds
from coaching.models import CalendarFeed
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory, SubstitutionFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
NOON = dt.time(12)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def meet(project, coach, day):
    """An appointment of the coach, today unless said otherwise."""

    def make(hour=10, **facts):
        client = facts.pop("client", None) or EnrolmentFactory(project=project).client
        usual = {
            "project": project,
            "coach": coach,
            "client": client,
            "meets_on": day,
            "meets_from": dt.time(hour),
        }
        return AppointmentFactory(**(usual | facts))

    return make


@pytest.fixture
def gather(project, coach, day):
    """A meeting of a group the coach leads."""

    def make(hour=13, **facts):
        usual = {"coach": coach, "meets_on": day, "meets_from": dt.time(hour), "minutes": 90}
        group = GroupFactory(project=project, name="Kerho", place="Sali")
        return GroupMeetingFactory(**({"group": group} | usual | facts))

    return make


def log(appointment, **facts):
    session = SessionFactory(
        project=appointment.project, coach=appointment.coach, held_on=appointment.meets_on, **facts
    )
    AttendanceFactory(session=session, client=appointment.client)
    return session


def rows(meetings):
    return [each.appointment or each.group_meeting for each in meetings]


def test_agenda_begins_with_what_has_begun_and_waits(meet, gather, coach, day):
    logged, waits, group, later = meet(8), meet(9), gather(11), meet(15)
    log(logged)
    diary = calendars.diary(coach, day)
    assert rows(diary.agenda(NOON)) == [waits, group, logged, later]
    assert rows(diary.agenda(dt.time(7))) == [logged, waits, group, later]
    assert [each.is_logged for each in diary.agenda(NOON)] == [False, False, True, False]


def test_agenda_holds_also_those_of_the_coach_she_stands_in_for(meet, coach, member_of, day):
    away = member_of(Role.COACH)
    own, theirs = meet(10), meet(9, coach=away)
    meet(8, coach=member_of(Role.COACH))
    SubstitutionFactory(coach=away, substitute=coach, starts_on=day, ends_on=day)
    diary = calendars.diary(coach, day)
    assert rows(diary.agenda(dt.time(0))) == [theirs, own]
    assert diary.planned_minutes == 30


def test_unlogged_are_her_own_of_the_last_thirty_days_the_latest_first(meet, gather, coach, member_of, day):
    older, group, newer = (
        meet(meets_on=day - 30 * DAY),
        gather(meets_on=day - 3 * DAY),
        meet(meets_on=day - DAY),
    )
    meet()
    meet(meets_on=day - 31 * DAY)
    meet(meets_on=day - DAY, coach=member_of(Role.COACH))
    log(meet(meets_on=day - 2 * DAY))
    assert rows(calendars.diary(coach, day).unlogged) == [newer, group, older]


def test_week_has_seven_days_in_the_order_of_the_clock(meet, gather, coach):
    monday = dt.date(2022, 4, 25)
    second, first = meet(14, meets_on=monday), gather(9, meets_on=monday)
    sunday = meet(meets_on=monday + 6 * DAY)
    meet(meets_on=monday + 7 * DAY)
    week = calendars.week(coach, monday, monday)
    assert [rows(each.meetings) for each in week] == [[first, second], [], [], [], [], [], [sunday]]
    assert (week[0].meetings[0].ends, calendars.monday_of(sunday.meets_on)) == (dt.time(10, 30), monday)


def test_minutes_of_the_week_are_what_was_logged_and_planned(meet, gather, coach, day):
    monday = calendars.monday_of(day)
    meet(meets_on=monday, minutes=45)
    gather(minutes=90)
    meet(meets_on=monday - DAY, minutes=60)
    for held_on, minutes in ((monday, 30), (day, 20), (monday - DAY, 99)):
        SessionFactory(coach=coach, held_on=held_on, minutes=minutes)
    assert calendars.diary(coach, day).planned_minutes == 135
    assert calendars.logged_minutes(coach, day) == 50


def test_group_meetings_are_hidden_where_groups_are_switched_off(gather, project, coach, day):
    gather()
    with auditing.act(by="cli"):
        project.parts_off = [ProjectPart.GROUPS]
        project.save()
    assert calendars.diary(coach, day).agenda(NOON) == []


@pytest.mark.parametrize("times", [1, 3])
def test_diary_takes_two_questions(meet, gather, coach, day, times, django_assert_num_queries):
    for hour in range(times):
        meet(hour)
        gather(hour)
    # Asked once a request, whatever the page.
    allowed_to(coach, day)
    with django_assert_num_queries(2):
        assert len(calendars.diary(coach, day).agenda(NOON)) == 2 * times


def test_feed_is_read_by_its_address_alone_and_only_its_digest_is_kept(coach):
    first = feeds.renew(user=coach, by=coach)
    second = feeds.renew(user=coach, by=coach)
    assert (feeds.owner(first), feeds.owner(second), feeds.owner("")) == (None, coach, None)
    assert len(first) >= 43
    kept = CalendarFeed.objects.get().token_digest
    assert second not in kept
    feeds.close(user=coach, by=coach)
    assert feeds.owner(second) is None
    feeds.close(user=coach, by=coach)


def test_feed_of_one_who_left_is_closed(coach):
    token = feeds.renew(user=coach, by=coach)
    with auditing.act(by="cli"):
        coach.is_active = False
        coach.save()
    assert feeds.owner(token) is None


def events(coach, day):
    calendar = Calendar.from_ical(feeds.ics(coach, day, timezone.now()))
    return list(calendar.walk("VEVENT"))


def test_feed_tells_number_and_initials_in_utc_and_nothing_of_notes(meet, gather, coach, day):
    client = ClientFactory(
        client_number="A-0214", first_names="Amina Hodan", last_name="Warsame", note="Salaisuus"
    )
    meet(client=client, place="Toivola, 2. kerros; ovi\nvasemmalla", minutes=45)
    gather()
    text = feeds.ics(coach, day, timezone.now()).decode()
    assert "Amina" not in text
    assert "Salaisuus" not in text
    first, second = sorted(events(coach, day), key=lambda event: event["dtstart"].dt)
    assert (str(first["summary"]), "location" in first) == ("A-0214 AW", False)
    # Summer time in Helsinki is three hours ahead.
    assert first["dtstart"].dt == dt.datetime(2022, 4, 30, 7, tzinfo=dt.UTC)
    assert first["dtend"].dt == dt.datetime(2022, 4, 30, 7, 45, tzinfo=dt.UTC)
    assert "DTSTART:20220430T070000Z" in text
    assert (str(second["summary"]), str(second["location"])) == ("Kerho", "Sali")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.fixture
def restricted(project):
    """A client under a safety restriction."""
    facts = {"first_names": "Amina", "last_name": "", "has_safety_restriction": True}
    return EnrolmentFactory(project=project, client=ClientFactory(**facts)).client


@pytest.mark.parametrize(("is_coach", "summary"), [(True, "{} A"), (False, "{}")])
def test_feed_hides_the_initials_of_somebody_restricted_whom_she_may_not_open(
    meet, coach, restricted, is_coach, summary
):
    if is_coach:
        AssignmentFactory(client=restricted, coach=coach)
    meet(client=restricted, place="Toivola", meets_on=dt.date(2022, 12, 1))
    (event,) = events(coach, dt.date(2022, 12, 1))
    assert event["dtstart"].dt == dt.datetime(2022, 12, 1, 8, tzinfo=dt.UTC)
    assert str(event["summary"]) == summary.format(restricted.client_number)


def test_feed_leaves_out_what_was_cancelled_and_what_isnt_hers(meet, coach, member_of, day):
    gone = meet()
    meet(coach=member_of(Role.COACH))
    with auditing.act(by="cli"):
        gone.withdrawn_at, gone.withdrawn_by, gone.withdrawn_reason = timezone.now(), coach, "Sairastui"
        gone.save()
    assert events(coach, day) == []


def test_place_of_a_restricted_clients_meeting_is_told_in_no_list(meet, coach, day, signed_in, project):
    hers = EnrolmentFactory(project=project, client__has_safety_restriction=True).client
    AssignmentFactory(client=hers, coach=coach)
    found = meet(client=hers, place="Salatie 7")
    (meeting,) = calendars.diary(coach, day).meetings
    assert (meeting.appointment, meeting.place, meeting.shown_place) == (found, "Salatie 7", "")
    with auditing.act(by="cli"):
        found.meets_on = timezone.localdate()
        found.save()
    browser = signed_in(coach)
    for address in ("/", "/calendar/"):
        text = browser.get(address).content.decode()
        assert (str(hers) in text, "Salatie" in text) == (True, False)


def test_meetings_of_a_restricted_client_are_not_the_substitutes_to_see(meet, coach, day, member_of, project):
    hers = EnrolmentFactory(project=project, client__has_safety_restriction=True).client
    meet(9, client=hers)
    other = meet(10)
    substitute = member_of(Role.COACH)
    SubstitutionFactory(coach=coach, substitute=substitute, starts_on=day, ends_on=day)
    assert [each.appointment for each in calendars.diary(substitute, day).meetings] == [other]


def test_meetings_of_a_project_she_has_left_are_hidden(meet, gather, coach, project, day):
    for make in (meet, gather):
        make()
    as_secretary = meet(12, project=ProjectFactory())
    MembershipFactory(user=coach, project=as_secretary.project, roles=[Role.SECRETARY])
    here = meet(11, project=ProjectFactory())
    MembershipFactory(user=coach, project=here.project, roles=[Role.COACH])
    with auditing.act(by="cli"):
        project.members.filter(user=coach).update(ends_on=day - DAY)
    assert rows(calendars.diary(coach, day).meetings) == [here]
    assert rows(calendars.week(coach, day, day)[0].meetings) == [here]
    assert [event["summary"] for event in events(coach, day)] == [feeds.code(here.client)]


def test_own_meeting_with_somebody_whom_she_may_not_open_tells_the_number_and_whom_to_ask(
    meet, coach, signed_in, restricted
):
    found = meet(client=restricted, place="Salatie 7", meets_on=timezone.localdate())
    browser = signed_in(coach)
    for address in ("/", "/calendar/"):
        text = browser.get(address).content.decode()
        assert [restricted.client_number in text, "Pyydä projektipäällikköä kirjaamaan" in text] == [
            True,
            True,
        ]
        links = (reverse("coaching:appointment-move", args=[found.pk]), f"appointment={found.pk}")
        assert [word in text for word in ("Amina", "Salatie", *links)] == [False] * 4
