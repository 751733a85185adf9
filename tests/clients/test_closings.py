import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import closings
from clients.choices import ExitReason
from clients.models import Enrolment
from ohjaamo.periods import today
from tests.factories.arrivals import TargetGroupMemberFactory
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

LAST = dt.date(2022, 4, 30)


@pytest.fixture
def stay(project):
    return EnrolmentFactory(project=project)


def close(stay, ends_on=LAST, exit_reason=ExitReason.EMPLOYED, assignments=()):
    return closings.close(
        enrolment=stay, ends_on=ends_on, exit_reason=exit_reason, assignments=assignments, by="cli"
    )


def days(stay):
    stay.refresh_from_db()
    return stay.ends_on, stay.exit_reason


def test_close_ends_the_stay_its_groups_and_the_assignments_named(stay):
    named, other = (AssignmentFactory(client=stay.client) for _each in range(2))
    member = TargetGroupMemberFactory(enrolment=stay)
    close(stay, assignments=[named])
    for row in (named, other, member):
        row.refresh_from_db()
    assert days(stay) == (LAST, "employed")
    assert (named.ends_on, other.ends_on, member.ends_on) == (LAST, None, LAST)


@pytest.mark.parametrize(
    ("ends_on", "reason", "words"),
    [
        (LAST, "", "miksi asiakkuus päättyy"),
        (dt.date(2020, 12, 31), ExitReason.MOVED, "ennen ensimmäistä"),
        (dt.date(2100, 1, 1), ExitReason.MOVED, "ei ole hankkeen"),
    ],
)
def test_close_without_reason_or_on_a_wrong_day_is_refused(stay, ends_on, reason, words):
    with pytest.raises(ValidationError, match=words):
        close(stay, ends_on=ends_on, exit_reason=reason)
    assert days(stay) == (None, "")


def test_close_before_the_coach_or_the_target_group_began_names_them(stay):
    coach = UserFactory(first_name="Liisa", last_name="Virtanen")
    later = AssignmentFactory(client=stay.client, coach=coach, starts_on=dt.date(2022, 5, 2))
    with pytest.raises(ValidationError, match=r"Liisa Virtanen alkaa 2\.5\.2022"):
        close(stay, assignments=[later])
    member = TargetGroupMemberFactory(enrolment=stay, starts_on=dt.date(2022, 5, 3))
    with pytest.raises(ValidationError, match=rf"{member.group} alkaa 3\.5\.2022"):
        close(stay)
    assert days(stay) == (None, "")


def test_close_of_a_stay_that_another_closed_or_withdrew_meanwhile_is_refused(stay):
    seen = Enrolment.objects.get(pk=stay.pk)
    close(stay)
    with pytest.raises(ValidationError, match="sillä välin muutettu"):
        close(seen, ends_on=dt.date(2022, 5, 5), exit_reason=ExitReason.MOVED)
    assert days(stay) == (LAST, "employed")
    closings.withdraw(enrolment=stay, reason="Väärä hanke", by=UserFactory())
    with pytest.raises(ValidationError, match="sillä välin poistettu"):
        close(stay)


def test_reopen_on_the_day_of_closing_lets_all_that_ended_with_it_go_on(stay):
    assignment, earlier = (AssignmentFactory(client=stay.client) for _each in range(2))
    closings.coaching_of.end(assignment=earlier, ends_on=LAST, by="cli")
    member = TargetGroupMemberFactory(enrolment=stay, ends_on=dt.date(2022, 12, 31))
    close(stay, assignments=[assignment])
    assert closings.may_reopen(stay, today()) is True
    closings.reopen(enrolment=stay, today=today(), by="cli")
    for row in (assignment, earlier, member):
        row.refresh_from_db()
    assert days(stay) == (None, "")
    assert (assignment.ends_on, earlier.ends_on, member.ends_on) == (None, LAST, dt.date(2022, 12, 31))


def test_reopen_after_a_changed_closing_still_finds_the_first_one(stay):
    closed = close(stay)
    close(closed, ends_on=dt.date(2022, 5, 5), exit_reason=ExitReason.MOVED)
    closings.reopen(enrolment=stay, today=today(), by="cli")
    assert days(stay) == (None, "")


def test_reopen_on_a_later_day_is_refused_and_so_is_a_stay_that_came_closed(project, stay):
    close(stay)
    tomorrow = today() + dt.timedelta(days=1)
    for row, day in ((stay, tomorrow), (EnrolmentFactory(project=project, ends_on=LAST), today())):
        assert closings.may_reopen(row, day) is False
        with pytest.raises(ValidationError, match="Vain tänään päätetty"):
            closings.reopen(enrolment=row, today=day, by="cli")
    assert days(stay) == (LAST, "employed")


def test_reopen_in_a_project_that_has_ended_is_refused():
    ended = ProjectFactory(
        code="S12345", starts_on=dt.date(2021, 1, 1), ends_on=today() - dt.timedelta(days=1)
    )
    stay = close(EnrolmentFactory(project=ended))
    assert closings.may_reopen(stay, today()) is False
    with pytest.raises(ValidationError, match="Hanke S12345 on päättynyt"):
        closings.reopen(enrolment=stay, today=today(), by="cli")
    assert days(stay) == (LAST, "employed")


def test_reopen_of_a_stay_followed_by_another_is_refused(project, stay):
    close(stay)
    EnrolmentFactory(client=stay.client, project=project, starts_on=dt.date(2022, 6, 1))
    with pytest.raises(ValidationError, match="jo asiakkuus"):
        closings.reopen(enrolment=stay, today=today(), by="cli")
    assert days(stay) == (LAST, "employed")


def test_withdraw_takes_the_stay_out_with_who_and_why(stay):
    user = UserFactory()
    closings.withdraw(enrolment=stay, reason=" Väärä hanke ", by=user)
    assert not Enrolment.objects.filter(pk=stay.pk).exists()
    row = Enrolment.with_withdrawn.get(pk=stay.pk)
    assert (row.withdrawn_by, row.withdrawn_reason) == (user, "Väärä hanke")


def test_withdraw_without_a_reason_is_refused(stay):
    with pytest.raises(ValidationError, match="syy"):
        closings.withdraw(enrolment=stay, reason="  ", by=UserFactory())
    assert Enrolment.objects.filter(pk=stay.pk).exists()


def test_close_of_one_stay_leaves_a_stay_in_another_project(stay):
    other = EnrolmentFactory(client=stay.client, project=ProjectFactory())
    close(stay)
    assert days(other) == (None, "")
