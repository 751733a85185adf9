import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import substitutions
from clients.models import Substitution
from tests.factories.appointments import SubstitutionFactory
from tests.factories.clients import AssignmentFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def coach(db):
    return UserFactory()


@pytest.fixture
def substitute(db):
    return UserFactory()


def stand_in(coach, substitute, first, last, today):
    facts = {"starts_on": first, "ends_on": last, "today": today}
    return substitutions.stand_in(coach=coach, substitute=substitute, **facts, by=coach)


def test_stand_in_is_written_down_and_once_only(coach, substitute, day):
    made = stand_in(coach, substitute, day, day + 6 * DAY, day)
    assert (made.coach, made.substitute, made.starts_on, made.ends_on) == (
        coach, substitute, day, day + 6 * DAY,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="sijaistaa valmentajaa jo"):
        stand_in(coach, substitute, day + DAY, day + DAY, day)


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (3, 2)])
def test_stand_in_on_days_passed_or_out_of_order_is_refused(coach, substitute, day, first, last):
    with pytest.raises(ValidationError):
        stand_in(coach, substitute, day + first * DAY, day + last * DAY, day)


def test_stand_in_for_oneself_is_refused(coach, day):
    with pytest.raises(ValidationError):
        stand_in(coach, coach, day, day, day)


def test_clients_stood_in_for_are_the_coachs_of_the_day_on_the_days(coach, substitute, day):
    assignment = AssignmentFactory(coach=coach)
    AssignmentFactory(coach=coach, ends_on=day - DAY)
    AssignmentFactory()
    SubstitutionFactory(coach=coach, substitute=substitute, starts_on=day, ends_on=day + DAY)

    def clients(user, today):
        return [row["client"] for row in substitutions.clients_stood_in_for(user, today)]

    assert clients(substitute, day) == clients(substitute, day + DAY) == [assignment.client_id]
    assert clients(substitute, day - DAY) == clients(substitute, day + 2 * DAY) == clients(coach, day) == []


def test_end_of_a_running_one_is_today_and_of_one_to_come_takes_it_away(coach, substitute, day):
    running = SubstitutionFactory(coach=coach, substitute=substitute, starts_on=day, ends_on=day + 9 * DAY)
    coming = SubstitutionFactory(coach=coach, starts_on=day + DAY, ends_on=day + 2 * DAY)
    for each in (running, coming):
        substitutions.end(substitution=each, today=day, by=coach)
    assert list(Substitution.objects.values_list("pk", "ends_on")) == [(running.pk, day)]


def test_end_of_what_is_over_is_refused(coach, day):
    over = SubstitutionFactory(coach=coach, starts_on=day - 3 * DAY, ends_on=day - DAY)
    with pytest.raises(ValidationError, match="Sijaisuus on jo päättynyt"):
        substitutions.end(substitution=over, today=day, by=coach)


def test_standing_lists_what_runs_and_is_to_come_the_soonest_first(coach, substitute, day):
    later = SubstitutionFactory(coach=coach, starts_on=day + 2 * DAY, ends_on=day + 3 * DAY)
    now = SubstitutionFactory(coach=coach, substitute=substitute, starts_on=day - DAY, ends_on=day)
    SubstitutionFactory(coach=coach, starts_on=day - 3 * DAY, ends_on=day - DAY)
    assert list(substitutions.standing([coach], day)) == [now, later]
    assert list(substitutions.standing_in(substitute, day)) == [now]
