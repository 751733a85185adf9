"""The week in figures: on a page by role, and as a mail without a single name."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from coaching import digests, tasks
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import StepFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
# Mondays: in summer and in winter, both at four and at five by the queue's clock.
SUMMER, WINTER = dt.datetime(2026, 6, 1, tzinfo=dt.UTC), dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, has_digest=True)


@pytest.fixture
def amina(project, coach):
    """A client of the coach who came this week, with a step that is due."""
    client = ClientFactory(first_names="Amina", last_name="Warsame", client_number="A-0214")
    enrolment = EnrolmentFactory(project=project, client=client, starts_on=today())
    AssignmentFactory(client=client, coach=coach, starts_on=today())
    StepFactory(enrolment=enrolment, due_on=today())
    return client


def keys(rows):
    return [row.list.key for row in rows]


def test_digest_of_a_coach_is_of_her_own_clients(project, coach, amina):
    EnrolmentFactory(project=project, starts_on=today())
    found = digests.digest(coach, today())
    assert (found.is_own, list(found.newcomers), keys(found.waiting)) == (True, [amina], ["steps"])
    assert {gap.count for gap in found.gaps} == {1}


def test_digest_of_a_leader_is_of_the_project(project, member_of, amina):
    other = EnrolmentFactory(project=project, starts_on=today() - 6 * DAY).client
    EnrolmentFactory(project=project, starts_on=today() - 7 * DAY)
    found = digests.digest(member_of(Role.MANAGER), today())
    assert (found.is_own, set(found.newcomers), keys(found.waiting)) == (False, {amina, other}, ["steps"])
    assert found.since == today() - 6 * DAY


def test_digest_of_a_secretary_is_of_facts_only(member_of, signed_in, amina):
    secretary = member_of(Role.SECRETARY)
    found = digests.digest(secretary, today())
    assert (found.waiting, list(found.newcomers)) == ([], [amina])
    text = signed_in(secretary).get(reverse("coaching:digest")).content.decode()
    assert "Ilman kuntaa" in text
    assert "Odottaa" not in text


def test_gap_of_the_digest_opens_to_as_many_clients(signed_in, coach, amina):
    (gap,) = [each for each in digests.digest(coach, today()).gaps if each.key == "mother_tongue"]
    query = {"active": "now", "whose": "mine", "missing": gap.key}
    text = signed_in(coach).get(reverse("clients:list"), query).content.decode()
    assert (gap.count, "1 asiakas" in text) == (1, True)


def test_mail_tells_counts_and_a_link_but_nobody(coach, amina, settings):
    settings.OHJAAMO_ADDRESS = "https://ohjaamo.example"
    digests.mail(coach, today())
    (sent,) = mail.outbox
    assert sent.to == [coach.email]
    assert "Sovittu askel odottaa: 1" in sent.body
    assert "1 uusi asiakas" in sent.body
    assert "1 asiakas ilman kuntaa" in sent.body
    assert "https://ohjaamo.example/digest/" in sent.body
    for told in ("Amina", "Warsame", "A-0214"):
        assert told not in sent.body + sent.subject


def test_mail_is_in_the_readers_language(member_of):
    coach = member_of(Role.COACH, interface_language="en")
    digests.mail(coach, today())
    assert mail.outbox[0].subject.startswith("Ohjaamo: your week")
    assert "Nothing waits." in mail.outbox[0].body


def test_mail_to_one_who_sees_no_clients_isnt_sent(member_of):
    for user in (member_of(Role.PARTNER), UserFactory()):
        digests.mail(user, today())
    assert mail.outbox == []


@pytest.fixture
def deferred(monkeypatch):
    """The tasks that were put into the queue."""
    found = []
    monkeypatch.setattr(tasks.send_digest, "defer", lambda **facts: found.append(facts))
    return found


@pytest.mark.parametrize(
    ("moment", "is_sent"),
    [
        (SUMMER.replace(hour=4), True),
        (SUMMER.replace(hour=5), False),
        (WINTER.replace(hour=4), False),
        (WINTER.replace(hour=5), True),
    ],
)
def test_digests_are_sent_at_seven_in_helsinki(settings, coach, deferred, moment, is_sent):
    settings.OHJAAMO_MAIL = True
    UserFactory()
    UserFactory(has_digest=True, is_active=False)
    tasks.send_digests(timestamp=int(moment.timestamp()))
    expected = {"user_id": coach.pk, "day": moment.date().isoformat()}
    assert deferred == [expected] * is_sent


def test_digests_arent_sent_without_mail(settings, coach, deferred):
    settings.OHJAAMO_MAIL = False
    tasks.send_digests(timestamp=int(WINTER.replace(hour=5).timestamp()))
    assert deferred == []


def test_digest_task_sends_to_who_still_wants_it(coach):
    tasks.send_digest(user_id=coach.pk, day="2026-11-23")
    tasks.send_digest(user_id=UserFactory().pk, day="2026-11-23")
    assert [sent.to for sent in mail.outbox] == [[coach.email]]
    assert mail.outbox[0].subject == "Ohjaamo: viikkokooste 23.11.2026"
