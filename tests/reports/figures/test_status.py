"""The status of a day, told by SQL, is what a reader of the rows would count by hand."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Activity, Client, Enrolment
from projects.choices import ActivityKind
from reports.figures.status import Status, UnknownCell, members, statuses
from staff import auditing
from tests.factories.clients import ActivityFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.reports.scenes import withdraw

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
EARLIER, LATER = dt.date(2021, 12, 31), dt.date(2022, 5, 1)


def only(project, day=DAY):
    (found,) = statuses(project, [day])
    return found


def test_statuses_student_who_also_works_counts_once_and_shows_besides(project):
    enrolment = EnrolmentFactory(project=project)
    ActivityFactory(client=enrolment.client, kind=ActivityKind.WORK)
    ActivityFactory(client=enrolment.client, kind=ActivityKind.INTEGRATION)

    found = only(project)

    assert (found.active, found.primary[ActivityKind.INTEGRATION], found.primary[ActivityKind.WORK]) == (
        1,
        1,
        0,
    )
    assert found.also[ActivityKind.WORK] == {ActivityKind.INTEGRATION: 1}
    assert found.secondary[ActivityKind.WORK] == 1
    assert found.unclassified == 0


def test_statuses_two_jobs_at_once_count_once(project):
    enrolment = EnrolmentFactory(project=project)
    ActivityFactory(client=enrolment.client, place="Kahvila")
    ActivityFactory(client=enrolment.client, place="Kauppa")

    assert only(project).primary[ActivityKind.WORK] == 1
    assert only(project).secondary[ActivityKind.WORK] == 0


def test_statuses_project_with_its_own_order_follows_it(project):
    enrolment = EnrolmentFactory(project=project)
    ActivityFactory(client=enrolment.client, kind=ActivityKind.WORK)
    ActivityFactory(client=enrolment.client, kind=ActivityKind.VOCATIONAL)
    with auditing.act(by="cli"):
        project.categories.filter(kind=ActivityKind.WORK).update(precedence=1)
        project.categories.filter(kind=ActivityKind.VOCATIONAL).update(precedence=4)

    assert only(project).primary[ActivityKind.WORK] == 1
    assert only(None).primary[ActivityKind.VOCATIONAL] == 1
    assert next(iter(only(project).primary)) == ActivityKind.WORK


def test_statuses_kind_without_a_category_is_still_counted(project):
    enrolment = EnrolmentFactory(project=project)
    ActivityFactory(client=enrolment.client, kind=ActivityKind.WORK)
    with auditing.act(by="cli"):
        project.categories.filter(kind=ActivityKind.WORK).delete()

    assert only(project).primary[ActivityKind.WORK] == 1


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "active"),
    [(DAY, DAY, 1), (LATER, None, 0), (EARLIER, DAY - dt.timedelta(days=1), 0), (EARLIER, None, 1)],
)
def test_statuses_both_ends_of_a_stay_count(project, starts_on, ends_on, active):
    EnrolmentFactory(project=project, starts_on=starts_on, ends_on=ends_on)
    assert only(project).active == active


def test_statuses_withdrawn_rows_are_out(project):
    enrolment = EnrolmentFactory(project=project)
    withdraw(ActivityFactory(client=enrolment.client))
    assert (only(project).unclassified, only(project).primary[ActivityKind.WORK]) == (1, 0)
    assert (members(project, DAY, "unclassified"), members(project, DAY, "work")) == (
        [enrolment.client_id], [],
    )  # fmt: skip
    withdraw(enrolment)
    assert (only(project).active, only(project).cumulative) == (0, 0)
    assert (members(project, DAY, "active"), members(project, DAY, "cumulative")) == ([], [])


def test_statuses_client_of_two_projects_counts_once_in_all(project):
    client = ClientFactory()
    EnrolmentFactory(client=client, project=project)
    EnrolmentFactory(client=client, project=ProjectFactory())
    assert (only(project).active, only(None).active, only(None).cumulative) == (1, 1, 1)


def test_statuses_days_given_twice_and_out_of_order_come_once_in_order(project):
    assert [found.day for found in statuses(project, [DAY, EARLIER, DAY])] == [EARLIER, DAY]
    assert statuses(project, []) == ()


@pytest.mark.parametrize("clients", [1, 3])
def test_statuses_any_number_of_clients_take_three_queries(project, clients, django_assert_num_queries):
    for enrolment in EnrolmentFactory.create_batch(clients, project=project):
        ActivityFactory(client=enrolment.client)
    with django_assert_num_queries(3):  # the order, its validities, and the one statement
        assert only(project).active == clients


def test_members_of_an_unknown_cell_are_refused(project):
    for cell in ("", "primary", "secondary:", "secondary:secondary:work", "secondary:active"):
        with pytest.raises(UnknownCell):
            members(project, DAY, cell)


# Stays and activities as days from a first day; stays of one client in one project never share a day.
FIRST = dt.date(2022, 1, 1)
SPANS = st.lists(st.integers(0, 12), unique=True, max_size=4).map(sorted)
PEOPLE = st.lists(
    st.tuples(
        SPANS,
        SPANS,
        st.lists(st.tuples(st.sampled_from(ActivityKind), st.integers(0, 12), st.integers(0, 12))),
    ),
    max_size=6,
)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def stays_of(cuts: list[int]) -> list[tuple[int, int | None]]:
    """Pairs of cuts are stays; a cut left over begins one that still runs."""
    closed = [(cuts[place], cuts[place + 1]) for place in range(0, len(cuts) - 1, 2)]
    return closed + ([(cuts[-1], None)] if len(cuts) % 2 else [])


def runs(on: int, starts: int, ends: int | None) -> bool:
    return starts <= on and (ends is None or on <= ends)


def write(people, projects) -> list[int]:
    names = [f"x{number}" for number in range(len(people))]
    clients = [Client(client_number=name, first_names=name, folded_name=name) for name in names]
    stays, activities = [], []
    for client, (*cuts, doings) in zip(clients, people, strict=True):
        stays += [
            Enrolment(client=client, project=project, starts_on=day(starts), ends_on=ends and day(ends))
            for project, own in zip(projects, cuts, strict=True)
            for starts, ends in stays_of(own)
        ]
        activities += [
            Activity(
                client=client, kind=kind, place=str(place), starts_on=day(min(ends)), ends_on=day(max(ends))
            )
            for place, (kind, *ends) in enumerate(doings)
        ]
    with auditing.act(by="cli"):
        Client.objects.bulk_create(clients)
        Enrolment.objects.bulk_create(stays)
        Activity.objects.bulk_create(activities)
    return [client.pk for client in clients]


def by_hand(people, keys, projects: slice, order, on: int) -> dict[str, list[int]]:
    """The cells of a day, counted person by person."""
    cells: dict[str, list[int]] = {"active": [], "cumulative": [], "unclassified": []}
    cells |= {f"{prefix}{kind}": [] for kind in order for prefix in ("", "secondary:")}
    for key, (*stays, activities) in zip(keys, people, strict=True):
        own = [stay for cuts in stays[projects] for stay in stays_of(cuts)]
        if own and min(starts for starts, _ends in own) <= on:
            cells["cumulative"].append(key)
        if not any(runs(on, *stay) for stay in own):
            continue
        cells["active"].append(key)
        kinds = {kind for kind, one, other in activities if runs(on, min(one, other), max(one, other))}
        ranked = sorted(kinds, key=order.index)
        cells[ranked[0] if ranked else "unclassified"].append(key)
        for kind in ranked[1:]:
            cells[f"secondary:{kind}"].append(key)
    return cells


@pytest.fixture
def projects():
    return ProjectFactory.create_batch(2)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    people=PEOPLE, kinds=st.permutations(list(ActivityKind)), days=st.lists(st.integers(-1, 13), max_size=3)
)
def test_statuses_of_any_people_are_those_counted_by_hand(projects, people, kinds, days):
    with transaction.atomic():
        with auditing.act(by="cli"):
            for place, kind in enumerate(kinds, start=1):
                projects[0].categories.filter(kind=kind).update(precedence=place)
        keys = write(people, projects)
        for project, part, order in ((projects[0], slice(1), kinds), (None, slice(2), list(ActivityKind))):
            found = {each.day: each for each in statuses(project, [day(number) for number in days])}
            assert sorted(found) == sorted({day(number) for number in days})
            for number in set(days):
                assert_cells(found[day(number)], project, by_hand(people, keys, part, order, number))
        transaction.set_rollback(True)


def assert_cells(found: Status, project, cells: dict[str, list[int]]) -> None:
    """Each cell counts the people it should, and opens to exactly them."""
    counted = {"active": found.active, "cumulative": found.cumulative, "unclassified": found.unclassified}
    counted |= {str(kind): number for kind, number in found.primary.items()}
    counted |= {f"secondary:{kind}": number for kind, number in found.secondary.items()}
    assert counted == {cell: len(people) for cell, people in cells.items()}
    assert {cell: sorted(members(project, found.day, cell)) for cell in cells} == {
        cell: sorted(people) for cell, people in cells.items()
    }
