import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import follow_ups
from clients.choices import EducationState, FollowUpAnswer, FollowUpKind, OutcomeKind
from clients.models import FollowUp
from projects.choices import ActivityKind
from tests.factories.clients import ActivityFactory, ClientFactory, OutcomeFactory
from tests.factories.results import FollowUpFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 4, 30)
ONE = dt.timedelta(days=1)


@pytest.fixture
def coach():
    return UserFactory()


def employed(**facts):
    """A job, its outcome and a follow-up."""
    client = ClientFactory()
    activity = ActivityFactory(client=client, place="Arctic")
    outcome = OutcomeFactory(client=client, detail="arctic", **facts)
    return activity, FollowUpFactory(client=client, outcome=outcome, due_on=DAY)


def studying():
    client = ClientFactory()
    activity = ActivityFactory(client=client, kind=ActivityKind.VOCATIONAL, place="Lappia")
    outcome = OutcomeFactory(
        client=client, kind=OutcomeKind.DEGREE_EDUCATION, detail="Lappia", state=EducationState.ONGOING
    )
    return activity, FollowUpFactory(client=client, outcome=outcome, due_on=DAY)


def answer(follow_up, given, by, **facts):
    return follow_ups.answer(follow_up=follow_up, answer=given, today=DAY, by=by, **facts)


def test_days_to_ask_on_are_one_three_six_and_twelve_months_after():
    assert follow_ups.days_after(dt.date(2022, 1, 31), dt.date(2022, 1, 31)) == [
        (FollowUpKind.AFTER_1_MONTH, dt.date(2022, 2, 28)),
        (FollowUpKind.AFTER_3_MONTHS, dt.date(2022, 4, 30)),
        (FollowUpKind.AFTER_6_MONTHS, dt.date(2022, 7, 31)),
        (FollowUpKind.AFTER_12_MONTHS, dt.date(2023, 1, 31)),
    ]


def test_days_gone_by_are_not_asked_on():
    kinds = [kind for kind, _day in follow_ups.days_after(dt.date(2021, 10, 30), DAY)]
    assert kinds == [FollowUpKind.AFTER_12_MONTHS]


def test_same_follow_up_planned_twice_while_it_waits_is_one(coach):
    facts = {"client": ClientFactory(), "kind": FollowUpKind.OTHER, "due_on": DAY, "by": coach}
    first = follow_ups.plan(**facts)
    assert follow_ups.plan(**facts) == first
    answer(first, FollowUpAnswer.GOES_ON, coach)
    assert follow_ups.plan(**facts) != first


def test_answer_that_it_goes_on_ends_nothing(coach):
    activity, follow_up = employed()
    answered = answer(follow_up, FollowUpAnswer.GOES_ON, coach, note=" Viihtyy. ")
    activity.refresh_from_db()
    assert (answered.answered_on, answered.answered_by, answered.note) == (DAY, coach, "Viihtyy.")
    assert activity.ends_on is None


def test_answer_that_it_ended_ends_the_activity_and_asks_no_more(coach):
    activity, follow_up = employed()
    later = FollowUpFactory(client=follow_up.client, outcome=follow_up.outcome, due_on=DAY + 90 * ONE)
    other = FollowUpFactory(client=follow_up.client, due_on=DAY + 90 * ONE)
    answer(follow_up, FollowUpAnswer.ENDED, coach, ended_on=DAY - 3 * ONE)
    activity.refresh_from_db()
    assert activity.ends_on == DAY - 3 * ONE
    assert list(follow_ups.waiting()) == [other]
    assert FollowUp.with_withdrawn.get(pk=later.pk).withdrawn_reason == "Päättyi 27.4.2022."


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (FollowUpAnswer.COMPLETED, EducationState.COMPLETED),
        (FollowUpAnswer.ENDED, EducationState.INTERRUPTED),
    ],
)
def test_answer_that_studies_are_over_changes_their_state(coach, given, state):
    activity, follow_up = studying()
    answer(follow_up, given, coach, ended_on=DAY)
    activity.refresh_from_db()
    follow_up.outcome.refresh_from_db()
    assert (activity.ends_on, follow_up.outcome.state) == (DAY, state)


def test_answer_after_studies_are_over_ends_nothing_and_needs_no_day(coach):
    _activity, follow_up = studying()
    answer(follow_up, FollowUpAnswer.COMPLETED, coach, ended_on=DAY)
    after = FollowUpFactory(client=follow_up.client, outcome=follow_up.outcome, due_on=DAY)
    after.outcome.refresh_from_db()
    assert follow_ups.answers_of(after) == [
        FollowUpAnswer.GOES_ON, FollowUpAnswer.ENDED, FollowUpAnswer.NOT_REACHED,
    ]  # fmt: skip
    assert answer(after, FollowUpAnswer.ENDED, coach).answer == FollowUpAnswer.ENDED
    after.outcome.refresh_from_db()
    assert after.outcome.state == EducationState.COMPLETED


