"""The old books rebuild the published table cell by cell, and show where it was wrong and why."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from projects.choices import ActivityKind
from projects.models import Project
from reports import days
from reports.figures import results
from reports.people import of_snapshot
from reports.reconciliation import check
from reports.snapshots import as_json, build
from tests.reports.scenes import DAY

pytestmark = pytest.mark.django_db

BOOKS = Path(__file__).parents[2] / "reports" / "data" / "old_books"
KINDS = {
    "asiakkaat_2019.xls": "clients",
    "asiakkaat_2020.ods": "clients",
    "asiakkaat_2021-2022.csv": "clients",
    "toiminta_2019-2022.xlsx": "activities",
    "tulokset_2019-2022.xlsx": "outcomes",
}


@pytest.fixture
def expected() -> dict:
    return json.loads((BOOKS / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def ohjaamo() -> Project:
    """The project with everything its books hold."""
    call_command("load_seed")
    for name, kind in KINDS.items():
        call_command("import_book", str(BOOKS / name), kind=kind, project="S21588", stdout=StringIO())
    return Project.objects.get(code="S21588")


def test_old_books_rebuild_the_published_table_and_explain_its_differences(ohjaamo, expected):
    snapshot = build(ohjaamo, days.reporting(ohjaamo, DAY))
    columns = as_json(snapshot)["columns"]
    assert [cells(column) for column in columns] == expected["rebuilt"]
    assert_blank_where_published_blank(columns, expected["published"])
    assert {column["date"]: column["differences"] for column in columns if column["differences"]} == {
        "2021-04-30": {"unclassified": -26},
        **expected["counted_twice_in_publication"],
    }
    with translation.override("fi"):
        assert [finding.text for finding in check(snapshot).open] == [
            "30.4.2021: 26 asiakkaalta puuttuu toiminta. Julkaistussa taulukossa he ovat vain kokonaisluvussa.",
            "30.4.2022: julkaistu Työssä 44, laskettu 40. "
            "Mahdollinen syy: 4 opiskelijaa tekee tätä opintojen ohella, ja heidät on laskettu kahteen kertaan.",
        ]
        flow = next(finding for finding in check(snapshot).findings if finding.rule == "flow")
        assert flow.text == "30.4.2022: 200 asiakkuudessa + uusia 12 + palanneita 1 − päättyneitä 34 = 179"
    assert len(of_snapshot(ohjaamo, DAY, "secondary:work").keys) == 4
    assert_results(ohjaamo, expected)


def cells(column: dict) -> dict:
    """A column as the expected table has it: its zeros may be blank here."""
    rows = {kind: value or 0 for kind, value in column["rows"].items()}
    headline = {key: column[key] for key in ("date", "active", "cumulative")}
    return {**headline, **rows, "no_record": column["unclassified"]}


def assert_blank_where_published_blank(columns: list[dict], published: dict) -> None:
    for kind in ActivityKind:
        blanks = [column["rows"][kind] is None for column in columns]
        assert blanks == [value is None for value in published[kind]]


def assert_results(ohjaamo: Project, expected: dict) -> None:
    found = results.as_json(results.results(ohjaamo))
    assert (found["events"], found["nationalities"]) == (expected["results"], expected["nationalities"])
    assert found["persons"]["employment"] < found["events"]["employment"]
