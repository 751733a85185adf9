"""Reports to the funder: begun with the usual parts, put together, read in their own language, on paper."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from projects.choices import ActivityKind
from projects.models import Project
from reports import funder_papers, funder_reports, seeds
from reports.choices import PartKind
from reports.models import FunderReport, ReportPart
from tests.factories.reports import FunderReportFactory, ReportPartFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused, assert_stands
from tests.reports.paper_text import text_of

pytestmark = pytest.mark.django_db

DAYS = {"starts_on": dt.date(2022, 1, 1), "ends_on": dt.date(2022, 4, 30)}
MOMENT = dt.datetime(2022, 5, 2, 9, 5, tzinfo=dt.UTC)


@pytest.fixture
def report(project):
    facts = {"kind": "interim", "language": "fi", "title": " Väliraportti ", **DAYS}
    return funder_reports.begin(project=project, **facts, by="cli")


@pytest.fixture
def ihsl(db):
    seeds.sow(by="cli")
    return Project.objects.get(code="IHSL")


def kinds(report):
    return list(report.parts.values_list("position", "kind"))


def test_begin_gives_the_usual_parts_in_their_order(report):
    assert report.title == "Väliraportti"
    assert kinds(report) == [
        (1, "facts"), (2, "words"), (3, "snapshot"), (4, "results"), (5, "promises"), (6, "words"), (7, "signatures"),
    ]  # fmt: skip


def test_begin_with_days_in_the_wrong_order_is_refused(project):
    facts = {"kind": "final", "language": "fi", "title": "Loppu"}
    days = {"starts_on": dt.date(2022, 4, 30), "ends_on": dt.date(2022, 1, 1)}
    with pytest.raises(ValidationError) as refusal:
        funder_reports.begin(project=project, **facts, **days, by="cli")
    assert refusal.value.messages == ["Viimeinen päivä on ennen ensimmäistä."]
    assert FunderReport.objects.count() == 0


def test_part_moved_up_and_down_changes_places_with_its_neighbour(report):
    second = report.parts.get(position=2)
    funder_reports.move_part(part=second, up=True, by="cli")
    assert kinds(report)[:2] == [(1, "words"), (2, "facts")]
    funder_reports.move_part(part=report.parts.get(position=1), up=False, by="cli")
    assert kinds(report)[:2] == [(1, "facts"), (2, "words")]


@pytest.mark.parametrize(("position", "up"), [(1, True), (7, False)])
def test_part_at_an_end_moved_past_it_stays(report, position, up):
    before = kinds(report)
    funder_reports.move_part(part=report.parts.get(position=position), up=up, by="cli")
    assert kinds(report) == before


def test_part_taken_away_leaves_no_gap(report):
    funder_reports.remove_part(part=report.parts.get(position=3), by="cli")
    assert kinds(report) == [
        (1, "facts"), (2, "words"), (3, "results"), (4, "promises"), (5, "words"), (6, "signatures"),
    ]  # fmt: skip


def test_part_of_results_that_there_are_not_is_refused(report):
    with pytest.raises(ValidationError) as refusal:
        funder_reports.add_part(report=report, kind=PartKind.RESULTS, results="weather", by="cli")
    assert refusal.value.messages == ["Valitse, mitkä tulokset."]


def test_part_beyond_the_most_is_refused(report, monkeypatch):
    monkeypatch.setattr(funder_reports, "MOST_PARTS", 7)
    with pytest.raises(ValidationError) as refusal:
        funder_reports.add_part(report=report, kind=PartKind.WORDS, by="cli")
    assert refusal.value.messages == ["Raportissa on enintään 7 osaa."]


def test_report_taken_away_is_out_of_sight_and_takes_no_parts(report, project):
    funder_reports.withdraw(report=report, reason="kaksoiskappale", by=UserFactory())
    assert list(project.funder_reports.all()) == []
    with pytest.raises(ValidationError) as refusal:
        funder_reports.add_part(report=report, kind=PartKind.WORDS, by="cli")
    assert refusal.value.messages == ["Raportti on poistettu tällä välin."]


def test_report_taken_away_without_a_reason_is_refused(report):
    with pytest.raises(ValidationError) as refusal:
        funder_reports.withdraw(report=report, reason="  ", by=UserFactory())
    assert list(refusal.value.message_dict) == ["reason"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", ["Tilannekuva", "Asiakkaita asiakkuudessa"]), ("en", ["Status snapshot", "Active clients"])],
)
def test_report_reads_in_its_own_language_whatever_the_reader_speaks(project, enrol, language, words):
    enrol(ActivityKind.WORK)
    report = FunderReportFactory(project=project, language=language)
    ReportPartFactory(report=report, kind=PartKind.SNAPSHOT)
    (part,) = funder_papers.parts_of(report, today=dt.date(2022, 5, 2), sees_money=True)
    assert [part.heading, words[1] in part.html] == [words[0], True]


def test_own_words_come_before_the_figures_as_paragraphs_and_never_as_code(project):
    report = FunderReportFactory(project=project)
    ReportPartFactory(report=report, heading="Alku", text="Yksi.\n\n<script>alert(1)</script>")
    (part,) = funder_papers.parts_of(report, today=dt.date(2022, 5, 2), sees_money=True)
    assert part.heading == "Alku"
    assert part.html.count("<p ") == 2
    assert "&lt;script&gt;" in part.html
    assert "<script" not in part.html


def test_paper_holds_every_part_in_order(project, enrol):
    enrol(ActivityKind.WORK)
    report = FunderReportFactory(project=project, title="Väliraportti I")
    for position, (kind, results) in enumerate(
        [("words", ""), ("facts", ""), ("snapshot", ""), ("results", "outcomes"), ("indicators", ""),
         ("promises", ""), ("money", ""), ("signatures", "")], start=1,
    ):  # fmt: skip
        ReportPartFactory(report=report, position=position, kind=kind, results=results)
    funder_reports.write_part(
        part=report.parts.get(position=1), heading="Alussa", text="Hyvin alkoi.", by="cli"
    )
    text = text_of(funder_papers.paper(report, sees_money=True, maker="Pirjo", moment=MOMENT))
    places = [
        text.index(words)
        for words in (
            "Väliraportti I",
            "Alussa",
            "Hyvin alkoi.",
            "Hankkeen tiedot",
            "Tilannekuva",
            "Allekirjoitukset",
        )
    ]
    assert places == sorted(places)


def test_funder_report_given_what_must_not_be_is_refused(project):
    def report(**facts) -> FunderReport:
        given = {"project": project, "kind": "interim", "language": "fi", "title": "Väli", **DAYS}
        return FunderReport(**given | facts)

    assert_stands(report())
    assert_refused(report(kind="weekly"), "reports_funderreport_kind_known")
    assert_refused(report(language="sv"), "reports_funderreport_language_known")
    assert_refused(report(title=" "), "reports_funderreport_titled")
    assert_refused(report(starts_on=dt.date(2023, 1, 1)), "reports_funderreport_days_ordered")
    assert_refused(report(withdrawn_reason="x"), "reports_funderreport_withdrawal_whole")


def test_report_part_given_what_must_not_be_is_refused(project):
    report = FunderReportFactory(project=project)

    def part(**facts) -> ReportPart:
        return ReportPart(**{"report": report, "position": 1, "kind": "words"} | facts)

    assert_stands(part())
    assert_refused(part(), "reports_reportpart_position_once")
    assert_refused(part(position=0), "reports_reportpart_position_from_one")
    assert_refused(part(position=2, kind="poem"), "reports_reportpart_kind_known")
    assert_refused(part(position=2, kind="results"), "reports_reportpart_results_of_results")
    assert_refused(part(position=2, results="outcomes"), "reports_reportpart_results_of_results")


def test_money_is_read_by_those_alone_who_see_it(project):
    report = FunderReportFactory(project=project)
    ReportPartFactory(report=report, kind=PartKind.MONEY)
    shown, hidden = (
        funder_papers.parts_of(report, today=dt.date(2022, 5, 2), sees_money=sees)[0].html
        for sees in (True, False)
    )
    assert ("Talousarviota ei ole laadittu." in shown, "Talousarviota" in hidden) == (True, False)
    assert "Hankkeen rahat näkee se, jolle ne kuuluvat." in hidden


def test_money_of_a_project_with_a_budget_follows_it_and_splits_it(ihsl):
    report = FunderReportFactory(project=ihsl, ends_on=dt.date(2023, 10, 31))
    ReportPartFactory(report=report, kind=PartKind.MONEY)
    (part,) = funder_papers.parts_of(report, today=dt.date(2023, 11, 1), sees_money=True)
    for words in ("Palkat", "Omarahoitus kunnittain", "30\u00a0769"):
        assert words in part.html
