import datetime as dt

import pytest

from clients.models import Activity, Client
from clients.situations import primary_kind, ranked
from projects.choices import ActivityKind
from staff import auditing
from tests.factories.clients import ActivityFactory, ClientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def student_at_work():
    client = ClientFactory()
    ActivityFactory(client=client, kind=ActivityKind.WORK, starts_on=dt.date(2021, 1, 1))
    ActivityFactory(client=client, kind=ActivityKind.VOCATIONAL, starts_on=dt.date(2022, 1, 1))
    return client


def primary(client, day, project=None):
    return Client.objects.annotate(kind=primary_kind(day, project)).get(pk=client.pk).kind


def test_primary_kind_of_student_at_work_is_study(student_at_work, day):
    assert primary(student_at_work, day) == ActivityKind.VOCATIONAL


def test_primary_kind_before_study_began_is_work(student_at_work):
    assert primary(student_at_work, dt.date(2021, 12, 31)) == ActivityKind.WORK


def test_primary_kind_where_project_puts_work_first_is_work(student_at_work, project, day):
    first, work = (project.categories.get(kind=kind) for kind in ("vocational", "work"))
    with auditing.act(by="cli"):
        first.precedence, work.precedence = work.precedence, first.precedence
        first.save()
        work.save()
    assert primary(student_at_work, day, project) == ActivityKind.WORK


def test_primary_kind_of_client_without_activity_is_none(day):
    assert primary(ClientFactory(), day) is None


def test_ranked_puts_kinds_unknown_to_the_project_last(student_at_work, project):
    with auditing.act(by="cli"):
        project.categories.filter(kind=ActivityKind.VOCATIONAL).delete()
    kinds = [activity.kind for activity in ranked(Activity.objects.all(), project)]
    assert kinds == [ActivityKind.WORK, ActivityKind.VOCATIONAL]