def test_answer_about_a_work_trial_ends_the_trial(coach):
    trial = ActivityFactory(kind=ActivityKind.WORK_TRIAL, place="Arctic")
    follow_up = FollowUpFactory(client=trial.client, activity=trial, kind=FollowUpKind.OTHER, due_on=DAY)
    answer(follow_up, FollowUpAnswer.ENDED, coach, ended_on=DAY)
    trial.refresh_from_db()
    assert trial.ends_on == DAY


def test_answer_that_studies_without_an_outcome_ended_asks_no_more_of_them(coach):
    studies = ActivityFactory(kind=ActivityKind.INTEGRATION, place="Lappia")
    first, _later = (
        FollowUpFactory(client=studies.client, activity=studies, due_on=day) for day in (DAY, DAY + 90 * ONE)
    )
    other = FollowUpFactory(client=studies.client, due_on=DAY)
    answer(first, FollowUpAnswer.ENDED, coach, ended_on=DAY)
    assert list(follow_ups.waiting()) == [other]


def test_answer_after_an_activity_without_outcome_is_over_needs_no_day_and_asks_on(coach):
    studies = ActivityFactory(kind=ActivityKind.INTEGRATION, ends_on=DAY - ONE)
    first, later = (
        FollowUpFactory(client=studies.client, activity=studies, due_on=day) for day in (DAY, DAY + 90 * ONE)
    )
    answer(first, FollowUpAnswer.ENDED, coach)
    studies.refresh_from_db()
    assert (studies.ends_on, list(follow_ups.waiting())) == (DAY - ONE, [later])


def test_answer_about_an_outcome_asks_no_more_of_its_activity_either(coach):
    activity, follow_up = employed()
    FollowUpFactory(client=follow_up.client, activity=activity, due_on=DAY + 90 * ONE)
    answer(follow_up, FollowUpAnswer.ENDED, coach, ended_on=DAY)
    assert list(follow_ups.waiting()) == []


def test_waiting_about_nothing_are_none():
    activity, of_outcome = employed()
    of_activity = FollowUpFactory(client=activity.client, activity=activity, due_on=DAY + ONE)
    FollowUpFactory(client=activity.client)
    found = follow_ups.waiting_about(outcome=of_outcome.outcome_id, activity=activity.pk)
    assert (list(found), list(follow_ups.waiting_about())) == ([of_outcome, of_activity], [])


@pytest.mark.parametrize(
    ("given", "facts", "message"),
    [
        (FollowUpAnswer.ENDED, {}, "viimeinen päivä"),
        (FollowUpAnswer.ENDED, {"ended_on": DAY + ONE}, "vasta tulossa"),
        (FollowUpAnswer.ENDED, {"ended_on": dt.date(2020, 12, 31)}, "ennen ensimmäistä, 1.1.2021"),
        (FollowUpAnswer.COMPLETED, {"ended_on": DAY}, "miten kävi"),
        ("perhaps", {}, "miten kävi"),
    ],
)
def test_answer_that_cannot_be_is_refused_and_writes_nothing(coach, given, facts, message):
    activity, follow_up = employed()
    with pytest.raises(ValidationError, match=message):
        answer(follow_up, given, coach, **facts)
    activity.refresh_from_db()
    follow_up.refresh_from_db()
    assert (activity.ends_on, follow_up.answered_on) == (None, None)


def test_answer_to_what_was_answered_already_is_refused(coach):
    _activity, follow_up = employed()
    answer(follow_up, FollowUpAnswer.NOT_REACHED, coach)
    with pytest.raises(ValidationError, match="jo vastattu"):
        answer(follow_up, FollowUpAnswer.GOES_ON, coach)


def test_follow_up_given_up_for_a_reason_is_not_waiting(coach):
    follow_up = FollowUpFactory()
    with pytest.raises(ValidationError, match="syy"):
        follow_ups.withdraw(follow_up=follow_up, reason=" ", by=coach)
    follow_ups.withdraw(follow_up=follow_up, reason="Muutti pois", by=coach)
    assert list(follow_ups.waiting()) == []


def test_waiting_ones_up_to_a_day_come_soonest_first():
    late, soon = FollowUpFactory(due_on=DAY), FollowUpFactory(due_on=DAY - ONE)
    FollowUpFactory(due_on=DAY + ONE)
    assert list(follow_ups.waiting(DAY)) == [soon, late]


def test_answer_of_an_unknown_word_is_refused(coach):
    row = FollowUpFactory()
    row.answer, row.answered_on, row.answered_by = "perhaps", DAY, coach
    assert_refused(row, "clients_followup_answer_known")
