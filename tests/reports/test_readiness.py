"""Before a reporting date: whose clients lack what, of those who have been with us since the date before."""

import datetime as dt

import pytest

from clients.choices import ConfirmationSource, Gender, OutcomeKind
from projects.choices import ActivityKind
from reports.readiness import ALL, NOBODY, nearing, readiness
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

BEFORE, UPCOMING, TODAY = dt.date(2022, 4, 30), dt.date(2022, 8, 31), dt.date(2022, 8, 1)
SINCE = BEFORE + dt.timedelta(days=1)
ENTERED = dt.date(2022, 1, 10)


@pytest.fixture
def project(db):
    return ProjectFactory(programme_period="2021-2027", reporting_dates=[UPCOMING, BEFORE])


def with_us(
    project, *, confirmed_on=SINCE, kind=ActivityKind.WORK, coaches=(), ends_on=None, told=True
) -> int:
    """Somebody with nothing left to do, unless the facts say so."""
    client = ClientFactory(gender=Gender.FEMALE)
    EnrolmentFactory(client=client, project=project, starts_on=ENTERED, ends_on=ends_on)
    facts = {"confirmed_on": confirmed_on, "confirmed_from": ConfirmationSource.BOOK} if confirmed_on else {}
    if kind:
        ActivityFactory(client=client, kind=kind, starts_on=ENTERED, **facts)
    if told:
        days = {"start_given_on": ENTERED, "end_given_on": TODAY if ends_on else None}
        ParticipationFactory(client=client, project=project, **days)
    for coach in coaches:
        AssignmentFactory(client=client, coach=coach, starts_on=ENTERED)
    return client.pk


def gaps_of(project, client: int) -> set[str]:
    found = readiness(project, TODAY)
    return {gap for gap, keys in found.whole.gaps.items() if client in keys}


def test_readiness_whoever_is_complete_has_no_gap(project):
    assert gaps_of(project, with_us(project)) == set()
    found = readiness(project, TODAY)
    assert (found.before, found.upcoming, found.days_left, found.has_begun) == (BEFORE, UPCOMING, 30, True)
    assert (found.whole.ready, len(found.whole.clients)) == (1, 1)


@pytest.mark.parametrize(("facts", "gaps"), [
    ({"kind": None}, {"unclassified"}),
    ({"confirmed_on": BEFORE}, {"unconfirmed"}),
    ({"confirmed_on": None}, {"unconfirmed"}),
    ({"told": False}, {"entry", "notices"}),
])  # fmt: skip
def test_readiness_each_gap_is_found(project, facts, gaps):
    assert gaps_of(project, with_us(project, **facts)) == gaps


def test_readiness_a_result_without_evidence_is_a_gap(project):
    client = with_us(project)
    OutcomeFactory(client_id=client, client=None, project=project, kind=OutcomeKind.CARD)
    assert gaps_of(project, client) == {"evidence"}


def test_readiness_looks_at_whoever_has_been_here_since_the_date_before(project):
    gone, leaving = with_us(project, ends_on=BEFORE), with_us(project, ends_on=SINCE)
    assert readiness(project, TODAY).whole.clients == {leaving}
    assert gone not in readiness(project, TODAY).whole.clients


def test_readiness_counts_a_client_in_the_row_of_each_coach_and_once_in_all(project):
    liisa, omar = UserFactory(last_name="Aalto"), UserFactory(last_name="Bulle")
    shared = with_us(project, coaches=[liisa, omar], confirmed_on=None)
    own, nobodys = with_us(project, coaches=[omar]), with_us(project)
    found = readiness(project, TODAY)
    assert found.row(str(liisa.pk)).clients == {shared}
    assert (found.row(str(omar.pk)).clients, found.row(str(omar.pk)).open) == ({shared, own}, {shared})
    assert found.row(NOBODY).clients == {nobodys}
    assert (found.row(ALL).open, found.row(ALL).ready) == ({shared}, 2)
    assert found.row("0") is None


def test_readiness_of_somebody_whose_coach_has_gone_stays_with_the_last_one(project):
    first, last = UserFactory(), UserFactory()
    client = with_us(project)
    for coach, ends_on in ((first, dt.date(2022, 3, 1)), (last, dt.date(2022, 5, 1))):
        AssignmentFactory(client_id=client, client=None, coach=coach, starts_on=ENTERED, ends_on=ends_on)
    assert [row.coach for row in readiness(project, TODAY).rows] == [last]


def test_readiness_a_coach_sees_her_own_row_and_nothing_else(project):
    liisa, omar = UserFactory(), UserFactory()
    own = with_us(project, coaches=[liisa])
    with_us(project, coaches=[omar])
    seen = readiness(project, TODAY).seen_by(liisa, sees_all=False)
    assert ([row.clients for row in seen.rows], seen.whole.clients) == ([{own}], {own})
    assert seen.row(str(omar.pk)) is None
    assert seen.row(ALL) is None
    assert readiness(project, TODAY).seen_by(UserFactory(), sees_all=False).whole.clients == set()


def test_readiness_without_a_date_ahead_asks_nothing():
    assert readiness(ProjectFactory(reporting_dates=[BEFORE]), TODAY) is None
    assert readiness(ProjectFactory(reporting_dates=[TODAY]), TODAY).days_left == 0


def test_readiness_is_in_no_hurry_long_before_the_date(project):
    begins = UPCOMING - dt.timedelta(weeks=5)
    assert readiness(project, begins).has_begun
    assert not readiness(project, begins - dt.timedelta(days=1)).has_begun


def test_readiness_without_a_fund_asks_nothing_for_it():
    project = ProjectFactory(reporting_dates=[UPCOMING])
    assert gaps_of(project, with_us(project, told=False)) == set()
    assert set(readiness(project, TODAY).whole.gaps) == {"unclassified", "unconfirmed", "evidence"}


def test_nearing_are_projects_whose_next_date_is_within_five_weeks():
    near, far, past = (
        ProjectFactory(reporting_dates=dates)
        for dates in ([UPCOMING, BEFORE], [TODAY + dt.timedelta(weeks=5, days=1)], [BEFORE])
    )
    assert nearing([near.pk, far.pk, past.pk], TODAY) == [(near, UPCOMING)]
    assert nearing([far.pk], TODAY + dt.timedelta(days=1)) == [(far, far.reporting_dates[0])]
    assert nearing([], TODAY) == []
