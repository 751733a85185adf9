"""What is published is sealed: whole, once, and never changed."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from clients.models import Client, Enrolment
from projects.choices import ActivityKind
from reports import publishable, sealed_contents
from reports.figures import status
from reports.findings import fails
from reports.models import Publication, PublishedFigure, PublishedMember
from reports.reconciliation import Reconciliation
from reports.sealed_contents import Seal
from staff import auditing
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, OutcomeFactory
from tests.reports.scenes import BEFORE, DAY
from tests.reports.sealed import TODAY, UNPRINTED, seal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]

SEALED = "42501"
MOMENT = dt.datetime(2022, 5, 2, 9, 5, tzinfo=dt.UTC)


def refusal(act) -> list[str]:
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            act()
        return list(refused.value.messages)


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def error_found(monkeypatch, finding) -> None:
    found = Reconciliation((finding,))
    monkeypatch.setattr("reports.papers.check_all", lambda _built, *, today: found)


def test_publish_keeps_every_figure_with_the_people_behind_it(project, enrol):
    enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL)
    enrol(ActivityKind.WORK, ends_on=BEFORE)
    enrol(starts_on=DAY)
    publication = seal(project)
    for figure in PublishedFigure.objects.filter(publication=publication):
        keys = [member.client_key for member in figure.members.all()]
        assert sorted(keys) == sorted(status.members(project, figure.as_of, figure.figure))
        assert figure.value == len(keys)
    told = {(each.figure, each.as_of): each.value for each in publication.figures.all()}
    assert (told["active", BEFORE], told["active", DAY], told["cumulative", DAY]) == (2, 2, 3)
    assert (told["work", BEFORE], told["secondary:work", DAY], told["unclassified", DAY]) == (1, 1, 1)


def test_publish_keeps_what_was_published_by_whom_and_its_digest(project, enrol, member_of):
    manager = member_of(Role.MANAGER, first_name="Pirjo", last_name="Päällikkö")
    enrol(ActivityKind.WORK)
    publication = seal(project, by=manager)
    assert (publication.version, publication.reason, publication.published_by) == (1, "", manager)
    assert (publication.as_of, publication.days) == (DAY, [BEFORE, DAY])
    assert publication.sha256 == sealed_contents.digest_of(publication.content)
    assert bytes(publication.pdf) == UNPRINTED
    told = json.loads(publication.content)
    assert (told["published_by"], told["project"]["code"]) == (str(manager), project.code)
    assert told["published_at"] == publication.published_at.astimezone(dt.UTC).isoformat()
    assert [each["kind"] for each in told["order_of_precedence"]] == list(ActivityKind.values)
    assert told["software_version"] == publication.software_version


def test_content_is_the_same_text_for_the_same_report(project, enrol):
    enrol(ActivityKind.WORK)
    texts = {
        sealed_contents.content_of(
            publishable.draw("snapshot", project, days, today=TODAY), Seal(1, "", MOMENT, "Pirjo")
        )
        for days in ([BEFORE, DAY], [DAY, BEFORE, DAY])
    }
    (text,) = texts
    assert text == sealed_contents.canonical(json.loads(text))


def test_publish_anew_needs_a_reason_and_leaves_the_first_version(project, enrol):
    enrol(ActivityKind.WORK)
    first = seal(project)
    assert refusal(lambda: seal(project)) == ["Say why it is published anew."]
    enrol(ActivityKind.WORK)
    second = seal(project, reason=" Yksi puuttui. ")
    assert (second.version, second.reason) == (2, "Yksi puuttui.")
    values = [each.figures.get(figure="active", as_of=DAY).value for each in (first, second)]
    assert values == [1, 2]


def test_publish_as_another_version_than_she_was_told_is_refused(project):
    seal(project, version=1)
    told = ["This has just been published by somebody else."]
    assert refusal(lambda: seal(project, version=1, reason="Uudestaan.")) == told
    assert Publication.objects.count() == 1


def test_publish_while_an_error_is_open_is_refused_in_words(project, monkeypatch):
    error_found(
        monkeypatch, fails("rows", "30.4.2022: rows + unclassified is 183, active is 179.", as_of=DAY)
    )
    (message,) = refusal(lambda: seal(project))
    assert message == (
        "Our own figures don't add up. Mend them, or say why it is so: "
        "30.4.2022: rows + unclassified is 183, active is 179."
    )
    assert Publication.objects.count() == 0


def test_publish_of_days_that_cannot_be_sealed_is_refused(project):
    message = "A report of a day that hasn't come can't be published."
    assert refusal(lambda: seal(project, days=[TODAY + dt.timedelta(days=1)])) == [message]
    assert refusal(lambda: seal(project, days=[])) == ["Choose a date."]
    assert refusal(lambda: seal(project, kind="weather")) == ["This report can't be published."]
    assert Publication.objects.count() == 0


def test_publish_of_numbers_that_changed_meanwhile_is_refused(project, enrol, monkeypatch):
    enrol(ActivityKind.WORK)
    monkeypatch.setattr(
        "reports.snapshots.people", lambda _project, days, **_known: {day: {} for day in days}
    )
    message = "Somebody changed the data while the report was worked out. Try again."
    assert refusal(lambda: seal(project)) == [message]


def test_published_stays_the_same_through_fifty_edits(project, enrol):
    clients = [enrol(ActivityKind.WORK) for _each in range(5)]
    publication = seal(project)
    before = (publication.sha256, publication.content, sorted(PublishedMember.objects.values_list()))
    for number in range(50):
        client = clients[number % 5]
        with auditing.act(by="cli"):
            stay = client.enrolments.first()
            stay.starts_on += dt.timedelta(days=number)
            stay.save()
        OutcomeFactory(client=client, project=project, happened_on=DAY)
    publication.refresh_from_db()
    assert sealed_contents.digest_of(publication.content) == publication.sha256
    after = (publication.sha256, publication.content, sorted(PublishedMember.objects.values_list()))
    assert after == before


# The first stand against the owner of the tables, too.
FORBIDDEN = [
    "UPDATE reports_publication SET content = 'x'",
    "UPDATE reports_publication SET version = 7",
    "DELETE FROM reports_publication",
    "UPDATE reports_publishedfigure SET value = 1",
    "DELETE FROM reports_publishedfigure",
    "UPDATE reports_publishedmember SET client_key = 1",
    "DELETE FROM reports_publishedmember",
    "TRUNCATE reports_publication CASCADE",
    "TRUNCATE reports_publishedfigure CASCADE",
    "TRUNCATE reports_publishedmember",
    "ALTER TABLE reports_publication DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
]


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        *(("ohjaamo_app", statement) for statement in FORBIDDEN),
        *(("ohjaamo", statement) for statement in FORBIDDEN[:-2]),
    ],
)
def test_published_stands_against_sql(project, enrol, statement, role):
    enrol(ActivityKind.WORK)
    seal(project)
    connection.check_constraints()
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), auditing.act(by="cli"):
        execute(f"SET LOCAL ROLE {role}; {statement}")
    assert refused.value.__cause__.sqlstate == SEALED


def test_published_outlives_the_erasure_of_a_client(project, enrol):
    client = enrol(ActivityKind.WORK)
    enrol(ActivityKind.WORK)
    publication, key = seal(project), client.pk
    with auditing.act(by="cli"):
        client.activities.all().delete()
        Enrolment.objects.filter(client=client).delete()
        Client.objects.filter(pk=key).delete()
    active = publication.figures.get(figure="active", as_of=DAY)
    assert (active.value, active.members.filter(client_key=key).count()) == (2, 1)


def test_order_of_precedence_names_who_set_it_last(project, member_of, enrol):
    manager = member_of(Role.MANAGER)
    ActivityFactory()
    with auditing.act(by=manager):
        project.categories.filter(kind=ActivityKind.WORK).update(precedence=70)
    told = json.loads(seal(project).content)["order_of_precedence"]
    assert told[-1]["kind"] == ActivityKind.WORK
    assert [each["set_by"] for each in told[-2:]] == ["Järjestelmä", str(manager)]
