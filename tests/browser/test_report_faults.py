"""What axe finds on the pages of reports, and what is too wide, on every screen: by what they are about."""

import pytest
from django.urls import reverse

from reports.models import Explanation, Promise
from tests.browser import report_scene
from tests.browser.report_scene import DAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SPLITS = "split=gender&split=municipality&split=coach"


@pytest.fixture
def scene(db):
    return report_scene.build()


@pytest.fixture
def page(open_page, sign_in, scene):
    page = open_page()
    sign_in(page, scene.manager)
    return page


def test_pages_of_the_snapshot_have_no_faults(page, scene, faults_at):
    here = scene.address
    addresses = {
        "report-snapshot": here(f"snapshot/?{SPLITS}"),
        "report-split": here("split/municipality/"),
        "report-flow": here("flow/"),
        "report-confirmations": here("confirmations/"),
        "report-people": here(f"snapshot/{DAY}/active/"),
        "report-all": "/reports/snapshot/",
        "report-index": "/reports/",
    }
    assert faults_at(page, addresses) == []


def test_pages_of_deviations_and_publishing_have_no_faults(page, scene, faults_at):
    here = scene.address
    page.goto(here("snapshot/"))
    explain = page.get_by_role("link", name="Hyväksy poikkeama").first.get_attribute("href")
    assert faults_at(page, {"report-explain": explain, "report-publish-blocked": here("publish/")}) == []

    report_scene.published(scene)
    back = reverse("reports:explanation-withdraw", args=[Explanation.objects.get().pk])
    addresses = {
        "report-explanations": here("explanations/"),
        "report-explanation-back": back,
        "report-publish-again": here("publish/"),
    }
    assert faults_at(page, addresses) == []


def test_pages_of_a_publication_have_no_faults(page, scene, faults_at):
    publication = report_scene.published(scene)
    report_scene.correct(scene)
    of = f"/reports/publications/{publication.pk}"
    addresses = {
        "report-publications": scene.address("publications/"),
        "report-publication": f"{of}/",
        "report-publication-now": f"{of}/now/",
        "report-published-people": f"{of}/figures/{report_scene.active(publication).pk}/",
        "report-readers": f"{of}/readers/",
    }
    assert faults_at(page, addresses) == []


def test_pages_of_results_have_no_faults(page, scene, faults_at):
    """One page of each shape: beside claims, small tables, bars, a path, columns over time, a list of lines."""
    parts = ("outcomes", "employments", "clients", "path", "trends", "late")
    addresses = {f"report-{part}": scene.address(f"results/{part}/") for part in parts}
    people = {"report-result-people": scene.address("results/outcomes/kinds.employment.persons/")}
    assert faults_at(page, addresses | people) == []


def test_pages_of_the_fund_have_no_faults(page, scene, faults_at):
    stay = scene.clients[0].enrolments.get().pk
    addresses = {
        "report-indicators": scene.address("indicators/"),
        "report-eura": scene.address("eura/"),
        "report-eura-sheet": scene.address(f"eura/{stay}/"),
        "report-readiness": scene.address("readiness/"),
        "report-participation": reverse("clients:participation", args=[stay]),
    }
    assert faults_at(page, addresses) == []


def test_pages_for_other_readers_have_no_faults(page, scene, faults_at):
    addresses = {
        "report-for-public": scene.address("for/public/"),
        "report-for-payer": scene.address("for/payer/"),
        "report-for-funder": scene.address("for/funder/"),
        "report-categories": f"/projects/{scene.project.code}/categories/",
        "report-exports": reverse("clients:exports"),
        "report-export": reverse("clients:export"),
    }
    assert faults_at(page, addresses) == []


def test_pages_of_promises_and_funder_reports_have_no_faults(page, scene, faults_at):
    report, promise = report_scene.funder_report(scene), Promise.objects.first()
    part = report.parts.get(position=2)
    addresses = {
        "report-promises": scene.address("promises/"),
        "report-promise-add": scene.address("promises/add/"),
        "report-promise": f"/reports/promises/{promise.pk}/",
        "report-funder-list": scene.address("funder-reports/"),
        "report-funder-new": scene.address("funder-reports/new/"),
        "report-funder": f"/reports/funder/{report.pk}/",
        "report-funder-part": f"/reports/parts/{part.pk}/",
    }
    assert faults_at(page, addresses) == []


def test_pages_of_a_coach_have_no_faults(open_page, sign_in, scene, faults_at):
    page = open_page()
    sign_in(page, scene.coach)
    addresses = {
        "report-coach-eura": scene.address("eura/"),
        "report-coach-readiness": scene.address("readiness/"),
        "report-coach-snapshot": scene.address("snapshot/"),
    }
    assert faults_at(page, addresses) == []


def test_pages_of_an_auditor_have_no_faults(open_page, sign_in, scene, faults_at):
    publication = report_scene.published(scene)
    page = open_page()
    sign_in(page, scene.auditor)
    figure = f"/reports/publications/{publication.pk}/figures/{report_scene.active(publication).pk}/"
    addresses = {
        "report-auditor-home": "/",
        "report-auditor-publication": f"/reports/publications/{publication.pk}/",
        "report-auditor-people": figure,
        "report-auditor-name": f"{figure}{scene.clients[0].pk}/",
    }
    assert faults_at(page, addresses) == []
