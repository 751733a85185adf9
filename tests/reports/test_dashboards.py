"""The start page holds what the person may do and what waits for her, and nags about nothing else."""

import datetime as dt

import pytest
from django.utils import timezone

from projects.models import Project
from reports.dashboards import dashboard
from staff import auditing
from staff.models import ImportBatch, ImportRow
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory, HandoverFactory, SubstitutionFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, StepFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.staff import UserFactory
from tests.reports.scenes import withdraw

pytestmark = pytest.mark.django_db

# A Saturday; the week ends the day after.
TODAY = dt.date(2022, 4, 30)
NOON = dt.time(12)


def own_client(coach, project):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


def report_on(project, *dates):
    with auditing.act(by="cli"):
        Project.objects.filter(pk=project.pk).update(reporting_dates=list(dates))


def test_dashboard_coach_finds_those_she_met_last_first(project, member_of):
    coach = member_of(Role.COACH)
    clients = [own_client(coach, project).client for _number in range(6)]
    for client, day in ((clients[2], 3), (clients[4], 9)):
        session = SessionFactory(project=project, coach=coach, held_on=dt.date(2022, 4, day))
        AttendanceFactory(session=session, client=client)

    desk = dashboard(coach, TODAY, NOON).desk

    assert [client.pk for client in desk.recent[:2]] == [clients[4].pk, clients[2].pk]
    assert (len(desk.recent), desk.has_clients) == (5, True)


def test_dashboard_steps_of_own_clients_due_by_the_end_of_the_week(project, member_of):
    coach = member_of(Role.COACH)
    mine, another = own_client(coach, project), EnrolmentFactory(project=project)
    due = {"late": TODAY - dt.timedelta(days=9), "sunday": dt.date(2022, 5, 1), "monday": dt.date(2022, 5, 2)}
    for text, due_on in due.items():
        StepFactory(enrolment=mine, text=text, due_on=due_on)
    StepFactory(enrolment=mine, text="undated", due_on=None)
    StepFactory(enrolment=mine, text="done", due_on=TODAY, done_on=TODAY, done_by=coach)
    StepFactory(enrolment=mine, text="dropped", due_on=TODAY, dropped_on=TODAY, dropped_by=coach)
    StepFactory(enrolment=another, text="another's", due_on=TODAY)

    assert [step.text for step in dashboard(coach, TODAY, NOON).desk.steps] == ["late", "sunday"]


def test_dashboard_steps_are_of_stays_in_which_she_keeps_the_path(project, member_of):
    coach = member_of(Role.COACH)
    mine, wrong = own_client(coach, project), own_client(coach, project)
    elsewhere = EnrolmentFactory(client=mine.client)
    managed = EnrolmentFactory(client=mine.client)
    MembershipFactory(project=managed.project, user=coach, roles=[Role.PARTNER])
    for enrolment in (mine, wrong, elsewhere, managed):
        StepFactory(enrolment=enrolment, due_on=TODAY)
    withdraw(wrong)
    assert [step.enrolment for step in dashboard(coach, TODAY, NOON).desk.steps] == [mine]


def test_dashboard_coach_sees_no_readiness_and_no_facts_to_keep(member_of):
    found = dashboard(member_of(Role.COACH), TODAY, NOON)
    assert (found.readiness, found.office, found.led, found.is_plain) == ([], None, None, False)


def test_dashboard_manager_learns_the_next_date_and_what_is_to_explain(project, member_of):
    manager = member_of(Role.MANAGER)
    EnrolmentFactory(project=project)
    report_on(project, dt.date(2021, 12, 31), dt.date(2022, 5, 6), dt.date(2022, 8, 31))

    (found,) = dashboard(manager, TODAY, NOON).readiness

    assert (found.latest, found.upcoming, found.days_left) == (dt.date(2021, 12, 31), dt.date(2022, 5, 6), 6)
    assert len(found.reconciliation.open) == 1


def test_dashboard_manager_of_ended_projects_sees_the_latest(member_of):
    days = {"starts_on": dt.date(2019, 1, 1)}
    older = ProjectFactory(ends_on=dt.date(2020, 1, 1), **days)
    newer = ProjectFactory(ends_on=dt.date(2021, 1, 1), starts_on=dt.date(2020, 1, 1))
    manager = member_of(Role.MANAGER, project=older)
    member_of(Role.MANAGER, project=newer)
    with auditing.act(by="cli"):
        newer.members.update(user=manager)
    assert [each.project for each in dashboard(manager, TODAY, NOON).readiness] == [newer]
    assert dashboard(manager, TODAY, NOON).readiness[0].latest == dt.date(2021, 1, 1)


def test_dashboard_readiness_is_of_the_latest_two_dates_come(project, member_of):
    days = [dt.date(2021, 12, 31), dt.date(2021, 4, 30), dt.date(2022, 4, 30), dt.date(2022, 8, 31)]
    report_on(project, *days)
    (found,) = dashboard(member_of(Role.MANAGER), TODAY, NOON).readiness
    assert (list(found.days), found.latest) == ([days[0], days[2]], days[2])
    assert [finding.text for finding in found.reconciliation.findings if finding.rule == "rows"] == [
        "Rivit + ei luokiteltu = asiakkuudessa, kaikki 2 päivää"
    ]


