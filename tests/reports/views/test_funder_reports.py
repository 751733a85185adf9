"""Reports to the funder in the browser: begun, put together, written with the reading beside."""

import datetime as dt

import pytest
from django.urls import reverse

from projects.choices import ActivityKind
from reports.models import FunderReport
from staff.models import Draft
from staff.permissions import Role
from tests.factories.reports import FunderReportFactory, ReportPartFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(member_of):
    return member_of(Role.MANAGER)


@pytest.fixture
def browser(signed_in, manager):
    return signed_in(manager)


def test_new_report_is_begun_and_shows_its_parts(browser, project, enrol):
    enrol(ActivityKind.WORK)
    answers = {
        "kind": "final", "title": "Loppuraportti", "language": "en",
        "starts_on": "2022-01-01", "ends_on": "2022-04-30",
    }  # fmt: skip
    response = browser.post(reverse("reports:funder-report-add", args=[project.code]), answers, follow=True)
    report = FunderReport.objects.get()
    assert response.redirect_chain == [(reverse("reports:funder-report", args=[report.pk]), 302)]
    page = response.content.decode()
    assert "Facts of the project" in page
    assert "Tee osa" not in page


def test_new_report_with_days_in_the_wrong_order_says_so_and_keeps_what_was_typed(browser, project):
    answers = {
        "kind": "final", "title": "Loppu", "language": "fi", "starts_on": "2022-04-30", "ends_on": "2022-01-01",
    }  # fmt: skip
    response = browser.post(reverse("reports:funder-report-add", args=[project.code]), answers)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Viimeinen päivä on ennen ensimmäistä." in page
    assert 'value="Loppu"' in page


def test_part_is_written_and_its_draft_goes(browser, manager, project):
    part = ReportPartFactory(report__project=project)
    Draft.objects.create(
        user=manager, form=f"report-part-{part.pk}", content={"text": ["Kesken"]},
        saved_at=dt.datetime(2022, 4, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    address = reverse("reports:report-part", args=[part.pk])
    assert "Kesken" in browser.get(address).content.decode()
    browser.post(address, {"heading": "Alku", "text": "Valmis"})
    part.refresh_from_db()
    assert (part.heading, part.text, Draft.objects.count()) == ("Alku", "Valmis", 0)


def test_part_being_typed_is_read_back_at_once_and_not_saved(browser, project):
    part = ReportPartFactory(report__project=project)
    response = browser.post(
        reverse("reports:report-part", args=[part.pk]),
        {"heading": "Uusi", "text": "Vielä <b>auki</b>"}, headers={"HX-Request": "true"},
    )  # fmt: skip
    page = response.content.decode()
    assert "<h2>Uusi</h2>" in page
    assert "Vielä &lt;b&gt;auki&lt;/b&gt;" in page
    assert "<html" not in page
    part.refresh_from_db()
    assert part.text == ""


def test_part_is_added_moved_and_taken_away(browser, project):
    report = FunderReportFactory(project=project)
    add = reverse("reports:report-part-add", args=[report.pk])
    for part in ("facts", "results:retention"):
        browser.post(add, {"part": part})
    last = report.parts.get(position=2)
    assert (last.kind, last.results) == ("results", "retention")
    browser.post(reverse("reports:report-part-move", args=[last.pk, "up"]))
    assert list(report.parts.values_list("kind", flat=True)) == ["results", "facts"]
    browser.post(reverse("reports:report-part-remove", args=[last.pk]))
    assert list(report.parts.values_list("kind", flat=True)) == ["facts"]


def test_part_that_there_is_not_is_refused_in_words(browser, project):
    report = FunderReportFactory(project=project)
    response = browser.post(
        reverse("reports:report-part-add", args=[report.pk]), {"part": "poem"}, follow=True
    )
    assert "Valitse osa." in response.content.decode()
    assert report.parts.count() == 0


def test_paper_is_a_pdf_under_the_reports_last_day(browser, project):
    report = FunderReportFactory(project=project)
    response = browser.get(reverse("reports:funder-report-pdf", args=[report.pk]))
    assert response.content[:5] == b"%PDF-"
    assert f"raportti-{project.code}-2022-04-30.pdf" in response["Content-Disposition"]


def test_coach_reads_a_report_and_changes_nothing(signed_in, member_of, project):
    part = ReportPartFactory(report__project=project, text="Sanoja")
    page = signed_in(member_of(Role.COACH)).get(reverse("reports:funder-report", args=[part.report_id]))
    assert "Sanoja" in page.content.decode()
    assert reverse("reports:report-part", args=[part.pk]) not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_reports_asks_as_little_for_many(browser, project, django_assert_num_queries, count):
    FunderReportFactory.create_batch(count, project=project)
    with django_assert_num_queries(LIST):
        browser.get(reverse("reports:funder-reports", args=[project.code]))


@pytest.mark.parametrize("count", [1, 3])
def test_report_of_words_asks_as_little_for_many_parts(browser, project, django_assert_num_queries, count):
    report = FunderReportFactory(project=project)
    for position in range(1, count + 1):
        ReportPartFactory(report=report, position=position)
    with django_assert_num_queries(REPORT):
        browser.get(reverse("reports:funder-report", args=[report.pk]))


LIST, REPORT = 5, 6
