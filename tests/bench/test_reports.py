"""The status snapshot in a large database: of one project among many, of 120 months, and of all projects together."""

import datetime as dt
import os

import pytest
from django.db import connection

from projects.models import Project
from reports import scale
from reports.figures.status import statuses
from tests.bench.test_status import DAYS, by_counts, by_one_statement, scan
from tests.bench.turns import analyze, medians, seconds

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

WHOLE = 20_000
# A million, as issue 6 has it, takes minutes to put in: OHJAAMO_BENCH_CLIENTS=1000000.
MANY = int(os.environ.get("OHJAAMO_BENCH_CLIENTS", "100000"))
DAY, LAST = DAYS[-1], scale.LAST_DAY
MONTHS = [dt.date(2013 + month // 12, 1 + month % 12, 1) for month in range(120)]
# A date of one project against reading its rows by their indexes and nothing more.
TIMES_INDEXED_READ = 3
FASTER_THAN_COUNTS = 50
# 120 dates against one.
TIMES_ONE_DATE = 30
# A date of all projects against a bare look at every row.
TIMES_SCAN = 12

READ = """
SELECT count(*), sum(activity.starts_on - stay.starts_on)
FROM clients_enrolment AS stay JOIN clients_activity AS activity USING (client_id)
WHERE stay.project_id = %s
"""


def read(project: Project) -> int:
    """The project's stays and its clients' activities, found by their indexes."""
    with connection.cursor() as cursor:
        rows, _days = cursor.execute(READ, [project.pk]).fetchone()
    return rows


def test_status_of_all_projects_is_near_the_scan(tell):
    scale.sow(clients=WHOLE, with_history=False, by="cli")
    analyze()
    assert statuses(None, [LAST])[0].cumulative == WHOLE

    ways = {"ours": lambda: statuses(None, [DAY]), "scan": scan}
    took = medians(ways, rounds=15)

    slower = took["ours"] / took["scan"]
    tell(f"status of {WHOLE} clients whole: {slower:.1f}x a bare scan")
    assert slower <= TIMES_SCAN


def test_status_of_one_project_among_many_is_near_the_indexed_read(tell):
    scale.sow(clients=MANY, with_history=False, by="cli")
    analyze()
    project = Project.objects.earliest("pk")
    assert read(project) == 2 * statuses(project, [LAST])[0].cumulative

    ways = {
        "ours": lambda: statuses(project, [DAY]),
        "read": lambda: read(project),
        "months": lambda: statuses(project, MONTHS),
        "ten": lambda: by_one_statement(project),
    }
    took = medians(ways, rounds=15)
    counts = seconds(lambda: by_counts(project))

    slower, months = took["ours"] / took["read"], took["months"] / took["ours"]
    faster = counts / took["ten"]
    tell(f"status of one project among {MANY} clients: {slower:.1f}x the indexed read of its rows")
    tell(f"120 dates {months:.1f}x one date; ten dates {faster:.0f}x faster than a count per cell")
    assert slower <= TIMES_INDEXED_READ
    assert months <= TIMES_ONE_DATE
    assert faster >= FASTER_THAN_COUNTS