@pytest.mark.parametrize("projects", [1, 3, 5])
def test_dashboard_readiness_is_of_three_running_projects_newest_first(
    member_of, projects, django_assert_num_queries
):
    manager = member_of(Role.MANAGER, project=ProjectFactory(ends_on=dt.date(2022, 4, 29)))
    running = [ProjectFactory(starts_on=dt.date(2020, 1, number + 1)) for number in range(projects)]
    for each in running:
        MembershipFactory(project=each, user=manager, roles=[Role.MANAGER])
    shown = min(projects, 3)

    # Her own desk, what waits in her projects, and the projects; then six for each project shown.
    with django_assert_num_queries(10 + 6 * shown):
        found = dashboard(manager, TODAY, NOON).readiness

    assert [each.project for each in found] == running[::-1][:3]


def test_dashboard_secretary_keeps_facts(member_of):
    found = dashboard(member_of(Role.SECRETARY), TODAY, NOON)
    assert (found.office.gaps, found.desk, found.is_plain) == ([], None, False)


def test_dashboard_secretary_learns_what_is_missing_and_the_last_imports(project, member_of):
    for _number in range(2):
        EnrolmentFactory(project=project)
    EnrolmentFactory(project=project, ends_on=TODAY - dt.timedelta(days=1))
    facts = {"size": 1, "sha256": "0" * 64, "header_row": 1, "staged_at": timezone.now(), "kind": "clients"}
    facts["project_code"] = project.code
    for number in range(5):
        ImportBatch.objects.create(
            file_name=f"{number}.xls", state="applied", applied_at=timezone.now(), **facts
        )
    for name in ("forgotten.xls", "staged.xls"):
        batch = ImportBatch.objects.create(file_name=name, **facts)
    ImportRow.objects.create(batch=batch, number=2)
    ImportBatch.objects.create(file_name="another's.xls", **facts | {"project_code": ProjectFactory().code})
    office = dashboard(member_of(Role.SECRETARY), TODAY, NOON).office
    assert {gap.count for gap in office.gaps} == {2}
    assert [each.batch.file_name for each in office.imports] == ["staged.xls", "4.xls", "3.xls"]


def test_dashboard_secretary_learns_of_likely_doubles(project, member_of):
    for _number in range(2):
        client = ClientFactory(first_names="Amina", last_name="Warsame", born_on=dt.date(1990, 5, 17))
        EnrolmentFactory(project=project, client=client)
    assert dashboard(member_of(Role.SECRETARY), TODAY, NOON).office.doubles == 1


def test_dashboard_coach_finds_her_day_and_what_waits(project, member_of):
    coach, other = member_of(Role.COACH), member_of(Role.COACH)
    mine = own_client(coach, project)
    whose = {"client": mine.client, "project": project, "coach": coach}
    meeting = AppointmentFactory(**whose, meets_on=TODAY)
    missed = AppointmentFactory(**whose, meets_on=TODAY - dt.timedelta(days=1), minutes=60)
    StepFactory(enrolment=mine, due_on=TODAY)
    HandoverFactory(client=mine.client, giver=other, receiver=coach, happened_on=TODAY)
    SubstitutionFactory(coach=other, substitute=coach, starts_on=TODAY, ends_on=TODAY)
    SubstitutionFactory(coach=member_of(Role.COACH), substitute=coach, starts_on=TODAY + dt.timedelta(days=1))
    SessionFactory(project=project, coach=coach, held_on=TODAY, minutes=45)

    desk = dashboard(coach, TODAY, NOON).desk

    assert [each.appointment for each in desk.agenda] == [meeting]
    assert [each.appointment for each in desk.unlogged] == [missed]
    assert [(tally.list.key, tally.count) for tally in desk.waiting] == [("unlogged", 1), ("steps", 1)]
    assert [each.giver for each in desk.news] == [other]
    assert [each.coach for each in desk.stands_in] == [other]
    assert (desk.logged, desk.planned) == (45, 90)


def test_dashboard_leader_learns_what_waits_in_the_project(project, member_of):
    own_client(member_of(Role.COACH), project)
    StepFactory(enrolment=own_client(member_of(Role.COACH), project), due_on=TODAY)
    found = dashboard(member_of(Role.COORDINATOR), TODAY, NOON)
    assert [(tally.list.key, tally.count) for tally in found.led] == [("steps", 1)]
    assert (found.desk.has_clients, found.desk.waiting, found.desk.has_side) == (False, [], False)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.AUDITOR])
def test_dashboard_of_others_says_what_they_may_do(member_of, role):
    found = dashboard(member_of(role), TODAY, NOON)
    assert (found.is_plain, len(found.roles)) == (True, 1)


def test_dashboard_of_a_stranger_is_plain():
    found = dashboard(UserFactory(), TODAY, NOON)
    assert (found.is_plain, found.roles) == (True, [])
