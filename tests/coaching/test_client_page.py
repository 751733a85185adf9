import datetime as dt

import pytest
from django.urls import reverse

from clients.models import Enrolment
from coaching.suggestions import habits
from coaching.worklists import QUIET
from ohjaamo.periods import today
from projects.choices import ActivityKind, ProjectPart
from projects.models import Project
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory, HandoverFactory
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.coaching import (
    AttendanceFactory,
    GoalFactory,
    SessionFactory,
    StageFactory,
    StepFactory,
)
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


@pytest.fixture
def session_with(project):
    """A session with a client, as the given coach logged it."""

    def make(client, **facts):
        facts = {"project": project} | facts
        return AttendanceFactory(session=SessionFactory(**facts), client=client).session

    return make


@pytest.fixture
def page(signed_in, stay):
    """The client's page as somebody gets it, a reason given beforehand where one is needed."""

    def open_page(user, query=""):
        browser = signed_in(user)
        address = reverse("coaching:client", args=[stay.client.pk]) + query
        response = browser.get(address)
        if response.status_code == 302 and "/reason/" in response.headers["Location"]:
            browser.post(response.headers["Location"], {"reason": "substitute"})
            response = browser.get(address)
        return response

    return open_page


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_page_says_where_she_stands_and_what_is_next(page, coach, stay):
    StageFactory(enrolment=stay, name="Valmennus", starts_on=today() - dt.timedelta(days=46))
    StepFactory(enrolment=stay, text="Soitto Kelaan", due_on=today() + dt.timedelta(days=9), owner=coach)
    StepFactory(enrolment=stay, text="CV valmiiksi", due_on=today() + dt.timedelta(days=2), owner=coach)
    response = page(coach)
    text = " ".join(text_of(response).split())
    assert "Polulla: Valmennus" in text
    assert "vaihe 4/6, 47 päivää" in text
    assert "2 päivää aikaa" in text
    assert response.context["step"].text == "CV valmiiksi"
    assert [step.text for step in response.context["plan"].loose] == ["CV valmiiksi", "Soitto Kelaan"]


def test_page_without_stage_and_step_says_so(page, coach):
    text = text_of(page(coach))
    assert "ei vielä vaihetta" in text
    assert "Ei seuraavaa askelta." in text
    assert f"kun asiakkaan tai valmentajan tulosta on {QUIET.days} päivää." in text


def test_page_shows_primary_activity_first_and_counts_results(page, coach, stay, project):
    ActivityFactory(client=stay.client, kind=ActivityKind.WORK)
    ActivityFactory(client=stay.client, kind=ActivityKind.VOCATIONAL)
    ActivityFactory(client=stay.client, kind=ActivityKind.OTHER, ends_on=dt.date(2021, 2, 1))
    for quantity in (2, 3):
        OutcomeFactory(client=stay.client, project=project, kind="cv", quantity=quantity)
    context = page(coach).context
    assert [activity.kind for activity in context["running"]] == ["vocational", "work"]
    assert [count for _label, count in context["results"]] == [5]


def test_timeline_is_newest_first_and_folds_what_is_older(page, coach, stay, session_with):
    for place in range(11):
        session_with(stay.client, coach=coach, held_on=dt.date(2022, 1, 1) + dt.timedelta(days=place))
    shown = page(coach).context["timeline"]
    days = [event.day for event in shown.events]
    assert (len(days), days[0], shown.has_more) == (10, dt.date(2022, 1, 11), True)
    assert days == sorted(days, reverse=True)
    whole = page(coach, "?all").context["timeline"]
    assert (len(whole.events), whole.has_more) == (12, False)
    assert whole.events[-1].facts == ["Tuli hankkeeseen"]


def test_timeline_holds_beginnings_ends_and_results_but_nothing_planned(page, coach, stay, project):
    ActivityFactory(client=stay.client, starts_on=dt.date(2021, 2, 1), ends_on=dt.date(2021, 3, 1))
    ActivityFactory(client=stay.client, kind=ActivityKind.OTHER, ends_on=today() + dt.timedelta(days=1))
    OutcomeFactory(client=stay.client, project=project, happened_on=dt.date(2021, 2, 15))
    events = page(coach).context["timeline"].events
    assert [event.facts[0] for event in events] == [
        "Toiminta päättyi", "Tulos", "Toiminta alkoi", "Toiminta alkoi", "Tuli hankkeeseen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "reads_confidential"),
    [(Role.COACH, False), (Role.COORDINATOR, True), (Role.MANAGER, True)],
)
def test_confidential_note_is_read_by_leaders_and_not_by_other_coaches(
    page, member_of, stay, session_with, role, reads_confidential
):
    writer = member_of(Role.COACH)
    session_with(stay.client, coach=writer, note="Avoin asia.")
    session_with(stay.client, coach=writer, note="Salainen asia.", is_confidential=True)
    text = text_of(page(member_of(role)))
    assert "Avoin asia." in text
    assert ("Salainen asia." in text, "Muistiinpano on luottamuksellinen." in text) == (
        reads_confidential, not reads_confidential,
    )  # fmt: skip


