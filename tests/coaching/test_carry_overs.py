import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clients.models import Enrolment
from coaching import carry_overs, tasks
from coaching.goals import OPEN as OPEN_GOAL
from coaching.models import Goal, Step
from coaching.steps import OPEN as OPEN_STEP
from staff import auditing, undoing
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import GoalFactory, StageFactory, StepFactory
from tests.factories.projects import MembershipFactory, PartnerFactory, ProjectFactory
from tests.factories.results import FollowUpFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

LAST, FIRST, TODAY = dt.date(2022, 12, 31), dt.date(2023, 1, 1), dt.date(2022, 12, 1)


@pytest.fixture
def old():
    return ProjectFactory(code="S21588", ends_on=LAST)


@pytest.fixture
def new():
    return ProjectFactory(code="S30001", starts_on=dt.date(2022, 6, 1))


@pytest.fixture
def manager(member_of, old, new):
    user = member_of(Role.MANAGER, project=old)
    MembershipFactory(project=new, user=user, roles=[Role.MANAGER])
    return user


def carry(stays, new, by="cli", last_on=LAST, first_on=FIRST, today=TODAY):
    return carry_overs.carry_over(
        stays=stays, project=new, last_on=last_on, first_on=first_on, today=today, by=by
    )


def open_in(stay):
    """The goals and steps still open in a stay, with the goal each step leads to."""
    goals = Goal.objects.filter(OPEN_GOAL, enrolment=stay).order_by("text")
    steps = Step.objects.filter(OPEN_STEP, enrolment=stay).order_by("text")
    return [goal.text for goal in goals], [(step.text, step.goal and step.goal.text) for step in steps]


def test_carry_over_ends_one_stay_and_continues_it_at_its_place_on_the_path(old, new):
    stay = EnrolmentFactory(project=old, referred_by=PartnerFactory())
    assignment = AssignmentFactory(client=stay.client)
    StageFactory(enrolment=stay, name="Valmennus")
    (onward,) = carry([stay], new)
    stay.refresh_from_db()
    assert (stay.ends_on, stay.exit_reason) == (LAST, "other_project")
    assert (onward.project, onward.starts_on, onward.continues, onward.referred_by) == (
        new, FIRST, stay, stay.referred_by,
    )  # fmt: skip
    assignment.refresh_from_db()
    assert assignment.ends_on is None
    assert list(onward.stages.values_list("name", "starts_on")) == [("Valmennus", FIRST)]


def test_carry_over_moves_what_is_open_and_leaves_what_is_closed(old, new):
    stay, coach = EnrolmentFactory(project=old), UserFactory()
    goal = GoalFactory(enrolment=stay, text="Töihin")
    closed = GoalFactory(enrolment=stay, text="Asunto", reached_on=TODAY, reached_by=coach)
    reminder = StepFactory(
        enrolment=stay, text="Kysy kuulumiset", follow_up=FollowUpFactory(client=stay.client)
    )
    StepFactory(enrolment=stay, goal=goal, text="CV")
    done = StepFactory(enrolment=stay, goal=goal, text="Tehty", done_on=TODAY, done_by=coach)
    elsewhere = StepFactory(text="Toisen asia")
    (onward,) = carry([stay], new, today=FIRST)
    assert open_in(stay) == ([], [])
    assert open_in(onward) == (["Töihin"], [("CV", "Töihin"), ("Kysy kuulumiset", None)])
    assert Step.objects.get(enrolment=onward, follow_up=reminder.follow_up) == reminder
    assert (list(stay.goals.all()), list(stay.steps.all())) == ([closed], [done])
    assert open_in(elsewhere.enrolment)[1] == [("Toisen asia", None)]
    before, moved = auditing.history_of(goal)
    assert (before.enrolment_id, moved.enrolment_id) == (stay.pk, onward.pk)
    undoing.take_back(context=moved.pgh_context_id, by="cli")
    assert open_in(stay) == (["Töihin"], [("CV", "Töihin"), ("Kysy kuulumiset", None)])


def test_stay_carried_over_ahead_of_time_keeps_what_is_open_until_the_next_begins(old, new, monkeypatch):
    stay = EnrolmentFactory(project=old)
    StepFactory(enrolment=stay, text="CV")
    (onward,) = carry([stay], new)
    StepFactory(enrolment=stay, text="Asunto")
    monkeypatch.setattr(tasks, "today", lambda: LAST)
    tasks.bring_along(0)
    assert open_in(stay) == ([], [("Asunto", None), ("CV", None)])
    monkeypatch.setattr(tasks, "today", lambda: FIRST)
    tasks.bring_along(0)
    assert (open_in(stay), open_in(onward)) == (([], []), ([], [("Asunto", None), ("CV", None)]))


def test_carry_over_of_a_stay_that_ended_with_the_project_keeps_its_end(old, new):
    stay = EnrolmentFactory(project=old, ends_on=LAST, exit_reason="other")
    (onward,) = carry([stay], new)
    stay.refresh_from_db()
    assert (stay.exit_reason, onward.continues) == ("other", stay)


