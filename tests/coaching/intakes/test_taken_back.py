"""Books of sessions and attendance taken back leave the register as it was; taken in they nag nobody."""

import datetime as dt

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from coaching import worklists
from coaching.models import Group
from staff import import_undoing
from staff.models import ImportBatch
from staff.permissions import Role
from tests.clients.intakes.scenes import take_in
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.groups import GroupMeetingFactory
from tests.house.rooms import our_models

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 9, 1)
BOOKS = {
    "sessions": (
        ["Pvm", "Nro", "Kesto", "Valmentaja", "Muistiinpano"],
        ["1.3.2021", "7", "45", "Omar Ali", "Uusi"],
        ["2.3.2021", "7", "30", "Liisa Virtanen", ""],
    ),
    "attendances": (
        ["Pvm", "Ryhmä", "Nro", "Läsnä", "Muita"],
        ["5.4.2021", "Klubi", "7", "x", ""],
        ["5.4.2021", "Klubi", "", "", 4],
        ["12.4.2022", "Klubi", "7", "poissa", ""],
    ),
    "attendance_lists": (["Ryhmä", "Nro", "5.4.2021", "12.4.2022"], ["Klubi", "7", "x", "s"]),
}


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH, first_name="Liisa", last_name="Virtanen")


@pytest.fixture
def client(project, coach):
    client = EnrolmentFactory(client=ClientFactory(client_number="7"), project=project).client
    AssignmentFactory(client=client, coach=coach)
    meeting = GroupMeetingFactory(coach=coach, group__project=project, group__name="Klubi")
    assert meeting.group.starts_on == dt.date(2022, 4, 1)
    return client


def register():
    """Every row under history as it stands."""
    models = [model for model in our_models() if hasattr(model, "pgh_event_model")]
    return {model: [model_to_dict(row) for row in model._base_manager.order_by("pk")] for model in models}


@pytest.mark.parametrize("kind", BOOKS)
def test_book_taken_back_leaves_the_register_as_it_was_and_may_come_again(kind, project, client, tmp_path):
    titles, *rows = BOOKS[kind]
    before = register()
    report = take_in(tmp_path, kind, titles, *rows, project=project)
    assert (report["refused"], register() == before) == ([], False)
    batch = ImportBatch.objects.get(pk=report["batch"])
    done = import_undoing.undo(batch=batch, moment=timezone.now(), by="cli")
    assert (done.left, register()) == ([], before)
    again = take_in(tmp_path, kind, titles, *rows, project=project)
    assert again["created"] == report["created"]


def test_books_make_no_list_of_what_waits_longer(project, client, coach, tmp_path):
    def waiting():
        return {tally.list.key: tally.count for tally in worklists.tallies(worklists.own(coach, TODAY))}

    before = waiting()
    for kind, (titles, *rows) in BOOKS.items():
        take_in(tmp_path, kind, titles, *rows, project=project)
    assert (waiting(), Group.objects.get().starts_on) == (before, dt.date(2021, 4, 5))
