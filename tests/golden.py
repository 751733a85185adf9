"""The association's own five books taken in, as every figure of its reports is counted from them."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from projects.book_kinds import resource_for
from projects.models import Project, ProjectArea
from staff import auditing, imports, staging
from tests.factories.projects import MunicipalityFactory, ProjectFactory

BOOKS = Path(__file__).parents[1] / "reports" / "data" / "old_books"
EXPECTED: dict[str, Any] = json.loads((BOOKS / "expected.json").read_text(encoding="utf-8"))
CODE = "S21588"
# The day on which the tests import; nothing in the books is later.
TODAY = dt.date(2022, 9, 1)
IN_ORDER = (
    ("asiakkaat_2019.xls", "clients"),
    ("asiakkaat_2020.ods", "clients"),
    ("asiakkaat_2021-2022.csv", "clients"),
    ("toiminta_2019-2022.xlsx", "activities"),
    ("tulokset_2019-2022.xlsx", "outcomes"),
)
MUNICIPALITIES = {
    "240": "Kemi",
    "241": "Keminmaa",
    "751": "Simo",
    "845": "Tervola",
    "851": "Tornio",
    "976": "Ylitornio",
}


def make_project() -> Project:
    """The books' project with its area, without anybody in it."""
    project = ProjectFactory(
        code=CODE,
        name="Maahanmuuttaja Ohjaamo Kemi",
        starts_on=dt.date(2019, 1, 15),
        ends_on=dt.date(2022, 8, 31),
        target_age_min=17,
        target_age_max=63,
    )
    for code, name in MUNICIPALITIES.items():
        municipality = MunicipalityFactory(code=code, name_fi=name)
        with auditing.act(by="cli"):
            ProjectArea.objects.create(project=project, municipality=municipality)
    return project


def take_in(
    path: Path, kind: str, *, project_code: str = CODE, today: dt.date = TODAY, by: auditing.Actor = "cli"
) -> dict[str, Any]:
    """One book through the engine, as the command does it."""
    taker = resource_for(kind=kind, project_code=project_code, today=today, by=by)
    batch = staging.stage(path=path, taker=taker, project_code=project_code, by=by)
    return imports.apply(batch=batch, taker=taker, by=by)


def take_in_all() -> dict[str, dict[str, Any]]:
    """The five books in the order the secretary kept them: reports by file name."""
    return {name: take_in(BOOKS / name, kind) for name, kind in IN_ORDER}


@pytest.fixture(scope="module")
def golden_books(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, dict[str, Any]]]:
    """The five books are in for all tests of a file, each of which is rolled back by itself; their reports."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_project()
        yield take_in_all()
        transaction.set_rollback(True)
