"""Twenty publish one report at once: it is published once. A thousand edits later it is what it was."""

import datetime as dt
import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import translation

from clients.models import Activity, Enrolment
from projects.choices import ActivityKind
from projects.models import Project
from reports import sealed_contents
from reports.models import Publication, PublishedFigure, PublishedMember
from staff import auditing
from staff.models import User
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, ClientFactory, EnrolmentFactory
from tests.reports.scenes import DAY
from tests.reports.sealed import seal, without_paper

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
AT_ONCE, EDITS = 20, 1_000


@pytest.fixture(autouse=True)
def _unprinted(monkeypatch):
    without_paper(monkeypatch)


def busy_client(project: Project) -> None:
    client = ClientFactory()
    EnrolmentFactory(client=client, project=project)
    ActivityFactory(client=client, kind=ActivityKind.WORK)


def test_twenty_who_publish_at_once_make_one_version_and_the_others_are_told(project, member_of):
    busy_client(project)
    managers = [member_of(Role.MANAGER) for _each in range(AT_ONCE)]
    start = Barrier(AT_ONCE)

    def publish(manager: User) -> str:
        start.wait()
        try:
            with translation.override("en"):
                seal(Project.objects.get(pk=project.pk), version=1, by=manager)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        else:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = sorted(people.map(publish, managers))
    assert answers == ["", *["This has just been published by somebody else."] * (AT_ONCE - 1)]
    assert [each.version for each in Publication.objects.all()] == [1]


def sealed_rows() -> list[list[tuple]]:
    models = (Publication, PublishedFigure, PublishedMember)
    return [sorted(model.objects.values_list(*columns(model)), key=str) for model in models]


def columns(model) -> list[str]:
    return [each.attname for each in model._meta.concrete_fields if each.attname not in ("pdf", "book")]


def edit(project: Project, chance: random.Random) -> None:
    """Somebody changes something that the report counts."""
    if chance.random() < 0.2:
        busy_client(project)
        return
    model = chance.choice([Enrolment, Activity])
    row = chance.choice(list(model.objects.all()))
    row.starts_on = DAY - dt.timedelta(days=chance.randrange(900))
    row.ends_on = chance.choice([None, row.starts_on + dt.timedelta(days=chance.randrange(900))])
    with auditing.act(by="cli"):
        row.save()


def test_thousand_random_edits_leave_the_digest_as_it_was(project):
    chance = random.Random(6)
    for _each in range(20):
        busy_client(project)
    publication = seal(project)
    before = sealed_rows()
    for _each in range(EDITS):
        edit(project, chance)
    publication.refresh_from_db()
    digest = sealed_contents.digest_of(publication.content)
    print(f"{EDITS} edits: {publication.sha256[:16]} before, {digest[:16]} after")
    assert (digest, sealed_rows()) == (publication.sha256, before)
    assert seal(project, reason="Muuttui.").sha256 != digest
