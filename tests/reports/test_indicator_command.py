"""The command line gives the indicators as one JSON object, or as a book."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from python_calamine import CalamineWorkbook

from reports import indicator_seeds
from tests.reports.participants_scene import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    indicator_seeds.load_shipped(by="cli")
    project, _who = build()
    return project


def test_indicators_prints_each_number_of_the_day(project):
    said = StringIO()
    call_command("indicators", "--project", project.code, "--date", "31.12.2024", "--json", stdout=said)
    found = json.loads(said.getvalue())
    rows = {row.pop("code"): row for row in found.pop("indicators")}
    assert found == {
        "project": project.code, "date": "2024-12-31", "programme_period": "2021-2027",
        "participants": 9, "complete": 7, "incomplete": 2, "left": 6,
    }  # fmt: skip
    assert rows["EECO01"] == {
        "total": 9, "female": 4, "male": 3, "other": 1, "unknown": 1, "known": 9, "asked": 9,
    }  # fmt: skip
    assert len(rows) == 21


def test_indicators_as_a_book_writes_the_file(project, tmp_path):
    book = tmp_path / "indikaattorit.xlsx"
    call_command("indicators", "--project", project.code, "--date", "2024-12-31", "--xlsx", str(book))
    sheets = CalamineWorkbook.from_filelike(BytesIO(book.read_bytes())).sheet_names
    assert sheets == ["Indikaattorit", "Määritelmät", "Täsmäytys"]


@pytest.mark.parametrize(("arguments", "message"), [
    (("--date", "eilen", "--json"), "”eilen” ei ole päivä"),
    (("--xlsx", "/no/such/place/book.xlsx"), "/no/such/place/book.xlsx ei voi kirjoittaa"),
])  # fmt: skip
def test_indicators_refused_says_so_in_one_line(project, arguments, message):
    with translation.override("fi"), pytest.raises(CommandError) as refused:
        call_command("indicators", "--project", project.code, *arguments)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert message.split()[0] in str(refused.value)
