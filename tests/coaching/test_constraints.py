import datetime as dt

import pytest

from coaching.choices import AttendanceState, SessionKind
from coaching.models import Attendance, SessionTopic, Stage, Topic
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, StepFactory, TopicFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.refusals import (
    assert_days_ordered,
    assert_one_a_day,
    assert_refused,
    assert_stands,
    changed,
    parts,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
DONE = {"done_on": DAY, "done_by": "somebody"}
DROPPED = {"dropped_on": DAY, "dropped_by": "somebody"}
WITH_UNNAMED = (SessionKind.GROUP, SessionKind.ADVICE)
WITHOUT_UNNAMED = [kind for kind in SessionKind if kind not in WITH_UNNAMED]


def with_person(facts: dict) -> dict:
    """The facts with a person made for whoever is named in them."""
    return {name: UserFactory() if value == "somebody" else value for name, value in facts.items()}


def test_stage_days_are_ordered_and_taken_once():
    enrolment, other = EnrolmentFactory(), EnrolmentFactory()

    def stage(starts_on, ends_on, enrolment=enrolment, name="Valmennus") -> Stage:
        return Stage(enrolment=enrolment, name=name, starts_on=starts_on, ends_on=ends_on)

    assert_days_ordered(lambda *days: stage(*days, other), "coaching_stage_days_ordered")
    assert_one_a_day(stage, "coaching_stage_no_overlap")
    # Another stage of the same enrolment is in the way too, another enrolment isn't.
    assert_refused(stage(DAY, DAY, name="Seuranta"), "coaching_stage_no_overlap")
    assert_stands(stage(dt.date(2021, 3, 3), None, other))
    assert_refused(stage(dt.date(2020, 1, 1), dt.date(2020, 1, 1), name=" "), "coaching_stage_named")


def test_step_that_says_nothing_is_refused():
    assert_refused(changed(StepFactory(), {"text": " "}), "coaching_step_said")


@pytest.mark.parametrize("facts", parts(DONE), ids=lambda facts: "+".join(facts))
def test_step_done_by_halves_is_refused(facts):
    assert_refused(changed(StepFactory(), with_person(facts)), "coaching_step_done_whole")


@pytest.mark.parametrize("facts", parts(DROPPED), ids=lambda facts: "+".join(facts))
def test_step_dropped_by_halves_is_refused(facts):
    assert_refused(changed(StepFactory(), with_person(facts)), "coaching_step_dropped_whole")


def test_step_done_and_dropped_is_refused_but_either_stands():
    assert_stands(changed(StepFactory(), with_person(DONE)))
    assert_stands(changed(StepFactory(), with_person(DROPPED)))
    assert_refused(changed(StepFactory(), with_person(DONE | DROPPED)), "coaching_step_done_or_dropped")


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("coaching_session_kind_known", {"kind": "x"}),
        ("coaching_session_kind_known", {"kind": ""}),
        ("coaching_session_minutes", {"minutes": 0}),
        ("coaching_session_minutes", {"minutes": 24 * 60 + 1}),
        ("coaching_session_confidential_note", {"is_confidential": True}),
        ("coaching_session_confidential_note", {"is_confidential": True, "note": " \n"}),
    ],
)
def test_session_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(changed(SessionFactory(), facts), name)


@pytest.mark.parametrize(
    "facts",
    [
        {"minutes": 1},
        {"minutes": 24 * 60},
        {"note": "Jaksaa hyvin"},
        {"is_confidential": True, "note": "Yksityinen"},
    ],
)
def test_session_with_a_fact_at_the_edge_stands(facts):
    assert_stands(changed(SessionFactory(), facts))


@pytest.mark.parametrize("kind", WITHOUT_UNNAMED)
def test_unnamed_adults_of_a_session_with_named_people_are_refused(kind):
    row = changed(SessionFactory(), {"kind": kind, "unnamed_adults": 1})
    assert_refused(row, "coaching_session_heads_of_groups")
    assert_stands(changed(row, {"unnamed_adults": 0}))


@pytest.mark.parametrize("kind", WITH_UNNAMED)
def test_unnamed_adults_of_groups_and_advice_stand(kind):
    assert_stands(changed(SessionFactory(), {"kind": kind, "unnamed_adults": 3}))


def test_session_of_a_form_already_sent_is_refused():
    first = SessionFactory()
    again = SessionFactory.build(
        project=first.project, coach=first.coach, logged_by=first.coach, submission=first.submission
    )
    assert_refused(again, "coaching_session_submission_once")


def test_topic_has_a_name_of_its_own_in_its_project(project):
    TopicFactory(project=project, name="Työnhaku")
    assert_refused(Topic(project=project, name="Työnhaku"), "coaching_topic_name_once")
    assert_refused(Topic(project=project, name=" "), "coaching_topic_named")
    assert_stands(Topic(project=ProjectFactory(), name="Työnhaku"))


def test_session_has_a_topic_once():
    session, topic = SessionFactory(), TopicFactory()
    assert_stands(SessionTopic(session=session, topic=topic))
    assert_refused(SessionTopic(session=session, topic=topic), "coaching_sessiontopic_once")
    assert_stands(SessionTopic(session=session, topic=TopicFactory()))
    assert_stands(SessionTopic(session=SessionFactory(), topic=topic))


def test_client_is_marked_once_for_a_session():
    first = AttendanceFactory()
    again = Attendance(session=first.session, client=first.client, state=AttendanceState.ABSENT)
    assert_refused(again, "coaching_attendance_once")
    assert_stands(Attendance(session=first.session, client=ClientFactory()))
    assert_stands(Attendance(session=SessionFactory(), client=first.client))


@pytest.mark.parametrize("state", ["x", ""])
def test_attendance_of_an_unknown_state_is_refused(state):
    assert_refused(changed(AttendanceFactory(), {"state": state}), "coaching_attendance_state_known")
