"""Claims are kept as the paper has them, once, and compared without overwriting anything."""

import datetime as dt
from decimal import Decimal

import pytest

from reports import claims

DAY = dt.date(2022, 4, 30)


@pytest.mark.django_db
def test_record_the_same_paper_again_adds_nothing(project):
    figures = {
        ("snapshot:work", DAY): Decimal(44),
        ("snapshot:other", DAY): None,
        ("result:cv", None): Decimal(299),
    }

    assert claims.record(project=project, source="dia", figures=figures, by="cli") == 3
    assert claims.record(project=project, source="dia", figures=figures, by="cli") == 0

    assert claims.read(project, claims.SNAPSHOT) == {DAY: {"work": 44, "other": None}}
    assert claims.read(project, claims.RESULT) == {None: {"cv": 299}}


@pytest.mark.django_db
def test_read_two_papers_differ_takes_the_later(project):
    claims.record(project=project, source="dia", figures={("result:cv", None): Decimal(299)}, by="cli")
    claims.record(
        project=project, source="loppuraportti", figures={("result:cv", None): Decimal(301)}, by="cli"
    )
    assert claims.read(project, claims.RESULT) == {None: {"cv": 301}}


def test_differences_are_published_minus_computed_and_blank_makes_none():
    claimed = {"work": 44, "vocational": 53, "other": None, "other_education": 2}
    computed = {"work": 40, "vocational": 53, "other": 7, "other_education": None}
    assert claims.differences(claimed, computed) == {"work": 4, "other_education": 2}
