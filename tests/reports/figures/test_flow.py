"""Between two days: who came, who came back, who went; and how it adds up."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.models import Client, Enrolment
from reports.figures.flow import Flow, flows, movers
from reports.figures.status import members, statuses
from staff import auditing
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.reports.scenes import withdraw

pytestmark = pytest.mark.django_db

BEFORE, BETWEEN, DAY = dt.date(2022, 1, 5), dt.date(2022, 3, 1), dt.date(2022, 4, 30)
FIRST = dt.date(2022, 1, 1)


def stay(project, *spans):
    client = ClientFactory()
    for starts_on, ends_on in spans:
        EnrolmentFactory(client=client, project=project, starts_on=starts_on, ends_on=ends_on)
    return client.pk


def test_flows_each_way_of_moving_is_told_apart(project):
    stay(project, (dt.date(2021, 1, 1), None))
    left = stay(project, (dt.date(2021, 1, 1), BETWEEN))
    back = stay(project, (dt.date(2021, 1, 1), dt.date(2021, 6, 1)), (BETWEEN, None))
    new = stay(project, (BETWEEN, None))
    passed = stay(project, (BETWEEN, BETWEEN))
    stay(project, (dt.date(2022, 5, 1), None))

    assert flows(project, [DAY, BEFORE]) == (Flow(BEFORE, DAY, new=2, returned=1, left=2),)
    assert sorted(movers(project, BEFORE, DAY, "new")) == [new, passed]
    assert movers(project, BEFORE, DAY, "returned") == [back]
    assert sorted(movers(project, BEFORE, DAY, "left")) == [left, passed]


def test_flows_withdrawn_stays_are_out(project):
    enrolment = EnrolmentFactory(project=project, starts_on=BETWEEN)
    assert flows(project, [BEFORE, DAY]) == (Flow(BEFORE, DAY, new=1, returned=0, left=0),)
    withdraw(enrolment)
    assert flows(project, [BEFORE, DAY]) == (Flow(BEFORE, DAY, 0, 0, 0),)
    assert movers(project, BEFORE, DAY, "new") == []


def test_flows_of_fewer_than_two_days_are_none(project):
    assert flows(project, []) == flows(project, [DAY]) == ()


def test_flows_of_a_project_without_clients_are_zero(project):
    assert flows(project, [BEFORE, DAY]) == (Flow(BEFORE, DAY, 0, 0, 0),)


def test_movers_of_an_unknown_flow_are_refused(project):
    with pytest.raises(KeyError):
        movers(project, BEFORE, DAY, "active")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    people=st.lists(st.lists(st.integers(0, 9), unique=True, max_size=5).map(sorted), max_size=6),
    numbers=st.lists(st.integers(-1, 10), min_size=2, max_size=4, unique=True),
)
def test_flows_of_any_stays_turn_one_day_into_the_next(project, people, numbers):
    with transaction.atomic():
        write(project, people)
        days = sorted(FIRST + dt.timedelta(days=number) for number in numbers)
        for flow, was, now in zip(
            flows(project, days), statuses(project, days), statuses(project, days)[1:], strict=False
        ):
            assert (flow.before, flow.day) == (was.day, now.day)
            assert was.active + flow.new + flow.returned - flow.left == now.active
            assert was.cumulative + flow.new == now.cumulative
            assert_members(project, flow)
        transaction.set_rollback(True)


def write(project, people) -> None:
    """Pairs of days are stays; a day left over begins one that still runs."""
    names = [f"x{number}" for number in range(len(people))]
    clients = [Client(client_number=name, first_names=name, folded_name=name) for name in names]
    stays = [
        Enrolment(
            client=client, project=project, starts_on=FIRST + dt.timedelta(days=own[place]), ends_on=last
        )
        for client, own in zip(clients, people, strict=True)
        for place in range(0, len(own), 2)
        for last in [FIRST + dt.timedelta(days=own[place + 1]) if place + 1 < len(own) else None]
    ]
    with auditing.act(by="cli"):
        Client.objects.bulk_create(clients)
        Enrolment.objects.bulk_create(stays)


def assert_members(project, flow: Flow) -> None:
    """Each flow opens to the people that sets of active clients say it should."""
    was, now = (set(members(project, day, "active")) for day in (flow.before, flow.day))
    known, all_known = (set(members(project, day, "cumulative")) for day in (flow.before, flow.day))
    expected = {"new": all_known - known, "returned": now - was - (all_known - known)}
    expected["left"] = (was | expected["new"]) - now
    assert {name: set(movers(project, flow.before, flow.day, name)) for name in expected} == expected
    assert (flow.new, flow.returned, flow.left) == tuple(len(people) for people in expected.values())
