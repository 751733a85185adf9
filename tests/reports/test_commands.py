"""The command line gives one JSON object or a paper, or one clear line and exit code 2."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

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


def test_snapshot_only_reads(project):
    publish(project, active=1)
    told("snapshot", "--project", project.code, "--json")
    assert Claim.objects.count() == 1
