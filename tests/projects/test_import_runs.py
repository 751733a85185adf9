"""A book asked for is taken in, or back, once, in the name of whoever asked; what refuses it leaves nothing written."""

import datetime as dt

import pytest
from django.db import OperationalError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from clients.models import Client
from ohjaamo.periods import today
from projects import import_access, import_runs
from projects.models import ProjectMember
from staff import auditing, imports
from staff.choices import ImportDeed
from staff.models import ImportBatch
from staff.permissions import Role
from staff.verdicts import ImportRefused
from tests.factories.imports import ROWS, staged_batch

pytestmark = pytest.mark.django_db

APPLY, UNDO = ImportDeed.APPLY, ImportDeed.UNDO


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def batch(project, secretary):
    return judged(staged_batch(project, by=secretary), secretary)


def judged(batch, by):
    return import_access.judge(batch, by, today())


def asked(batch, by, deed=APPLY):
    return import_runs.ask(batch=batch, deed=deed, by=by)


def ended(task):
    """The task after its job was done."""
    import_runs.run(task=task.pk, today=today())
    task.refresh_from_db()
    assert task.ended_at is not None
    return task


def states():
    return list(ImportBatch.objects.order_by("pk").values_list("state", flat=True))


def test_book_asked_for_is_taken_in_under_the_name_of_who_asked(batch, secretary):
    task = asked(batch, secretary)
    assert (task.all_rows, Client.objects.count()) == (len(ROWS), 0)
    assert ended(task).failure == ""
    made = Client.objects.order_by("client_number")
    assert [client.client_number for client in made] == ["901", "902"]
    event = auditing.history_of(made[0]).get()
    assert event.pgh_context.metadata == {"actor": f"user:{secretary.pk}", "batch": batch.pk}


def test_book_asked_for_twice_is_one_task_and_one_job(batch, secretary, member_of):
    task = asked(batch, secretary)
    assert asked(batch, member_of(Role.MANAGER)) == task
    job = ProcrastinateJob.objects.get(task_name=import_runs.JOB)
    assert (job.args, job.lock) == ({"task": task.pk}, import_runs.LOCK)


def test_task_whose_job_was_lost_is_queued_anew_when_asked_again(batch, secretary):
    task = asked(batch, secretary)
    ProcrastinateJob._base_manager.filter(args__task=task.pk).delete()
    assert not import_runs.is_queued(task)
    assert asked(batch, secretary) == task
    assert import_runs.is_queued(task)


def test_task_that_ended_is_not_done_again(batch, secretary):
    task = ended(asked(batch, secretary))
    before = task.ended_at
    import_runs.run(task=task.pk, today=today())
    task.refresh_from_db()
    assert (task.ended_at, Client.objects.count()) == (before, len(ROWS))


def test_task_that_another_worker_ended_meanwhile_is_not_done_again(batch, secretary, monkeypatch):
    """A worker believed dead holds the lock; when it is free, everything is done."""
    task = asked(batch, secretary)
    hold = imports.hold

    def hold_when_the_other_is_through(**how):
        hold(**how)
        monkeypatch.setattr(imports, "hold", hold)
        import_runs.run(task=task.pk, today=today())

    monkeypatch.setattr(imports, "hold", hold_when_the_other_is_through)
    assert ended(task).failure == ""
    assert (states(), Client.objects.count()) == (["applied"], len(ROWS))


def test_task_that_was_cut_short_begins_anew(batch, secretary):
    task = asked(batch, secretary)
    batch.tasks.update(started_at=timezone.now() - dt.timedelta(hours=1), done_rows=1)
    assert ended(task).failure == ""
    assert Client.objects.count() == len(ROWS)


def test_second_book_of_the_same_file_is_not_taken_in_and_stays_open(batch, project, secretary):
    twin = judged(staged_batch(project, by=secretary), secretary)
    # Two spreadsheets written at different seconds aren't the same file.
    ImportBatch.objects.update(sha256=batch.sha256)
    tasks = [asked(batch, secretary), asked(twin, secretary)]
    assert [ended(task).failure for task in tasks] == [
        "",
        "Sama tiedosto tuotiin juuri, joten tätä ei tuotu: mitään ei tullut kahteen kertaan.",
    ]
    assert (states(), Client.objects.count()) == (["applied", "staged"], len(ROWS))
    twin.refresh_from_db()
    assert (twin.judged_at, import_runs.twin_of(twin)) == (None, batch)


