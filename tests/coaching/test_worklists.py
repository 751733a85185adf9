"""Work lists: who is on which, from which day on, and nobody before a date has come."""

import datetime as dt

import pytest

from clients.models import Client, Enrolment
from coaching import life_situations, worklists
from coaching.worklists import BY_KEY, Tally, clients_on, led, own, tallies
from ohjaamo.periods import today
from projects.choices import ProjectPart
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory
from tests.factories.clients import AssignmentFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, StepFactory
from tests.factories.projects import ProjectFactory
from tests.factories.results import CardFactory, CardNeedFactory, FollowUpFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
# The records are written here today: a month from now they have been known for a while.
LATER = today() + 40 * DAY


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    """A client of the coach who came when the record was written."""
    enrolment = EnrolmentFactory(project=project, starts_on=today())
    AssignmentFactory(client=enrolment.client, coach=coach, starts_on=today())
    return enrolment


def tally(key, scope) -> Tally:
    return next(each for each in tallies(scope) if each.list.key == key)


def on(key, scope) -> list[Client]:
    found = list(clients_on(BY_KEY[key], scope))
    assert tally(key, scope).count == len(found)
    return found


def meet(stay, coach, held_on, state="present"):
    session = SessionFactory(project=stay.project, coach=coach, held_on=held_on)
    AttendanceFactory(session=session, client=stay.client, state=state)
    return session


def test_client_of_an_old_book_begins_with_nothing_overdue(project, coach):
    enrolment = EnrolmentFactory(project=project, starts_on=dt.date(2021, 1, 1))
    AssignmentFactory(client=enrolment.client, coach=coach, starts_on=dt.date(2021, 1, 1))
    counts = {each.list.key: each.count for each in tallies(own(coach, today())) if each.list.of is None}
    assert set(counts.values()) == {0}


def test_no_contact_begins_thirty_days_after_the_client_came(coach, stay):
    assert on("no-contact", own(coach, today() + 29 * DAY)) == []
    assert on("no-contact", own(coach, today() + 30 * DAY)) == [stay.client]


def test_no_contact_is_counted_from_the_last_session_at_which_the_client_was(coach, stay):
    meet(stay, coach, today() + 10 * DAY)
    meet(stay, coach, today() + 20 * DAY, state="absent")
    assert on("no-contact", own(coach, today() + 39 * DAY)) == []
    (client,) = on("no-contact", own(coach, today() + 40 * DAY))
    assert client.told_on == today() + 10 * DAY


def test_no_contact_gives_a_new_coach_a_month(member_of, coach, stay):
    new = member_of(Role.COACH)
    AssignmentFactory(client=stay.client, coach=new, starts_on=LATER - 5 * DAY)
    assert on("no-contact", own(new, LATER)) == []
    assert on("no-contact", own(coach, LATER)) == [stay.client]


def test_no_contact_doesnt_ask_about_those_who_left(coach, stay):
    with auditing.act(by="cli"):
        stay.ends_on = today() + 5 * DAY
        stay.save()
    assert on("no-contact", own(coach, LATER)) == []


def test_no_step_lists_those_without_an_open_one_only_where_paths_are_used(coach, stay, project):
    assert on("no-step", own(coach, LATER)) == [stay.client]
    step = StepFactory(enrolment=stay)
    assert on("no-step", own(coach, LATER)) == []
    with auditing.act(by="cli"):
        step.done_on, step.done_by = today(), coach
        step.save()
    assert on("no-step", own(coach, LATER)) == [stay.client]
    with auditing.act(by="cli"):
        project.parts_off = [ProjectPart.PATH]
        project.save()
    assert on("no-step", own(coach, LATER)) == []


def test_steps_are_listed_from_their_day_on(coach, stay):
    StepFactory(enrolment=stay, due_on=LATER, text="CV valmiiksi")
    StepFactory(enrolment=stay, due_on=None)
    assert on("steps", own(coach, LATER - DAY)) == []
    (client,) = on("steps", own(coach, LATER))
    assert (client, client.told_on, client.told) == (stay.client, LATER, "CV valmiiksi")


def test_unlogged_meetings_are_the_coachs_own_of_earlier_days(member_of, coach, stay, project):
    facts = {"client": stay.client, "project": project}
    AppointmentFactory(**facts, coach=coach, meets_on=LATER)
    assert on("unlogged", own(coach, LATER)) == []
    assert on("unlogged", own(coach, LATER + DAY)) == [stay.client]
    # Logged without the appointment: nothing waits.
    meet(stay, coach, LATER)
    assert on("unlogged", own(coach, LATER + DAY)) == []
    AppointmentFactory(**facts, coach=member_of(Role.COACH), meets_on=LATER)
    assert on("unlogged", own(coach, LATER + DAY)) == []
    assert on("unlogged", led(member_of(Role.MANAGER), LATER + DAY)) == [stay.client]


def test_unlogged_meetings_are_asked_for_a_month(coach, stay, project):
    AppointmentFactory(client=stay.client, project=project, coach=coach, meets_on=LATER)
    assert on("unlogged", own(coach, LATER + 30 * DAY)) == [stay.client]
    assert on("unlogged", own(coach, LATER + 31 * DAY)) == []


