"""What page and paper make of a snapshot: rows with their notes, definitions, a chart."""

import datetime as dt

import pytest
from django.utils import translation

from projects.choices import ActivityKind
from reports import tables
from reports.snapshots import build
from tests.reports.scenes import BEFORE, DAY, publish, use_only

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def row_of(snapshot, label):
    return next(row for row in tables.rows(snapshot) if row.label == label)


def test_rows_come_headline_categories_unclassified(project):
    labels = [row.label for row in tables.rows(build(project, [DAY]))]
    kinds = [str(kind.label) for kind in ActivityKind]
    assert labels == ["Active clients (whole project)", *kinds, "Unclassified"]


def test_rows_say_what_was_published_instead(project, enrol):
    enrol(ActivityKind.WORK)
    enrol()
    publish(project, active=2, cumulative=4, work=5)
    use_only(project, ActivityKind.WORK, dt.date(2022, 4, 1))
    snapshot = build(project, [BEFORE, DAY])

    before, now = row_of(snapshot, "At work").cells
    assert (before.value, before.note, before.is_latest) == (1, "category not in use", False)
    assert (now.value, now.note, now.is_latest) == (1, "published 5, difference +4", True)
    headline = row_of(snapshot, "Active clients (whole project)")
    assert [cell.note for cell in headline.cells] == ["", ""]
    assert [cell.note for cell in headline.beside] == ["", "published 4, difference +2"]
    assert [cell.note for cell in row_of(snapshot, "Unclassified").cells] == [
        "",
        "not in the published table",
    ]


def test_secondary_only_kinds_that_somebody_does_besides(project, enrol):
    enrol(ActivityKind.WORK, ActivityKind.VOCATIONAL)
    (row,) = tables.secondary(build(project, [BEFORE, DAY]))
    assert (row.label, [cell.value for cell in row.cells]) == ("At work", [1, 1])
    assert row.cells[0].figure == "secondary:work"


def test_published_only_dates_that_were_published_and_blanks_stay_blank(project):
    publish(project, active=2, work=None)
    snapshot = build(project, [BEFORE, DAY])
    values = {row.label: [cell.value for cell in row.cells] for row in tables.published(snapshot)}
    assert (values["Active clients"], values["At work"]) == ([2], [None])
    assert tables.published(build(project, [BEFORE])) == []


def test_chart_is_titled_by_its_finding_and_stacks_every_row(project, enrol):
    enrol(ActivityKind.WORK)
    enrol()
    chart = tables.chart(build(project, [BEFORE, DAY]))
    assert chart.title == "30.4.2022: the largest group is “At work”, 1 of 2"
    assert chart.labels == ("5.1.2022", "30.4.2022")
    assert {series.label: series.values for series in chart.series}["Unclassified"] == (1, 1)
    assert len({series.colour for series in chart.series}) == 8


def test_chart_of_nobody_is_titled_by_its_subject(project):
    assert tables.chart(build(project, [DAY])).title == "Clients by primary activity"


def test_definitions_tell_the_order_of_precedence(project):
    order = dict(tables.definitions(build(project, [DAY])))["Primary activity"]
    assert "In vocational education → In integration training" in order
