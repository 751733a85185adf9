"""As published and as known now: who makes the difference, and why, out of the audit trail."""

import datetime as dt

import pytest
from django.utils import translation

from clients import merges
from clients.models import Client
from projects.choices import ActivityKind
from reports import causes, known_now
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, ClientFactory
from tests.reports.scenes import BEFORE, DAY, withdraw
from tests.reports.sealed import TODAY, seal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("unprinted")]


def told(publication) -> dict[int, list[str]]:
    """The causes, without their days and writers."""
    with translation.override("en"):
        found = causes.causes(publication, known_now.moved(known_now.compare(publication)))
    return {key: [text.rpartition(" (")[0] or text for text in texts] for key, texts in found.items()}


def figures(publication) -> dict[tuple[str, dt.date], int]:
    compared = known_now.compare(publication)
    return {(each.figure, each.day): each.difference for each in compared if not each.is_same}


def test_nothing_written_since_makes_no_difference(project, enrol):
    enrol(ActivityKind.WORK)
    publication = seal(project)
    assert (figures(publication), told(publication)) == ({}, {})


def test_client_added_late_is_one_less_than_now(project, enrol):
    enrol(ActivityKind.WORK)
    publication = seal(project)
    late = enrol(ActivityKind.WORK, starts_on=DAY)
    assert figures(publication) == {("active", DAY): -1, ("cumulative", DAY): -1, ("work", DAY): -1}
    assert told(publication) == {late.pk: ["Added late: client 30.4.2022–", "Added late: At work 1.1.2021–"]}


def test_corrected_end_of_a_stay_tells_what_it_was(project, enrol):
    client = enrol(ActivityKind.WORK)
    publication = seal(project)
    with auditing.act(by="cli"):
        client.enrolments.update(ends_on=BEFORE)
    assert figures(publication) == {("active", DAY): 1, ("work", DAY): 1}
    assert told(publication) == {client.pk: ["Corrected: client 1.1.2021– → client 1.1.2021–5.1.2022"]}


def test_withdrawn_activity_moves_the_client_between_rows(project, enrol):
    client = enrol(ActivityKind.WORK)
    publication = seal(project)
    withdraw(client.activities.get())
    assert figures(publication)["work", DAY] == 1
    assert figures(publication)["unclassified", DAY] == -1
    assert told(publication) == {client.pk: ["Withdrawn: At work 1.1.2021–"]}


def test_erased_client_is_told_of_without_a_name(project, enrol):
    client = enrol(ActivityKind.WORK)
    key, publication = client.pk, seal(project)
    with auditing.act(by="cli"):
        client.activities.all().delete()
        client.enrolments.all().delete()
        Client.objects.filter(pk=key).delete()
    assert told(publication) == {key: ["Erased on request"]}


def test_merged_client_names_the_record_that_stands(project, enrol, member_of):
    manager = member_of(Role.MANAGER)
    kept, gone = enrol(ActivityKind.WORK), enrol(ActivityKind.WORK)
    key, publication = gone.pk, seal(project)
    merges.merge(kept=kept, gone=gone, taken=[], today=TODAY, by=manager)
    assert told(publication)[key] == [f"Merged into {kept.client_number}"]


def test_client_who_took_another_in_says_so(project, enrol, member_of):
    manager = member_of(Role.MANAGER)
    kept, gone = ClientFactory(), enrol(ActivityKind.WORK)
    number, publication = gone.client_number, seal(project)
    merges.merge(kept=kept, gone=gone, taken=[], today=TODAY, by=manager)
    assert told(publication)[kept.pk][0] == f"Took in the record {number}"


def test_order_of_precedence_set_anew_is_the_cause_where_no_row_changed(project, enrol, member_of):
    client = enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL)
    publication = seal(project)
    manager = member_of(Role.MANAGER)
    with auditing.act(by=manager):
        project.categories.filter(kind=ActivityKind.VOCATIONAL).update(precedence=70)
    assert told(publication) == {client.pk: ["The order of precedence was changed"]}


def test_activity_begun_after_the_day_is_no_cause(project, enrol):
    client = enrol(ActivityKind.WORK)
    publication = seal(project)
    ActivityFactory(client=client, kind=ActivityKind.OTHER, starts_on=DAY + dt.timedelta(days=1))
    ActivityFactory(client=client, kind=ActivityKind.INTEGRATION)
    assert told(publication) == {client.pk: ["Added late: In integration training 1.1.2021–"]}
