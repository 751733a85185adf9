import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients import situations
from clients.choices import EducationState, OutcomeKind
from clients.models import Activity, Card, Client, FollowUp, Outcome
from coaching import result_plans, results
from coaching.choices import ResultKind
from coaching.models import CoachingSession, Step
from coaching.result_plans import Result
from coaching.results import MOVING_ON, Details
from projects.choices import ActivityKind
from staff import auditing, undoing
from tests.factories.clients import ActivityFactory, ClientFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.coaching import StageFactory
from tests.factories.projects import ProjectFactory
from tests.factories.results import CardNeedFactory, CardTypeFactory, FollowUpFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 4, 30)
ONE = dt.timedelta(days=1)


@pytest.fixture
def coach():
    return UserFactory()


@pytest.fixture
def stay(project):
    return EnrolmentFactory(project=project)


def job(**facts):
    given = {"starts_on": DAY, "place": "Arctic", "activity": ActivityKind.WORK}
    return Result(kind=ResultKind.JOB, outcome=OutcomeKind.EMPLOYMENT, **given | facts)


def plan_of(stay, result, user, *, note="", **choice):
    facts = {"details": Details(note=note), "user": user, "today": DAY}
    state = results.state_of(client=stay.client, stay=stay, result=result, **facts)
    return result_plans.make(result, state, **choice)


def carry_out(stay, plan, by, *, is_new=False, **details):
    results.carry_out(
        plan=plan, client=stay.client, stay=stay, details=Details(**details), submission=uuid4(),
        is_new=is_new, by=by,
    )  # fmt: skip


def primary_now(client, day, project):
    return Client.objects.annotate(kind=situations.primary_kind(day, project)).get(pk=client.pk).kind or ""


def everything(client):
    """All rows the act may write, as they stand."""
    models = (Activity, Outcome, FollowUp, Card, CoachingSession, Step)
    return {model: list(model.objects.order_by("pk").values()) for model in models} | {
        "stages": list(
            client.enrolments.get().stages.order_by("starts_on").values("name", "starts_on", "ends_on")
        )
    }


def test_job_writes_everything_that_was_said(stay, coach):
    StageFactory(enrolment=stay, name="Valmennus")
    unemployed = ActivityFactory(client=stay.client, kind=ActivityKind.UNEMPLOYED)
    plan = plan_of(stay, job(terms={"is_permanent": True}, title="Siivooja"), coach)
    carry_out(stay, plan, coach, evidence_place="Työsopimus, kansio 3", note="Hieno juttu.")
    unemployed.refresh_from_db()
    work = Activity.objects.get(kind=ActivityKind.WORK)
    outcome = Outcome.objects.get()
    session = CoachingSession.objects.get()
    assert unemployed.ends_on == DAY - ONE
    assert (work.place, work.title, work.starts_on, work.ends_on, work.confirmed_by) == (
        "Arctic", "Siivooja", DAY, None, coach,
    )  # fmt: skip
    assert [(terms.starts_on, terms.is_permanent) for terms in work.terms.all()] == [(DAY, True)]
    assert (outcome.kind, outcome.detail, outcome.happened_on, outcome.evidence_seen_by) == (
        "employment", "Arctic", DAY, coach,
    )  # fmt: skip
    assert [(each.due_on, each.outcome) for each in FollowUp.objects.all()] == [
        (day, outcome)
        for day in (dt.date(2022, 5, 30), dt.date(2022, 7, 30), dt.date(2022, 10, 30), dt.date(2023, 4, 30))
    ]
    assert (session.held_on, session.minutes, session.note) == (DAY, 15, "Hieno juttu.")
    assert [stage.name for stage in stay.stages.all()] == ["Valmennus", MOVING_ON]
    assert [(step.text, step.due_on, step.owner) for step in stay.steps.all()] == [
        ("Seurantasoitto", dt.date(2022, 5, 30), coach)
    ]


def test_act_undone_leaves_the_database_as_it_was(stay, coach):
    StageFactory(enrolment=stay, name="Valmennus")
    ActivityFactory(client=stay.client, kind=ActivityKind.UNEMPLOYED)
    before = everything(stay.client)
    plan = plan_of(stay, job(terms={"is_full_time": True}), coach)
    with auditing.act(by=coach):
        carry_out(stay, plan, coach)
        ticket = undoing.offer(back="/")
    assert everything(stay.client) != before
    undoing.take_back(context=undoing.offered(ticket=ticket, by=coach).context, by=coach)
    assert everything(stay.client) == before


def test_lines_ticked_off_write_nothing(stay, coach):
    unemployed = ActivityFactory(client=stay.client, kind=ActivityKind.UNEMPLOYED)
    plan = plan_of(stay, job(), coach)
    ticked = plan_of(stay, job(), coach, ticked=["outcome"], offered=[line.key for line in plan.lines])
    carry_out(stay, ticked, coach)
    unemployed.refresh_from_db()
    assert (Outcome.objects.count(), Activity.objects.count(), unemployed.ends_on) == (1, 1, None)
    assert (FollowUp.objects.count(), CoachingSession.objects.count(), Step.objects.count()) == (0, 0, 0)


