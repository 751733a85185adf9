import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clients.models import Enrolment
from coaching import carry_overs
from coaching.models import Goal, Step
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import GoalFactory, StageFactory, StepFactory
from tests.factories.projects import MembershipFactory, PartnerFactory, ProjectFactory

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


def carry(stays, new, by="cli", last_on=LAST, first_on=FIRST):
    return carry_overs.carry_over(
        stays=stays, project=new, last_on=last_on, first_on=first_on, today=TODAY, by=by
    )


def test_carry_over_ends_one_stay_and_continues_it_with_all_that_is_open(old, new):
    stay = EnrolmentFactory(project=old, referred_by=PartnerFactory())
    assignment = AssignmentFactory(client=stay.client)
    goal = GoalFactory(enrolment=stay, text="Töihin")
    closed = GoalFactory(enrolment=stay, text="Asunto", reached_on=TODAY, reached_by=assignment.coach)
    StepFactory(enrolment=stay, goal=goal, text="CV")
    StepFactory(enrolment=stay, text="Soitto Kelaan", due_on=None)
    StepFactory(enrolment=stay, text="Tehty", done_on=TODAY, done_by=assignment.coach)
    StageFactory(enrolment=stay, name="Valmennus")
    (onward,) = carry([stay], new)
    stay.refresh_from_db()
    assert (stay.ends_on, stay.exit_reason) == (LAST, "other_project")
    assert (onward.project, onward.starts_on, onward.continues, onward.referred_by) == (
        new, FIRST, stay, stay.referred_by,
    )  # fmt: skip
    assignment.refresh_from_db()
    assert assignment.ends_on is None
    assert [(each.text, each.set_on) for each in Goal.objects.filter(enrolment=onward)] == [
        ("Töihin", goal.set_on)
    ]
    steps = Step.objects.filter(enrolment=onward).order_by("text").values_list("text", "goal__text", "owner")
    assert [(text, said) for text, said, _owner in steps] == [("CV", "Töihin"), ("Soitto Kelaan", None)]
    assert list(onward.stages.values_list("name", "starts_on")) == [("Valmennus", FIRST)]
    assert (closed.enrolment, Goal.objects.filter(enrolment=stay).count()) == (stay, 2)


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
