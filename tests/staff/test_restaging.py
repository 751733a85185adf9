"""A book that was taken back is prepared once more as it had been prepared."""

import pytest

from ohjaamo.periods import today
from projects import import_access
from staff import import_undoing, imports, restaging
from staff.models import ImportBatch
from staff.permissions import Role
from staff.verdicts import ImportRefused
from tests.factories.imports import staged_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(member_of):
    return member_of(Role.SECRETARY)


@pytest.fixture
def undone(project, secretary):
    """Taken in with a corrected cell, a row left out, a word and an order of days; and taken back."""
    batch = staged_batch(project, by=secretary)
    batch.words, batch.days = {"nationalities": {"suomi": "FI"}}, {"born_on": {"order": "dmy"}}
    batch.save()
    first, second = batch.rows.filter(skipped="")
    first.edits, second.is_left_out, second.answer = {"1": "Wirta"}, True, {"is_new": True}
    first.save()
    second.save()
    taker = import_access.taker_for(batch, secretary, today())
    imports.apply(batch=batch, taker=taker, by=secretary)
    batch.refresh_from_db()
    import_undoing.undo(batch=batch, moment=batch.applied_at, by=secretary)
    return ImportBatch.objects.get(pk=batch.pk)


def said(batch):
    facts = [getattr(batch, name) for name in restaging.KEPT]
    rows = [[getattr(row, name) for name in restaging.KEPT_OF_ROW] for row in batch.rows.all()]
    return facts, rows, bytes(batch.file.content)


def test_book_staged_again_has_all_that_was_said_and_nothing_that_came_of_it(undone, secretary):
    again = ImportBatch.objects.get(pk=restaging.stage_again(batch=undone, by=secretary).pk)
    assert said(again) == said(undone)
    assert (again.state, again.judged_at, again.staged_by) == ("staged", None, secretary)
    assert again.counts == {name: undone.counts[name] for name in ("read", "skipped_rows", "warnings")}
    assert set(again.rows.values_list("status", flat=True)) == {"staged"}


def test_book_staged_again_comes_to_the_same(undone, secretary):
    again = restaging.stage_again(batch=undone, by=secretary)
    taker = import_access.taker_for(again, secretary, today())
    imports.apply(batch=again, taker=taker, by=secretary)
    assert again.counts["created"] == undone.counts["created"]
    assert again.counts["statuses"] == {"created": 1, "left_out": 1}


def test_book_that_was_not_taken_back_is_not_staged_again(project, secretary):
    with pytest.raises(ImportRefused, match="ei ole kumottu"):
        restaging.stage_again(batch=staged_batch(project, by=secretary), by=secretary)


def test_book_whose_rows_were_forgotten_is_not_staged_again(undone, secretary):
    undone.rows.all().delete()
    with pytest.raises(ImportRefused, match="Valitse tiedosto uudelleen"):
        restaging.stage_again(batch=undone, by=secretary)
