"""The status table of ten dates: our one statement, a count for each cell, and a bare look at every row."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef

from clients.models import Activity, Client, Enrolment
from ohjaamo.periods import running_on
from projects.categories import in_order
from projects.choices import ActivityKind
from projects.models import Project
from reports.figures.status import statuses
from tests.bench.turns import analyze, medians
from tests.golden import CODE, EXPECTED

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

DAYS = [dt.date.fromisoformat(text) for text in EXPECTED["reporting_dates"]]
FASTER_THAN_COUNTS = 50
# The statement alone takes some 9 times the scan; to read the project's order of categories is the rest.
SLOWER_THAN_SCAN = 25
SCANS = (
    "SELECT count(*), sum(ends_on - starts_on) FROM clients_enrolment",
    "SELECT count(*), sum(ends_on - starts_on) FROM clients_activity",
)

# Active, cumulative, what they mainly do, what they do besides, unclassified.
Column = tuple[int, int, dict[ActivityKind, int], dict[ActivityKind, int], int]


def by_one_statement(project: Project) -> list[Column]:
    return [
        (each.active, each.cumulative, dict(each.primary), each.secondary, each.unclassified)
        for each in statuses(project, DAYS)
    ]


def by_counts(project: Project) -> list[Column]:
    """The same table as one would write it with the ORM: a count for each date and cell."""
    order = [category.kind for category in in_order(project)]
    return [counted_on(day, project, order) for day in DAYS]


def counted_on(day: dt.date, project: Project, order: list[ActivityKind]) -> Column:
    stays = Enrolment.objects.filter(running_on(day), project=project, client=OuterRef("pk"))
    entered = Enrolment.objects.filter(project=project, starts_on__lte=day)
    running = Activity.objects.filter(running_on(day), client=OuterRef("pk"))
    active = Client.objects.filter(Exists(stays))
    primary, secondary = {}, {}
    for place, kind in enumerate(order):
        doing = active.filter(Exists(running.filter(kind=kind)))
        earlier = Exists(running.filter(kind__in=order[:place]))
        primary[kind] = doing.filter(~earlier).count()
        secondary[kind] = doing.filter(earlier).count()
    unclassified = active.filter(~Exists(running))
    cumulative = entered.values("client").distinct().count()
    return active.count(), cumulative, primary, secondary, unclassified.count()


def scan() -> list[tuple[int, int]]:
    """Every row of both tables is looked at once: nothing that reads them whole is quicker."""
    with connection.cursor() as cursor:
        return [cursor.execute(text).fetchone() for text in SCANS]


def test_status_of_ten_dates_is_far_from_the_counts_and_near_the_scan(golden_books, tell):
    project = Project.objects.get(code=CODE)
    analyze()
    assert by_one_statement(project) == by_counts(project)
    assert [rows for rows, _days in scan()] == [EXPECTED["enrolments"], EXPECTED["activity_spells"]]

    ways = {"ours": lambda: by_one_statement(project), "counts": lambda: by_counts(project), "scan": scan}
    took = medians(ways, rounds=15)

    faster, slower = took["counts"] / took["ours"], took["ours"] / took["scan"]
    tell(f"status of ten dates: {faster:.0f}x faster than a count per cell, {slower:.1f}x a bare scan")
    assert faster >= FASTER_THAN_COUNTS
    assert slower <= SLOWER_THAN_SCAN