def test_confidential_note_is_read_by_its_writer_and_by_the_clients_coach(
    page, coach, member_of, stay, session_with
):
    writer = member_of(Role.COACH)
    session_with(stay.client, coach=writer, note="Salainen asia.", is_confidential=True)
    assert ["Salainen asia." in text_of(page(reader)) for reader in (writer, coach)] == [True, True]


def test_page_is_refused_to_the_secretary_and_hidden_from_strangers(page, member_of):
    assert page(member_of(Role.SECRETARY)).status_code == 403
    assert page(member_of(Role.COACH, project=ProjectFactory())).status_code == 404


def test_page_of_client_of_a_project_where_she_is_secretary_leads_to_the_facts(
    page, member_of, stay, project
):
    both = member_of(Role.SECRETARY)
    MembershipFactory(user=both, roles=[Role.COACH])
    assert page(both).headers["Location"] == reverse("clients:detail", args=[stay.client.pk])


def test_sessions_of_a_project_where_she_reads_no_notes_are_left_out(page, coach, stay, session_with):
    other = EnrolmentFactory(client=stay.client).project
    session_with(stay.client, project=other, note="Muualla puhuttua.")
    assert "Muualla" not in text_of(page(coach))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_as_often_however_much_there_is(
    page, coach, stay, session_with, signed_in, django_assert_num_queries, rows
):
    for place in range(rows):
        goal = GoalFactory(enrolment=stay, text=f"Tavoite {place}")
        session_with(stay.client, coach=coach, note="Asia.")
        StepFactory(enrolment=stay, owner=coach, goal=goal)
        StepFactory(enrolment=stay, owner=coach, done_on=today(), done_by=coach)
        OutcomeFactory(client=stay.client, project=stay.project)
        starts_on = dt.date(2022, 1, 1 + place)
        StageFactory(enrolment=stay, starts_on=starts_on, ends_on=starts_on)
    page(coach)
    browser = signed_in(coach)
    with django_assert_num_queries(19):
        assert browser.get(reverse("coaching:client", args=[stay.client.pk])).status_code == 200


def test_page_shows_goals_with_their_steps_two_levels_deep_and_the_closed_ones_folded(page, coach, stay):
    reached = GoalFactory(enrolment=stay, text="Ajokortti", reached_on=today(), reached_by=coach)
    work, studies = (GoalFactory(enrolment=stay, text=text) for text in ("Töihin", "Opiskelemaan"))
    StepFactory(enrolment=stay, owner=coach, goal=work, text="CV")
    StepFactory(enrolment=stay, owner=coach, text="Soitto Kelaan")
    gone = {"dropped_on": today(), "dropped_by": coach}
    StepFactory(enrolment=stay, owner=coach, goal=reached, text="Teoriakoe", **gone)
    plan = page(coach).context["plan"]
    assert [(aim.goal, [step.text for step in aim.steps]) for aim in plan.aims] == [
        (work, ["CV"]),
        (studies, []),
    ]
    assert [step.text for step in plan.loose] == ["Soitto Kelaan"]
    assert {(each.row.text, each.state, each.by) for each in plan.closed} == {
        ("Ajokortti", "reached", coach), ("Teoriakoe", "dropped", coach),
    }  # fmt: skip


def test_page_of_a_project_without_paths_has_no_goals_but_a_next_step(page, coach, stay, project):
    with auditing.act(by="cli"):
        Project.objects.filter(pk=project.pk).update(parts_off=[ProjectPart.PATH])
    text = text_of(page(coach))
    assert ["Tavoitteet" in text, "Polulla" in text, "Seuraavaksi" in text] == [False, False, True]