def test_carry_over_names_everybody_who_cannot_go_and_carries_nobody(old, new):
    able = EnrolmentFactory(project=old)
    taken = EnrolmentFactory(project=old, client=ClientFactory(client_number="T-1", first_names="Hodan"))
    EnrolmentFactory(project=new, client=taken.client, starts_on=dt.date(2022, 7, 1))
    with pytest.raises(ValidationError) as refusal:
        carry([able, taken], new)
    assert refusal.value.messages == ["T-1 Hodan Warsame: on jo hankkeessa S30001."]
    assert Enrolment.objects.filter(continues__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("last_on", "first_on", "words"),
    [
        (dt.date(2020, 12, 31), FIRST, "tuli vasta 1.1.2021, viimeisen päivän jälkeen"),
        (dt.date(2023, 1, 1), dt.date(2023, 1, 2), "1.1.2023 ei ole hankkeen S21588 aikana (15.1.2019–31.12.2022)"),
        (LAST, dt.date(2022, 5, 31), "31.5.2022 ei ole hankkeen S30001 aikana (1.6.2022–31.12.2099)"),
    ],
)  # fmt: skip
def test_foresee_says_why_somebody_cannot_go(old, new, last_on, first_on, words):
    stay = EnrolmentFactory(project=old)
    (move,) = carry_overs.foresee(stays=[stay], project=new, last_on=last_on, first_on=first_on, today=TODAY)
    assert move.refusal == words


def test_foresee_counts_what_goes_along_and_names_coaches_who_stay_behind(old, new):
    stay = EnrolmentFactory(project=old)
    goal = GoalFactory(enrolment=stay)
    StepFactory(enrolment=stay, goal=goal)
    StepFactory(enrolment=stay)
    colleague, outsider = (AssignmentFactory(client=stay.client).coach for _each in range(2))
    MembershipFactory(project=new, user=colleague)
    (move,) = carry_overs.foresee(stays=[stay], project=new, last_on=LAST, first_on=FIRST, today=TODAY)
    assert (move.refusal, move.goals, move.steps) == ("", 1, 2)
    assert (list(move.coaches), list(move.outsiders)) == ([colleague, outsider], [outsider])


def test_candidates_are_those_still_there_at_the_end_and_not_carried_yet(old, new):
    running, ended = EnrolmentFactory(project=old), EnrolmentFactory(project=old, ends_on=LAST)
    EnrolmentFactory(project=old, ends_on=dt.date(2022, 6, 1))
    carry([EnrolmentFactory(project=old)], new)
    assert set(carry_overs.candidates(old)) == {running, ended}


def test_carry_over_page_shows_first_and_then_carries_those_chosen(signed_in, manager, old, new):
    stays = [EnrolmentFactory(project=old) for _each in range(3)]
    url, browser = reverse("coaching:carry-over", args=[old.code]), signed_in(manager)
    text = browser.get(url).content.decode()
    assert ("checked" in text, text.count('name="stays"'), 'value="2022-12-31"' in text) == (True, 3, True)
    emptied = browser.get(url, {"target": new.pk, "last_on": LAST, "first_on": FIRST, "none": "1"})
    assert "checked" not in emptied.content.decode()
    data = {"target": new.pk, "last_on": LAST, "first_on": FIRST}
    nobody = browser.post(url, data)
    assert (nobody.status_code, Enrolment.objects.count()) == (422, 3)
    answer = browser.post(url, data | {"stays": [stays[0].pk, stays[2].pk]})
    assert answer.headers["Location"] == url
    continued = Enrolment.objects.filter(project=new).values_list("continues", flat=True)
    assert set(continued) == {stays[0].pk, stays[2].pk}


def test_carry_over_page_leaves_out_those_carried_meanwhile_and_carries_the_rest(
    signed_in, manager, old, new
):
    gone = EnrolmentFactory(project=old, client=ClientFactory(client_number="T-1", first_names="Hodan"))
    other = EnrolmentFactory(project=old)
    url, browser = reverse("coaching:carry-over", args=[old.code]), signed_in(manager)
    carry([gone], new)
    said = "ei ole enää hankkeessa: T-1 Hodan Warsame"
    data = {"target": new.pk, "last_on": LAST, "first_on": FIRST}
    alone = browser.post(url, data | {"stays": [gone.pk]})
    assert (alone.status_code, said in alone.content.decode()) == (422, True)
    both = browser.post(url, data | {"stays": [gone.pk, other.pk]}, follow=True)
    assert (both.status_code, said in both.content.decode()) == (200, True)
    continued = Enrolment.objects.filter(project=new).values_list("continues", flat=True)
    assert set(continued) == {gone.pk, other.pk}


def test_carry_over_page_names_no_key_of_a_stay_it_doesnt_show(signed_in, manager, old, new):
    EnrolmentFactory(project=old)
    elsewhere = EnrolmentFactory()
    url = reverse("coaching:carry-over", args=[old.code])
    data = {"target": new.pk, "last_on": LAST, "first_on": FIRST, "stays": [elsewhere.pk]}
    answer = signed_in(manager).post(url, data)
    assert answer.context["form"].errors == {"stays": ["Valitse näytetyistä asiakkaista."]}


def test_carry_over_page_hides_restricted_clients_from_the_coordinator(signed_in, member_of, old, new):
    coordinator = member_of(Role.COORDINATOR, project=old)
    MembershipFactory(project=new, user=coordinator, roles=[Role.COORDINATOR])
    hidden = EnrolmentFactory(
        project=old, client=ClientFactory(client_number="T-9876", has_safety_restriction=True)
    )
    EnrolmentFactory(project=old)
    url, browser = reverse("coaching:carry-over", args=[old.code]), signed_in(coordinator)
    text = browser.get(url).content.decode()
    assert ("T-9876" in text, "projektipäällikkö siirtää hänet" in text) == (False, True)
    data = {"target": new.pk, "last_on": LAST, "first_on": FIRST, "stays": [hidden.pk]}
    assert browser.post(url, data).status_code == 422
    assert Enrolment.objects.filter(project=new).count() == 0


def test_carry_over_page_of_somebody_in_one_project_alone_says_so(signed_in, member_of, old):
    page = signed_in(member_of(Role.MANAGER, project=old)).get(
        reverse("coaching:carry-over", args=[old.code])
    )
    assert (page.status_code, "Ei ole toista hanketta" in page.content.decode()) == (200, True)
