"""Whatever stands in whichever column of whichever kind of book, the row is judged, and nothing breaks."""

import time
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ohjaamo.books import Cell
from ohjaamo.periods import today
from projects.book_kinds import KINDS
from projects.import_access import judge, taker_for
from staff.choices import RowStatus
from staff.models import ImportBatch, ImportRow
from staff.permissions import Role
from tests.factories.projects import MunicipalityFactory

pytestmark = pytest.mark.django_db

# Of each kind of value one; each column takes the first it can read.
PLAUSIBLE = ("1.2.2020", "1", "Virta", "240", "13.00", "k")
# A lone surrogate comes in as U+FFFD: from a file by its reader, from a form by the letters it is sent in.
HUGE = ("9" * 1_000_000, "1e999999", "NaN", "Infinity", "-Infinity", "0x7fffffffffffffff", "9" * 4301)
NASTY = (
    "\0", "\x07", "\ufffd", "\ufeff", "\u202eabc", "‮", "a" * 100_000, "' OR 1=1 --", "%s %(text)s {0}", "{{7*7}}",
    "=1+1", "👩‍👩‍👧", "ﷺ", "ß" * 60, "010594Y9032", "010594y9032 ja muuta", "31.2.1990", "1/2/19", "3.4.", ",", "/ja/",
)  # fmt: skip


@pytest.fixture
def keeper(member_of):
    """Somebody who imports books of every kind, those of money, too."""
    MunicipalityFactory(code="240", name_fi="Kemi")
    return member_of(Role.SECRETARY, Role.MANAGER)


@pytest.fixture
def batch_of(project, keeper):
    """A book with every column of a kind, and a column for a day where the kind has such; one row for each column."""

    def make(kind):
        batch = ImportBatch.objects.create(
            kind=kind, project_code=project.code, file_name="a.xlsx", size=1, sha256="0" * 64, header_row=1,
            staged_at=timezone.now(), staged_by=keeper,
        )  # fmt: skip
        taker = taker_for(batch, keeper, today())
        names = [*taker.fields, *([f"{taker.dated}:2019-04-30"] if taker.dated else [])]
        batch.mapping = [{"title": name, "field": name, "why": ""} for name in names]
        batch.counts = {"read": len(names), "skipped_rows": [], "warnings": []}
        batch.save()
        cells = [plausible(taker, name) for name in names]
        ImportRow.objects.bulk_create(
            ImportRow(batch=batch, number=place + 2, cells=cells) for place in range(len(names))
        )
        return batch

    return make


def plausible(taker, name):
    column = taker.field_of(name)
    for text in (*(code for code, _name in column.choices() or ()),) if column.choices else PLAUSIBLE:
        try:
            taker.read(name, Cell(text))
        except ValueError:
            continue
        return text
    return ""


def statuses_with(batch, text, user):
    """What the rows come to when the text is typed into the first column of the first, the second of the second …"""
    for place, row in enumerate(batch.rows.order_by("number")):
        ImportRow.objects.filter(pk=row.pk).update(edits={str(place): text})
    batch.judged_at = None
    batch.save()
    judge(batch, user, today())
    return list(batch.rows.values_list("status", flat=True))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_in_any_column_ends_with_a_status(batch_of, keeper, kind, text):
    batch = ImportBatch.objects.filter(kind=kind).first() or batch_of(kind)
    assert set(statuses_with(batch, text, keeper)) <= set(RowStatus) - {RowStatus.STAGED}


@pytest.mark.parametrize("kind", KINDS)
def test_nasty_texts_in_any_column_end_with_a_status(batch_of, keeper, kind):
    batch = batch_of(kind)
    for text in NASTY:
        assert set(statuses_with(batch, text, keeper)) <= set(RowStatus) - {RowStatus.STAGED}


@pytest.mark.parametrize("kind", KINDS)
def test_huge_numbers_in_any_column_are_judged_at_once(batch_of, keeper, kind):
    batch = batch_of(kind)
    statuses_with(batch, "", keeper)
    for text in HUGE:
        started = time.process_time()
        found = statuses_with(batch, text, keeper)
        assert RowStatus.STAGED not in found
        assert (time.process_time() - started) / len(found) < 1


@pytest.mark.parametrize("kind", KINDS)
def test_huge_numbers_in_each_column_of_numbers_are_refused_within_a_second(batch_of, keeper, kind):
    taker = taker_for(batch_of(kind), keeper, today())
    for name in taker.fields:
        if is_of_numbers(taker, name):
            for text in HUGE:
                started = time.process_time()
                with pytest.raises(ValueError, match=r"\.$"):
                    taker.read(name, Cell(text))
                assert time.process_time() - started < 1


def is_of_numbers(taker, name):
    try:
        return not taker.field_of(name).choices and isinstance(
            taker.read(name, Cell("12")), int | float | Decimal
        )
    except ValueError:
        return False
