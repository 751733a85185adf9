"""How far each participant is in telling the fund: asked for when its day has come, and nobody begins overdue."""

import datetime as dt

import pytest

from clients.models import Client
from ohjaamo.periods import months_after, today
from reports import eura
from reports.eura import Line, State, Telling
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

# History knows of every stay since today, so the days are counted from it.
LEFT = today()
ENTERED, DUE, LATER = LEFT - dt.timedelta(days=200), LEFT + dt.timedelta(days=28), months_after(LEFT, 6)


@pytest.fixture
def project(db):
    return ProjectFactory(programme_period="2021-2027")


def taken_part(project, ends_on=None, **told) -> int:
    """Somebody who entered long ago, with what was told."""
    stay = EnrolmentFactory(project=project, client=ClientFactory(), starts_on=ENTERED, ends_on=ends_on)
    if told:
        ParticipationFactory(client=stay.client, project=project, **told)
    return stay.client_id


def line_of(project, client: int, day: dt.date) -> Line:
    (line,) = eura.desk(project, [client], day)
    return line


def test_desk_of_somebody_still_here_asks_for_the_start_only(project):
    line = line_of(project, taken_part(project), ENTERED)
    coming = Telling(State.COMING)
    assert line.tellings == (Telling(State.NOW, ENTERED), coming, coming)
    assert (line.is_open, line.is_late) == (True, False)


@pytest.mark.parametrize(("told", "start"), [
    ({"start_given_on": ENTERED}, Telling(State.GIVEN, ENTERED)),
    ({"start_given_on": ENTERED, "start_approved_on": LEFT}, Telling(State.APPROVED, LEFT)),
    ({"code_given_on": ENTERED}, Telling(State.NOW, ENTERED)),
])  # fmt: skip
def test_desk_start_is_as_far_as_it_was_told(project, told, start):
    assert line_of(project, taken_part(project, **told), LEFT).start == start


@pytest.mark.parametrize(("day", "state"), [(LEFT, State.NOW), (DUE, State.NOW), (LATER, State.LATE)])
def test_desk_end_is_due_within_28_days_of_the_exit(project, day, state):
    line = line_of(project, taken_part(project, LEFT), day)
    assert line.end == Telling(state, DUE)


@pytest.mark.parametrize(("day", "state"), [
    (DUE, State.COMING), (LATER - dt.timedelta(days=1), State.COMING), (LATER, State.NOW),
])  # fmt: skip
def test_desk_later_is_asked_for_from_six_months_on(project, day, state):
    assert line_of(project, taken_part(project, LEFT), day).later == Telling(state, LATER)


def test_desk_what_was_given_is_asked_for_no_more(project):
    told = {
        "start_given_on": ENTERED, "end_given_on": DUE, "end_approved_on": DUE, "later_given_on": LATER,
    }  # fmt: skip
    line = line_of(project, taken_part(project, LEFT, **told), LATER)
    assert line.tellings == (
        Telling(State.GIVEN, ENTERED), Telling(State.APPROVED, DUE), Telling(State.GIVEN, LATER),
    )  # fmt: skip
    assert not line.is_open


def test_desk_end_given_of_an_earlier_exit_is_asked_for_anew(project):
    before = LEFT - dt.timedelta(days=10)
    key = taken_part(project, before - dt.timedelta(days=10), end_given_on=before)
    EnrolmentFactory(project=project, client=Client.objects.get(pk=key), starts_on=before, ends_on=LEFT)
    assert line_of(project, key, LEFT).end == Telling(State.NOW, DUE)


def test_desk_nobody_begins_overdue(project):
    long_gone = taken_part(project, LEFT - dt.timedelta(days=29))
    assert line_of(project, long_gone, LEFT).start == Telling(State.NOT_ASKED)
    assert line_of(project, long_gone, LEFT).end == Telling(State.NOT_ASKED)
    assert line_of(project, long_gone, DUE).later.state == State.COMING
    # Known of on the last day of the window, it still is to be told.
    just_gone = taken_part(project, LEFT - dt.timedelta(days=28))
    assert line_of(project, just_gone, LEFT).end == Telling(State.NOW, LEFT)
    assert line_of(project, just_gone, DUE).end == Telling(State.LATE, LEFT)


def test_desk_six_months_gone_before_we_knew_are_not_asked_about(project):
    stay = EnrolmentFactory(project=project, starts_on=dt.date(2023, 2, 1), ends_on=dt.date(2023, 6, 30))
    assert line_of(project, stay.client_id, LEFT).later == Telling(State.NOT_ASKED)


def test_desk_has_the_late_first_and_then_those_who_have_waited_longest(project):
    done = taken_part(project, start_given_on=ENTERED)
    waiting = taken_part(project)
    late = taken_part(project, LEFT, start_given_on=ENTERED)
    lines = eura.desk(project, [done, waiting, late], LATER)
    assert [line.participant.key for line in lines] == [late, waiting, done]


def test_desk_of_another_programme_period_asks_nobody():
    project = ProjectFactory(programme_period="2014-2020")
    assert eura.desk(project, [taken_part(project)], LATER) == []


@pytest.mark.parametrize("people", [1, 3])
def test_desk_any_number_of_people_takes_the_same_queries(project, people, django_assert_num_queries):
    clients = [taken_part(project, LEFT) for _number in range(people)]
    with django_assert_num_queries(3):
        eura.desk(project, clients, LATER)