def test_cv_is_a_share_of_the_clients_of_today(coach, stay, project):
    for _number in range(2):
        enrolment = EnrolmentFactory(project=project)
        AssignmentFactory(client=enrolment.client, coach=coach)
    left = EnrolmentFactory(project=project, ends_on=today() - DAY)
    AssignmentFactory(client=left.client, coach=coach)
    OutcomeFactory(client=stay.client, project=project, kind="cv")
    found = tally("no-cv", own(coach, today()))
    assert (found.covered, found.all, found.count) == (1, 3, 2)
    assert stay.client not in on("no-cv", own(coach, today()))


def test_scope_of_a_coach_is_her_own_and_of_a_leader_the_project(member_of, coach, stay, project):
    other = EnrolmentFactory(project=project)
    elsewhere = EnrolmentFactory(project=ProjectFactory())
    manager = member_of(Role.MANAGER)
    assert set(own(coach, today()).clients) == {stay.client}
    assert set(led(manager, today()).clients) == {stay.client, other.client}
    assert elsewhere.client not in led(manager, today()).clients
    assert list(led(coach, today()).clients) == []


@pytest.mark.parametrize("clients", [1, 3])
def test_tallies_take_one_question(coach, project, clients, django_assert_num_queries):
    for _number in range(clients):
        AssignmentFactory(client=EnrolmentFactory(project=project).client, coach=coach)
    scope = own(coach, today())
    with django_assert_num_queries(1):
        assert len(tallies(scope)) == len(worklists.LISTS)


def test_follow_ups_are_listed_from_their_day_on_until_answered(coach, stay):
    FollowUpFactory(client=stay.client, due_on=LATER)
    assert on("follow-ups", own(coach, LATER - DAY)) == []
    (client,) = on("follow-ups", own(coach, LATER))
    assert (client, client.told_on) == (stay.client, LATER)


def test_cards_are_listed_ninety_days_before_they_expire_unless_renewed(coach, stay):
    card = CardFactory(client=stay.client, starts_on=today(), ends_on=today() + 120 * DAY)
    assert on("cards-expiring", own(coach, today() + 29 * DAY)) == []
    (client,) = on("cards-expiring", own(coach, today() + 30 * DAY))
    assert client.told == card.card_type.name
    CardFactory(client=stay.client, card_type=card.card_type, starts_on=today() + DAY, ends_on=None)
    assert on("cards-expiring", own(coach, today() + 30 * DAY)) == []


def test_needed_card_is_a_share_of_those_who_need_or_needed_it(coach, stay, project):
    taken = EnrolmentFactory(project=project)
    AssignmentFactory(client=taken.client, coach=coach)
    need = CardNeedFactory(client=stay.client, starts_on=today())
    CardNeedFactory(client=taken.client, card_type=need.card_type, starts_on=today() - DAY, ends_on=today())
    CardFactory(client=taken.client, card_type=need.card_type, starts_on=today(), ends_on=None)
    found = tally("no-card", own(coach, today() + DAY))
    assert (found.covered, found.all) == (1, 2)
    assert on("no-card", own(coach, today() + DAY)) == [stay.client]


def test_education_is_listed_while_it_goes_on(coach, stay, project):
    facts = {"client": stay.client, "project": project, "kind": "degree_education"}
    OutcomeFactory(**facts, state="completed")
    assert on("education", own(coach, today())) == []
    OutcomeFactory(**facts, state="ongoing", detail="Lappia")
    assert [client.told for client in on("education", own(coach, today()))] == ["Lappia"]


@pytest.mark.parametrize("days", [30, 31, 212, 213])
@pytest.mark.parametrize("link", ["", "continues", "continued_by"])
@pytest.mark.parametrize(("starts", "ends"), [(0, None), (-400, 0), (-800, -365)])
def test_situations_are_those_that_life_situations_calls_missing(coach, project, days, link, starts, ends):
    first, last = today() + starts * DAY, None if ends is None else today() + ends * DAY
    other = EnrolmentFactory(starts_on=dt.date(2019, 2, 1), ends_on=dt.date(2019, 3, 1)) if link else None
    before = other if link == "continues" else None
    stay = EnrolmentFactory(project=project, starts_on=first, ends_on=last, continues=before)
    AssignmentFactory(client=stay.client, coach=coach)
    if link == "continued_by":
        with auditing.act(by="cli"):
            Enrolment.objects.filter(pk=other.pk).update(continues=stay)
    day = today() + days * DAY
    (at_hand,) = life_situations.at_hand(Enrolment.objects.filter(pk=stay.pk))
    missing = life_situations.missing_of(at_hand, day)
    assert bool(on("situations", own(coach, day))) == bool(missing)


def test_situations_are_asked_only_where_the_project_asks(coach, project):
    stay = EnrolmentFactory(project=project, starts_on=today())
    AssignmentFactory(client=stay.client, coach=coach)
    assert on("situations", own(coach, LATER)) == [stay.client]
    with auditing.act(by="cli"):
        project.parts_off = [ProjectPart.SITUATIONS]
        project.save()
    assert on("situations", own(coach, LATER)) == []
