"""A project as its reports see it: clients with what they do, on two dates."""

import datetime as dt

import pytest

from projects.choices import ActivityKind
from tests.factories.clients import ActivityFactory, ClientFactory, EnrolmentFactory
from tests.reports.sealed import without_paper


@pytest.fixture
def enrol(project):
    """Enrols a client who does these things all the while."""

    def make(*kinds: ActivityKind, starts_on=dt.date(2021, 1, 1), ends_on=None, project=project, **facts):
        client = ClientFactory(**facts)
        EnrolmentFactory(client=client, project=project, starts_on=starts_on, ends_on=ends_on)
        for kind in kinds:
            ActivityFactory(client=client, kind=kind)
        return client

    return make


@pytest.fixture
def unprinted(monkeypatch):
    """Publications whose paper isn't drawn."""
    without_paper(monkeypatch)
