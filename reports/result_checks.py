"""Whether the results add up and can be shown, and what their words mean."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from projects.models import Project
from reports.figures.tally import Table
from reports.findings import Finding, fails, holds
from reports.rules import evidence


def findings(project: Project, tables: Sequence[Table], day: dt.date) -> Iterator[Finding]:
    """What the rules say of the tables of results until a day, in the reader's language."""
    for table in tables:
        facts = {"table": table.title}
        if table.adds_up:
            yield holds("sums", _("%(table)s: the lines add up to the whole.") % facts)
        else:
            text = _("%(table)s: the lines don't add up to the whole.") % facts
            yield fails("sums", text, subject=table.key, as_of=day)
    for rule in evidence.RULES:
        if finding := rule.finding(project, day):
            yield finding


def definitions() -> list[tuple[str, str]]:
    """What the words of the tables mean."""
    return [
        (_("From when to when"), _("From the beginning of the project until the day, the day included.")),
        (_("Events"), _("What happened, as many times as it happened.")),
        (_("Persons"), _("Each client once, whatever the number of events.")),
        (_("Evidence seen"), _("Somebody has seen the evidence and written down where it is.")),
        (
            _("Nationality"),
            _("Of everybody who was a client on some day of the period; whoever has several is in each."),
        ),
    ]
