"""A book prepared by a person goes back as it came: of any kind, with corrections, answers and values she took."""

import datetime as dt

import pghistory.core
import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from clients.models import Client
from ohjaamo.periods import today
from projects import import_access
from staff import import_undoing, imports
from staff.models import ImportBatch
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, AssignmentFactory, EnrolmentFactory
from tests.factories.coaching import TopicFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory
from tests.factories.imports import staged_batch

pytestmark = pytest.mark.django_db

# A book of each kind about one client whom we know and, where the kind makes them, one whom we don't.
BOOKS = {
    "clients": (
        ["Nro", "Sukunimi", "Etunimi", "Synt.aika", "Puhelin", "Aloitus pvm"],
        [
            ["7", "Warsame", "Amina", "17.5.1990", "040 7", "1.3.2022"],
            ["8", "Virta", "Aino", "1.2.1990", "", "1.3.2022"],
        ],
    ),
    "activities": (["Nro", "Toiminta", "Alkoi"], [["7", "Työkokeilu", "1.3.2022"]]),
    "outcomes": (["Nro", "Tulos", "Päivä"], [["7", "CV", "1.3.2022"]]),
    "statuses": (["Nro", "Tilanne 30.4.2022"], [["7", "Työkokeilu"]]),
    "sessions": (["Nro", "Pvm", "Kesto", "Tapa", "Aiheet"], [["7", "1.3.2022", "30 min", "puhelu", "CV; Asuminen"]]),
    "attendances": (["Nro", "Pvm", "Ryhmä", "Läsnäolo"], [["7", "1.3.2022", "CV-klubi", "x"]]),
    "attendance_lists": (["Nro", "Ryhmä", "1.3.2022", "8.3.2022"], [["7", "CV-klubi", "x", "-"]]),
}  # fmt: skip


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture(autouse=True)
def known(project, member_of):
    """A client with a coach, something she does, and topics to talk about."""
    stay = EnrolmentFactory(
        project=project,
        starts_on=dt.date(2022, 3, 1),
        client__client_number="7",
        client__first_names="Amina",
        client__last_name="Warsame",
        client__born_on=dt.date(1990, 5, 17),
        client__phone="040 1",
    )
    coach = member_of(Role.COACH)
    AssignmentFactory(client=stay.client, coach=coach, starts_on=stay.starts_on)
    ActivityFactory(client=stay.client, starts_on=stay.starts_on)
    for name in ("CV", "Asuminen"):
        TopicFactory(project=project, name=name)
    GroupMeetingFactory(group=GroupFactory(project=project, name="CV-klubi"), coach=coach)
    return stay.client


def register():
    """Every row under history as it stands."""
    models = sorted((events.pgh_tracked_model for events in pghistory.core.event_models()), key=str)
    return {model: [model_to_dict(row) for row in model._base_manager.order_by("pk")] for model in models}


def taken_in(batch, by):
    imports.apply(batch=batch, taker=import_access.taker_for(batch, by, today()), by=by)
    return ImportBatch.objects.get(pk=batch.pk)


@pytest.mark.parametrize("kind", BOOKS)
def test_book_of_any_kind_is_taken_back_without_a_trace(project, secretary, kind):
    titles, rows = BOOKS[kind]
    before = register()
    batch = taken_in(staged_batch(project, by=secretary, kind=kind, titles=titles, rows=rows), secretary)
    assert batch.counts["said"].get("refused", 0) == 0, [row.messages for row in batch.rows.all()]
    assert register() != before
    done = import_undoing.undo(batch=batch, moment=batch.applied_at, by=secretary)
    assert (done.left, register()) == ([], before)


def test_corrected_rows_answered_rows_and_values_taken_are_taken_back(project, secretary, known):
    titles, rows = BOOKS["clients"]
    before = register()
    batch = staged_batch(project, by=secretary, titles=titles, rows=[*rows, ["9", *rows[1][1:]]])
    batch.rows.filter(number=2).update(answer={"same_as": "7", "taken": ["phone"]})
    batch.rows.filter(number=3).update(edits={"1": "Wirta"}, answer={"is_new": True})
    batch.rows.filter(number=4).update(is_left_out=True)
    batch = taken_in(batch, secretary)
    known.refresh_from_db()
    assert (known.phone, Client.objects.get(client_number="8").last_name) == ("040 7", "Wirta")
    done = import_undoing.undo(batch=batch, moment=batch.applied_at, by=secretary)
    assert (done.left, register()) == ([], before)


def test_undoing_asks_the_database_as_often_for_many_rows_as_for_few(project, secretary):
    titles, (_known, new) = BOOKS["clients"]
    asked = []
    for count in (2, 20):
        rows = [[f"{count}-{number}", new[1], f"Aino{count}x{number}", *new[3:]] for number in range(count)]
        batch = taken_in(staged_batch(project, by=secretary, titles=titles, rows=rows), secretary)
        with CaptureQueriesContext(connection) as queries:
            import_undoing.undo(batch=batch, moment=batch.applied_at, by=secretary)
        asked.append(len(queries))
    assert asked[0] == asked[1]