def test_act_with_nothing_left_is_refused(stay, coach):
    plan = plan_of(stay, job(), coach)
    nothing = plan_of(stay, job(), coach, offered=[line.key for line in plan.lines])
    with pytest.raises(ValidationError, match="Tallennettavaa ei jäänyt"):
        carry_out(stay, nothing, coach)


def test_refusal_of_one_line_writes_none(stay, coach):
    ActivityFactory(client=stay.client, kind=ActivityKind.WORK, place="Arctic", starts_on=DAY)
    with pytest.raises(ValidationError, match="samassa paikassa"):
        carry_out(stay, plan_of(stay, job(), coach), coach)
    assert (Outcome.objects.count(), CoachingSession.objects.count()) == (0, 0)


@pytest.mark.parametrize("days", [-31, -30, 0, 30, 31])
def test_same_outcome_within_thirty_days_is_refused_unless_it_is_new(stay, coach, days):
    OutcomeFactory(client=stay.client, project=stay.project, detail=" ARCTIC ", happened_on=DAY + days * ONE)
    plan = plan_of(stay, job(), coach)
    is_twin = abs(days) <= 30
    assert len(results.twins_of(stay.client, plan)) == is_twin
    if is_twin:
        with pytest.raises(ValidationError, match="on jo kirjattu"):
            carry_out(stay, plan, coach)
    carry_out(stay, plan, coach, is_new=is_twin)
    assert Outcome.objects.count() == 2


def test_client_who_has_left_gets_the_result_in_the_project_she_was_in(project, coach):
    stay = EnrolmentFactory(project=project, ends_on=dt.date(2021, 12, 31))
    StageFactory(enrolment=stay, name="Valmennus", starts_on=stay.starts_on, ends_on=stay.ends_on)
    plan = plan_of(stay, job(starts_on=dt.date(2022, 2, 1)), coach)
    assert [line.why for line in plan.lines if line.key == "session"] == [
        "asiakkuus on päättynyt, joten se on jälkiohjausta"
    ]
    carry_out(stay, plan, coach)
    assert Outcome.objects.get().project == project
    assert (stay.stages.count(), stay.steps.count()) == (1, 0)
    # Of the days to ask on, those gone by are left out.
    assert [each.due_on for each in FollowUp.objects.all()] == [
        dt.date(2022, 5, 1), dt.date(2022, 8, 1), dt.date(2023, 2, 1),
    ]  # fmt: skip


def test_card_is_taken_and_the_need_of_it_ends(stay, coach):
    card_type = CardTypeFactory()
    need = CardNeedFactory(client=stay.client, card_type=card_type)
    card = Result(
        kind=ResultKind.CARD, starts_on=DAY, ends_on=dt.date(2027, 4, 29), place=card_type.name,
        card_type_id=card_type.pk, outcome=OutcomeKind.CARD,
    )  # fmt: skip
    carry_out(stay, plan_of(stay, card, coach), coach)
    need.refresh_from_db()
    taken = Card.objects.get()
    assert (taken.ends_on, taken.outcome.detail, need.ends_on) == (dt.date(2027, 4, 29), card_type.name, DAY)
    assert (FollowUp.objects.count(), Activity.objects.count()) == (0, 0)


def test_studies_that_are_completed_change_the_state_and_end_the_activity(stay, coach):
    client = stay.client
    activity = ActivityFactory(client=client, kind=ActivityKind.VOCATIONAL, place="Lappia")
    outcome = OutcomeFactory(
        client=client, project=stay.project, kind=OutcomeKind.DEGREE_EDUCATION, detail="Lappia",
        state=EducationState.ONGOING,
    )  # fmt: skip
    waiting = FollowUpFactory(client=client, outcome=outcome, due_on=DAY + ONE)
    assert results.ongoing_studies(client, DAY) == [(activity, outcome)]
    ended = Result(
        kind=ResultKind.EDUCATION_ENDED, starts_on=DAY, ended_activity=activity.pk, ended_outcome=outcome.pk,
        state=EducationState.COMPLETED,
    )  # fmt: skip
    carry_out(stay, plan_of(stay, ended, coach), coach)
    activity.refresh_from_db()
    outcome.refresh_from_db()
    assert (activity.ends_on, outcome.state, Outcome.objects.count()) == (DAY, EducationState.COMPLETED, 1)
    assert not FollowUp.objects.filter(pk=waiting.pk).exists()
    assert FollowUp.objects.filter(outcome=outcome).count() == 4
    assert results.ongoing_studies(client, DAY + ONE) == []


