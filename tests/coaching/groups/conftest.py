"""A coach, her group in the tests' project, and people to come to it."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from staff.permissions import Role
from tests.factories.clients import EnrolmentFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory, GroupMemberFactory


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def group(project):
    return GroupFactory(project=project, name="Hygieniapassitreeni", kind="card")


@pytest.fixture
def meeting(group, coach, day):
    """A meeting on the tests' day."""
    return GroupMeetingFactory(group=group, coach=coach, meets_on=day)


@pytest.fixture
def client_of(project):
    """Makes a client who is in the project."""

    def make(**facts):
        names = {f"client__{name}": value for name, value in facts.items()}
        return EnrolmentFactory(project=project, starts_on=dt.date(2021, 1, 1), **names).client

    return make


@pytest.fixture
def member(group, client_of):
    """Makes a client who is registered for every meeting of the group."""

    def make(**facts):
        client = client_of(**facts)
        GroupMemberFactory(group=group, client=client)
        return client

    return make


@pytest.fixture
def at_once():
    """Does two things at the same moment, each on a connection of its own; what they give, or what refused them."""

    def run(*acts):
        start = Barrier(len(acts))

        def do(act):
            try:
                start.wait(timeout=20)
                return act()
            except Exception as refusal:
                return refusal
            finally:
                connection.close()

        with ThreadPoolExecutor(len(acts)) as pool:
            return list(pool.map(do, acts))

    return run
