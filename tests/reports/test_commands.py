"""The command line gives one JSON object or a paper, or one clear line and exit code 2."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from python_calamine import CalamineWorkbook

from clients.choices import OutcomeKind
from ohjaamo import pdf
from projects.choices import ActivityKind
from reports.models import Claim
from staff import auditing
from tests.factories.clients import OutcomeFactory
from tests.reports.scenes import publish

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> dict:
    said = StringIO()
    call_command(*arguments, stdout=said)
    return json.loads(said.getvalue())


def refusal(*arguments: str) -> str:
    with translation.override("fi"), pytest.raises(CommandError) as refused:
        call_command(*arguments)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_snapshot_gives_the_dates_asked_for_in_order_of_time(project, enrol):
    enrol(ActivityKind.WORK)
    dates = ["--date", "30.4.2022", "--date", "2022-01-05"]
    found = told("snapshot", "--project", project.code, *dates, "--json")
    assert found["project"] == project.code
    assert [column["date"] for column in found["columns"]] == ["2022-01-05", "2022-04-30"]
    assert found["columns"][1]["rows"]["work"] == 1


def test_snapshot_without_dates_gives_the_reporting_dates(project):
    with auditing.act(by="cli"):
        type(project).objects.update(reporting_dates=["2022-04-30", "2019-04-30"])
    found = told("snapshot", "--project", project.code, "--json")
    assert [column["date"] for column in found["columns"]] == ["2019-04-30", "2022-04-30"]


def test_snapshot_as_pdf_writes_the_file(project, tmp_path):
    paper = tmp_path / "tilannekuva.pdf"
    call_command("snapshot", "--project", project.code, "--date", "30.4.2022", "--pdf", str(paper))
    assert paper.read_bytes().startswith(b"%PDF-1.7")


def test_snapshot_as_xlsx_writes_the_numbers_of_the_page(project, enrol, tmp_path):
    enrol(ActivityKind.WORK)
    book = tmp_path / "tilannekuva.xlsx"
    dates = ["--date", "2022-01-05", "--date", "30.4.2022"]
    call_command("snapshot", "--project", project.code, *dates, "--xlsx", str(book))
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Asiakkaat", dt.date(2022, 1, 5), dt.date(2022, 4, 30)]
    assert ["Työssä", 1.0, 1.0] in rows


def test_snapshot_of_120_months_gives_them_all(project, enrol):
    enrol(ActivityKind.WORK, starts_on=dt.date(2020, 1, 1))
    months = [dt.date(2019 + month // 12, month % 12 + 1, 28) for month in range(120)]
    asked = [word for month in months for word in ("--date", month.isoformat())]
    columns = told("snapshot", "--project", project.code, *asked, "--json")["columns"]
    assert [column["date"] for column in columns] == [month.isoformat() for month in months]
    assert [column["active"] for column in columns] == [0] * 12 + [1] * 108


def test_snapshot_of_an_unknown_project_names_the_known_codes(project):
    message = refusal("snapshot", "--project", "S00", "--json")
    assert message == f"Hanketta, jonka koodi on S00, ei ole. Koodit ovat: {project.code}"
    assert refusal("results", "--project", "S00", "--json") == message


def test_snapshot_of_a_day_that_is_none_is_refused(project):
    message = refusal("snapshot", "--project", project.code, "--date", "31.2.2022", "--json")
    assert message == "”31.2.2022” ei ole päivämäärä. Kirjoita se näin: 30.4.2022 tai 2022-04-30."


def test_snapshot_without_the_libraries_for_pdf_says_what_is_missing(project, tmp_path, monkeypatch):
    def missing(*args, **kwargs):
        raise pdf.PdfUnavailable("Install them.")

    monkeypatch.setattr("reports.papers.render_pdf", missing)
    paper = tmp_path / "tilannekuva.pdf"
    assert refusal("snapshot", "--project", project.code, "--pdf", str(paper)) == "Install them."
    assert not paper.exists()


def test_snapshot_into_a_folder_that_isnt_there_is_refused(project, tmp_path):
    paper = tmp_path / "nowhere" / "x.pdf"
    message = refusal("snapshot", "--project", project.code, "--pdf", str(paper))
    assert message == f"Tiedostoa {paper} ei voi kirjoittaa."


def test_results_counts_events_and_persons(project, enrol):
    client = enrol(nationalities=["SO", "FI"])
    OutcomeFactory(client=client, project=project, quantity=2)
    found = told("results", "--project", project.code, "--json")
    assert list(found["events"]) == list(OutcomeKind.values)
    assert (found["events"]["employment"], found["persons"]["employment"], found["nationalities"]) == (
        2,
        1,
        2,
    )


def test_results_of_a_period_count_its_days_only(project, enrol):
    OutcomeFactory(client=enrol(), project=project, happened_on=dt.date(2021, 6, 1))
    asked = ("results", "--project", project.code, "--json")
    assert told(*asked, "--from", "1.6.2021", "--to", "2021-06-01")["events"]["employment"] == 1
    assert told(*asked, "--from", "2.6.2021")["events"]["employment"] == 0
    assert told(*asked, "--to", "31.5.2021")["events"]["employment"] == 0


def test_results_of_a_period_that_ends_before_it_begins_are_refused(project):
    asked = ("--project", project.code, "--json", "--from", "2.6.2021", "--to", "1.6.2021")
    assert refusal("results", *asked) == "Viimeinen päivä on ennen ensimmäistä."


def test_snapshot_only_reads(project):
    publish(project, active=1)
    told("snapshot", "--project", project.code, "--json")
    assert Claim.objects.count() == 1
