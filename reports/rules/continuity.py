"""R5: what a client does has neither holes nor contradictions while the client is with us."""

import datetime as dt

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from ohjaamo.formats import period
from ohjaamo.periods import Period
from projects.choices import ActivityKind
from projects.models import Project
from reports.rules.of_people import Deviants, PersonRule

# The days of the stays up to the day, and of what is done; last days are days.
STAYS = """
stay AS (
    SELECT client_id, range_agg(daterange(starts_on, LEAST(COALESCE(ends_on, %(day)s), %(day)s), '[]')) AS days
    FROM clients_enrolment
    WHERE withdrawn_at IS NULL AND project_id = %(project)s AND starts_on <= %(day)s
    GROUP BY client_id
),
doing AS (
    SELECT client_id,
        range_agg(daterange(starts_on, ends_on, '[]')) AS days,
        range_agg(daterange(starts_on, ends_on, '[]')) FILTER (WHERE kind = %(work)s) AS work,
        range_agg(daterange(starts_on, ends_on, '[]')) FILTER (WHERE kind = %(unemployed)s) AS unemployed
    FROM clients_activity
    WHERE withdrawn_at IS NULL AND client_id IN (SELECT client_id FROM stay)
    GROUP BY client_id
)"""

# A hole that is still open on the day is the unclassified client of that day, whom another rule tells of.
GAPS = """
SELECT stay.client_id, lower(gap), upper(gap) - 1
FROM stay LEFT JOIN doing USING (client_id)
CROSS JOIN LATERAL unnest(stay.days - COALESCE(doing.days, '{}'::datemultirange)) AS gap
WHERE upper(gap) - 1 < %(day)s
ORDER BY client_id, gap"""

# The day on which one ends and the other begins is no contradiction.
CONTRADICTIONS = """
SELECT stay.client_id, lower(overlap), upper(overlap) - 1
FROM stay JOIN doing USING (client_id)
CROSS JOIN LATERAL unnest(stay.days * doing.work * doing.unemployed) AS overlap
WHERE upper(overlap) - lower(overlap) > 1
ORDER BY client_id, overlap"""


def gaps(project: Project, day: dt.date) -> Deviants:
    """Clients with days of their stay, before the day, on which nothing is recorded."""
    return _found(GAPS, project, day, _("Nothing recorded %(days)s"))


def contradictions(project: Project, day: dt.date) -> Deviants:
    """Clients who are at work and unemployed jobseekers on the same days."""
    return _found(CONTRADICTIONS, project, day, _("At work and an unemployed jobseeker %(days)s"))


def _found(text: str, project: Project, day: dt.date, line: str) -> Deviants:
    asked: dict[str, int | dt.date | str] = {
        "project": project.pk, "day": day,
        "work": ActivityKind.WORK.value, "unemployed": ActivityKind.UNEMPLOYED.value,
    }  # fmt: skip
    found: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {STAYS} {text}", asked)
        for client, first, last in cursor.fetchall():
            found.setdefault(client, []).append(line % {"days": period(Period(first, last))})
    return found


RULES = (
    PersonRule(
        "gaps", gettext_lazy("Gaps between activities"), gaps,
        ngettext_lazy(
            "[%(count)s client] has a gap between activities.",
            "[%(count)s clients] have a gap between activities.",
            "count",
        ),
        gettext_lazy("No gaps between activities"),
    ),
    PersonRule(
        "contradictions", gettext_lazy("At work and unemployed at once"), contradictions,
        ngettext_lazy(
            "[%(count)s client] is both at work and an unemployed jobseeker on the same days.",
            "[%(count)s clients] are both at work and unemployed jobseekers on the same days.",
            "count",
        ),
        gettext_lazy("Nobody is at work and an unemployed jobseeker at once"),
    ),
)  # fmt: skip