def test_studies_without_an_outcome_that_end_are_asked_about_no_more(stay, coach):
    activity = ActivityFactory(client=stay.client, kind=ActivityKind.INTEGRATION)
    waiting = FollowUpFactory(client=stay.client, activity=activity, due_on=DAY + ONE)
    ended = Result(
        kind=ResultKind.EDUCATION_ENDED, starts_on=DAY, ended_activity=activity.pk, state="completed"
    )
    plan = plan_of(stay, ended, coach)
    assert plan.has("waiting")
    carry_out(stay, plan, coach)
    assert not FollowUp.objects.filter(pk=waiting.pk).exists()


def test_ongoing_studies_whose_activity_nobody_recorded_may_end_too(stay):
    outcome = OutcomeFactory(
        client=stay.client,
        project=stay.project,
        kind=OutcomeKind.DEGREE_EDUCATION,
        state=EducationState.ONGOING,
    )
    assert results.ongoing_studies(stay.client, DAY) == [(None, outcome)]


def test_work_trial_is_no_outcome_and_is_asked_about_when_it_ends(stay, coach):
    trial = Result(
        kind=ResultKind.WORK_TRIAL, starts_on=DAY, ends_on=DAY + 60 * ONE, place="Arctic",
        activity=ActivityKind.WORK_TRIAL,
    )  # fmt: skip
    carry_out(stay, plan_of(stay, trial, coach), coach)
    assert (Outcome.objects.count(), Activity.objects.get().ends_on) == (0, DAY + 60 * ONE)
    assert [(each.due_on, each.kind) for each in FollowUp.objects.all()] == [(DAY + 60 * ONE, "other")]


def test_follow_ups_are_about_the_activity_that_begins(stay, coach):
    carry_out(stay, plan_of(stay, job(), coach), coach)
    assert set(FollowUp.objects.values_list("activity", flat=True)) == {Activity.objects.get().pk}


def test_nobody_is_reminded_of_follow_ups_that_were_ticked_off(stay, coach):
    first = plan_of(stay, job(), coach)
    keys = [line.key for line in first.lines]
    on = [key for key in keys if not key.startswith("follow-")]
    assert ("step" in keys, plan_of(stay, job(), coach, ticked=on, offered=keys).has("step")) == (True, False)


def test_plan_that_somebody_has_overtaken_is_refused_and_writes_nothing(stay, coach):
    plan = plan_of(stay, job(), coach)
    ActivityFactory(client=stay.client, kind=ActivityKind.UNEMPLOYED, starts_on=DAY - 30 * ONE)
    with pytest.raises(ValidationError, match="Jokin on muuttunut"):
        carry_out(stay, plan, coach)
    assert (Outcome.objects.count(), Activity.objects.count()) == (0, 1)


def test_recent_places_are_the_projects_own_and_each_once(stay):
    other = EnrolmentFactory(project=stay.project)
    for place, starts_on in (("Vanha", DAY - ONE), ("Arctic", DAY), ("Arctic", DAY + ONE)):
        client = other.client if place == "Vanha" else ClientFactory()
        if place == "Arctic":
            EnrolmentFactory(project=stay.project, client=client)
        ActivityFactory(client=client, place=place, starts_on=starts_on)
    ActivityFactory(client=EnrolmentFactory(project=ProjectFactory()).client, place="Muualla")
    assert results.recent_places(stay, ActivityKind.WORK) == ["Arctic", "Vanha"]


kinds = st.sampled_from([ActivityKind.WORK, ActivityKind.VOCATIONAL, ActivityKind.WORK_TRIAL])
around = st.integers(-60, 60)
rows = st.lists(
    st.tuples(st.sampled_from(list(ActivityKind)), around, st.one_of(st.none(), st.integers(0, 90))),
    max_size=4, unique_by=lambda row: row[0],
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows, kinds, around, st.data())
def test_primary_activity_said_before_is_what_the_situations_say_after(
    project, coach, found, kind, start, data
):
    stay = EnrolmentFactory(project=project)
    for each, first, length in found:
        starts_on = DAY + first * ONE
        ends_on = None if length is None else starts_on + length * ONE
        ActivityFactory(client=stay.client, kind=each, starts_on=starts_on, ends_on=ends_on)
    result = job(starts_on=DAY + start * ONE, activity=kind)
    offered = [line.key for line in plan_of(stay, result, coach).lines]
    ticked = data.draw(st.sets(st.sampled_from(offered), min_size=1))
    plan = plan_of(stay, result, coach, ticked=ticked | {"outcome"}, offered=offered)
    try:
        carry_out(stay, plan, coach, is_new=True)
    except ValidationError:
        # The same kind at the same place on the same days: nothing was written, so nothing is to be compared.
        return
    for day in sorted({turn for turn, _kind in plan.turns} | {DAY, result.starts_on, DAY + 200 * ONE}):
        said = [kind for first, kind in plan.turns if first <= day]
        if said:
            assert primary_now(stay.client, day, project) == said[-1]