def test_page_of_an_ended_stay_offers_nothing_to_do_about_the_path(page, coach, stay):
    GoalFactory(enrolment=stay)
    StepFactory(enrolment=stay, owner=coach)
    StageFactory(enrolment=stay)
    with auditing.act(by="cli"):
        Enrolment.objects.filter(pk=stay.pk).update(ends_on=dt.date(2022, 12, 31))
    text = text_of(page(coach))
    assert [word in text for word in ("step-", "/stays/", "/goals/", "/stages/")] == [False] * 4


def test_step_texts_are_suggested_only_when_she_has_used_them_for_several_clients(coach, stay, project):
    other = EnrolmentFactory(project=project)
    StepFactory(enrolment=stay, owner=coach, text="Soita Fatiman äidille")
    StepFactory(enrolment=stay, owner=coach, text="Soita Fatiman äidille")
    for each in (stay, other):
        StepFactory(enrolment=each, owner=coach, text="Todistukset mukaan")
    StepFactory(enrolment=EnrolmentFactory(), owner=coach, text="Soita Fatiman äidille")
    assert habits(project, coach) == ["Todistukset mukaan"]


def test_page_under_safety_restriction_tells_neither_phone_nor_municipality(page, coach, stay, project):
    client = ClientFactory(has_safety_restriction=True, phone="040 111")
    EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    stay.client = client
    text = text_of(page(coach))
    assert ("040 111" in text, "Ei ilmoiteta" in text) == (False, True)


def test_page_shows_path_and_steps_of_the_project_where_she_reads_notes_only(page, coach, stay):
    StageFactory(enrolment=stay, name="Valmennus")
    StepFactory(enrolment=stay, text="Soitto Kelaan", owner=coach)
    elsewhere = EnrolmentFactory(client=stay.client, starts_on=dt.date(2022, 1, 1))
    StageFactory(enrolment=elsewhere, name="Seuranta", starts_on=dt.date(2022, 2, 1))
    StepFactory(enrolment=elsewhere, text="Salainen askel", owner=coach)
    response = page(coach)
    text = text_of(response)
    assert (response.context["path"].name, response.context["step"].text) == ("Valmennus", "Soitto Kelaan")
    assert ["Salainen askel" in text, "Polulla: Seuranta" in text] == [False, False]


def test_page_tells_nothing_agreed_on_or_handed_over_in_a_project_where_she_does_not_work(
    page, coach, stay, member_of, project
):
    elsewhere = EnrolmentFactory(client=stay.client).project
    their_coach = member_of(Role.COACH, project=elsewhere)
    AssignmentFactory(client=stay.client, coach=their_coach)
    HandoverFactory(client=stay.client, receiver=their_coach, note="Muualla luovutettu.")
    facts = {"client": stay.client, "meets_on": today()}
    here = AppointmentFactory(**facts, project=project, coach=coach)
    AppointmentFactory(**facts, project=elsewhere, coach=their_coach, place="Muualla sovittu")
    response = page(coach)
    assert list(response.context["coming"]) == [here]
    assert "Muualla" not in text_of(response)


def test_timeline_tells_of_a_stay_in_a_project_where_she_does_not_work_its_code_and_days_alone(
    page, coach, stay
):
    project = ProjectFactory(code="S9", name="Kemin polku")
    days = {"starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2020, 12, 31)}
    EnrolmentFactory(client=stay.client, project=project, exit_reason="employed", **days)
    response = page(coach)
    events = [(event.day, event.text) for event in response.context["timeline"].events]
    assert events == [
        (dt.date(2021, 1, 1), str(stay.project)), (days["ends_on"], "S9"), (days["starts_on"], "S9"),
    ]  # fmt: skip
    assert "Kemin polku" not in text_of(response)


def test_place_agreed_on_with_somebody_restricted_is_told_on_its_own_page_alone(
    page, coach, stay, signed_in, project
):
    stay.client.has_safety_restriction = True
    with auditing.act(by="cli"):
        stay.client.save()
    facts = {"client": stay.client, "meets_on": today(), "project": project, "coach": coach}
    found = AppointmentFactory(**facts, place="Salatie 7")
    assert "Salatie" not in text_of(page(coach))
    own = signed_in(coach).get(reverse("coaching:appointment-move", args=[found.pk]))
    assert "Salatie 7" in text_of(own)


def test_header_tells_of_a_stay_elsewhere_where_she_reads_no_notes(stay, member_of, signed_in):
    secretary = member_of(Role.SECRETARY)
    text = signed_in(secretary).get(reverse("clients:detail", args=[stay.client.pk])).content.decode()
    assert "Asiakkuudessa 1.1.2021 alkaen" in text
