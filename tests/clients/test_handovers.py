"""A client passed from coach to coach: the days, the note, and how long the one before may read."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import handovers
from clients.models import Assignment, Handover
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import HandoverFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def giver(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def receiver(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER)


@pytest.fixture
def client(project, giver):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=giver)
    return enrolment.client


@pytest.fixture
def hand(client, giver, receiver, manager, day):
    def over(**facts):
        usual = {"client": client, "giver": giver, "receiver": receiver, "today": day, "by": manager}
        return handovers.hand_over(**(usual | facts))

    return over


def spans(client):
    return {(each.coach, each.starts_on, each.ends_on) for each in Assignment.objects.filter(client=client)}


def test_hand_over_ends_the_giver_yesterday_and_begins_the_receiver_today(hand, client, giver, receiver, day):
    handover = hand(note="  Soita illalla. ")
    assert spans(client) == {(giver, dt.date(2021, 1, 1), day - DAY), (receiver, day, None)}
    assert (handover.giver, handover.receiver, handover.happened_on, handover.note) == (
        giver, receiver, day, "Soita illalla.",
    )  # fmt: skip


def test_hand_over_of_what_began_today_ends_today(hand, client, giver, receiver, day):
    hand()
    back = hand(giver=receiver, receiver=giver)
    assert (receiver, day, day) in spans(client)
    assert (back.receiver, Handover.objects.count()) == (giver, 2)


def test_hand_over_to_one_who_is_the_coach_already_adds_nothing(hand, client, giver, receiver, day):
    AssignmentFactory(client=client, coach=receiver, starts_on=dt.date(2022, 1, 1))
    hand()
    assert spans(client) == {
        (giver, dt.date(2021, 1, 1), day - DAY),
        (receiver, dt.date(2022, 1, 1), None),
    }


def test_hand_over_by_one_who_isnt_the_coach_is_refused(hand, client, member_of, giver, receiver, day):
    with pytest.raises(ValidationError, match="ei ole tänään asiakkaan valmentaja"):
        hand(giver=member_of(Role.COACH))
    with pytest.raises(ValidationError, match="ei valmenna"):
        hand(receiver=member_of(Role.SECRETARY))
    with pytest.raises(ValidationError):
        hand(receiver=giver)
    assert (Handover.objects.count(), spans(client)) == (0, {(giver, dt.date(2021, 1, 1), None)})


def test_hand_over_all_is_all_or_none(client, giver, receiver, manager, day):
    facts = {"giver": giver, "receiver": receiver, "note": "Hyvää jatkoa.", "today": day, "by": manager}
    with pytest.raises(ValidationError):
        handovers.hand_over_all(clients=[client, ClientFactory()], **facts)
    assert not Handover.objects.exists()
    (made,) = handovers.hand_over_all(clients=[client], **facts)
    assert made.note == "Hyvää jatkoa."


def test_read_back_lasts_thirty_days_for_the_giver_alone(client, giver, receiver, day):
    HandoverFactory(client=client, giver=giver, receiver=receiver, happened_on=day)

    def read(user, today):
        return [row["client"] for row in handovers.read_back(user, today)]

    assert read(giver, day) == read(giver, day + 30 * DAY) == [client.pk]
    assert read(giver, day + 31 * DAY) == read(giver, day - DAY) == read(receiver, day) == []


def test_news_are_two_weeks_of_what_is_still_hers(hand, client, giver, receiver, member_of, day):
    handover = hand()
    assert list(handovers.news(receiver, day + 14 * DAY)) == [handover]
    assert list(handovers.news(receiver, day + 15 * DAY)) == []
    assert list(handovers.news(giver, day)) == []
    hand(giver=receiver, receiver=member_of(Role.COACH))
    assert list(handovers.news(receiver, day + DAY)) == []


def test_latest_is_told_while_its_receiver_is_the_coach(hand, client, receiver, giver, manager, day):
    assert handovers.latest(manager, client, day) is None
    handover = hand()
    assert handovers.latest(manager, client, day) == handover
    assert handovers.latest(manager, client, day - DAY) is None


def test_handovers_are_shown_in_the_project_where_the_receiver_coached_that_day(
    hand, client, receiver, member_of, day
):
    elsewhere = EnrolmentFactory(client=client).project
    stranger = member_of(Role.COORDINATOR, project=elsewhere)
    of_receiver = {"project": elsewhere, "user": receiver}
    MembershipFactory(**of_receiver, roles=[Role.SECRETARY], ends_on=day)
    handover = hand()
    colleague, secretary = member_of(Role.COACH), member_of(Role.SECRETARY)
    assert [handovers.latest(user, client, day) for user in (colleague, stranger, secretary)] == [
        handover, None, None,
    ]  # fmt: skip
    MembershipFactory(**of_receiver, roles=[Role.COACH], starts_on=day + DAY)
    assert list(handovers.shown_to(stranger, client, day)) == []


def test_news_are_of_projects_where_she_logs(hand, client, receiver, project, day):
    hand()
    with auditing.act(by="cli"):
        project.members.filter(user=receiver).update(ends_on=day)
    assert list(handovers.news(receiver, day + DAY)) == []
