"""How far a book is can be seen before its transaction ends."""

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from staff.import_progress import told_beside
from staff.models import ImportTask
from tests.factories.imports import staged_batch
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory


def new_task():
    user = UserFactory()
    batch = staged_batch(ProjectFactory(), by=user)
    return ImportTask.objects.create(batch=batch, deed="apply", asked_at=timezone.now(), asked_by=user)


def done_rows(task):
    """As somebody else sees it."""
    beside = connection.copy()
    with beside.cursor() as cursor:
        cursor.execute("SELECT done_rows FROM staff_importtask WHERE id = %s", [task.pk])
        (found,) = cursor.fetchone()
    beside.close()
    return found


@pytest.mark.django_db(transaction=True)
def test_rows_told_are_seen_while_the_transaction_is_open_and_stay_when_it_is_rolled_back():
    task = new_task()
    with told_beside(task) as tell, transaction.atomic():
        tell(50)
        assert done_rows(task) == 50
        tell(100)
        transaction.set_rollback(True)
    assert done_rows(task) == 100


@pytest.mark.django_db(transaction=True)
def test_connection_of_its_own_has_the_same_role_and_is_closed_afterwards(monkeypatch):
    task, opened = new_task(), []
    copy = type(connection._connections[connection._alias]).copy

    def seen(self, *arguments):
        opened.append(copy(self, *arguments))
        return opened[-1]

    monkeypatch.setattr(type(connection._connections[connection._alias]), "copy", seen)
    with told_beside(task) as tell:
        tell(1)
        assert opened[0].settings_dict["OPTIONS"] == connection.settings_dict["OPTIONS"]
        assert opened[0].connection is not connection.connection
    assert opened[0].connection is None


@pytest.mark.django_db
def test_telling_that_fails_stops_no_work(monkeypatch):
    def broken(*_arguments):
        raise Error("broken")

    task = new_task()
    with told_beside(task) as tell:
        monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", broken)
        tell(50)
    monkeypatch.undo()
    task.refresh_from_db()
    assert task.done_rows == 0