def test_second_book_of_the_same_file_judged_afterwards_is_taken_in(batch, project, secretary):
    ended(asked(batch, secretary))
    again = judged(staged_batch(project, by=secretary), secretary)
    ImportBatch.objects.update(sha256=batch.sha256)
    assert ended(asked(again, secretary)).failure == ""
    assert (states(), Client.objects.count()) == (["applied", "applied"], len(ROWS))


def test_book_changed_after_it_was_asked_for_is_not_taken_in(batch, secretary):
    task = asked(batch, secretary)
    ImportBatch.objects.update(judged_at=None)
    assert ended(task).failure == "Taulukkoa on muutettu esikatselun jälkeen. Katso esikatselu uudelleen."
    assert (states(), Client.objects.count()) == (["staged"], 0)


@pytest.mark.parametrize("lost", ["membership", "account"])
def test_book_of_somebody_who_may_not_any_more_is_not_taken_in(batch, secretary, lost):
    task = asked(batch, secretary)
    with auditing.act(by="cli"):
        if lost == "account":
            secretary.is_active = False
            secretary.save()
        else:
            ProjectMember.objects.update(ends_on=today() - dt.timedelta(days=1))
    assert ended(task).failure.startswith("Oikeutesi tuoda taulukoita tähän projektiin on päättynyt.")
    assert (states(), Client.objects.count()) == (["staged"], 0)


def test_sentence_of_failure_is_in_the_language_of_who_asked(batch, secretary):
    with auditing.act(by="cli"):
        secretary.interface_language = "en"
        secretary.save()
    task = asked(batch, secretary)
    ImportBatch.objects.update(judged_at=None)
    assert ended(task).failure.startswith("The book was changed after the preview was seen.")


def test_book_that_breaks_unforeseen_ends_with_a_sentence_and_is_told_of(batch, secretary, monkeypatch):
    task = asked(batch, secretary)
    monkeypatch.setattr(imports, "apply", lambda **_facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_runs.run(task=task.pk, today=today())
    task.refresh_from_db()
    assert task.failure == "Jokin meni vikaan odottamattomasti. Mitään ei muutettu."
    assert asked(batch, secretary) != task


def test_task_whose_database_is_gone_stays_open(batch, secretary, monkeypatch):
    task = asked(batch, secretary)

    def gone(**_facts):
        raise OperationalError("gone")

    monkeypatch.setattr(imports, "apply", gone)
    with pytest.raises(OperationalError):
        import_runs.run(task=task.pk, today=today())
    task.refresh_from_db()
    assert task.ended_at is None


def test_import_asked_back_is_undone_by_who_asked_and_may_not_be_asked_back_again(batch, secretary):
    ended(asked(batch, secretary))
    task = asked(batch, secretary, UNDO)
    assert ended(task).failure == ""
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by, batch.counts["left"]) == ("undone", secretary, [])
    assert Client.objects.count() == 0
    with pytest.raises(ImportRefused, match="oli jo tehty"):
        asked(batch, secretary, UNDO)


def test_book_that_was_taken_in_may_not_be_asked_for_again(batch, secretary):
    ended(asked(batch, secretary))
    with pytest.raises(ImportRefused, match="oli jo tehty"):
        asked(batch, secretary)


def test_book_thrown_away_is_gone_with_its_rows(batch):
    import_runs.discard(batch=batch)
    assert ImportBatch.objects.count() == 0


def test_book_asked_for_is_not_thrown_away(batch, secretary):
    task = asked(batch, secretary)
    with pytest.raises(ImportRefused, match="ei voi enää hylätä"):
        import_runs.discard(batch=batch)
    ended(task)
    with pytest.raises(ImportRefused, match="ei voi enää hylätä"):
        import_runs.discard(batch=batch)
