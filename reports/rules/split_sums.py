"""Every split of the day adds up to the day's own figures, cell by cell."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ohjaamo.formats import day as in_words
from projects.models import Project
from reports.choices import SplitBy
from reports.figures.split import split, told
from reports.figures.status import ACTIVE, UNCLASSIFIED, Status
from reports.findings import Finding, fails, holds
from reports.people import label_of

RULE = "split"
HOLDS = gettext_lazy("Splits add up to the table")


def findings(project: Project | None, status: Status) -> Iterator[Finding]:
    """Each cell of the day that a split doesn't add up to."""
    people = told(project, status.day)
    whole = {kind.value: clients for kind, clients in status.primary.items()}
    whole |= {ACTIVE: status.active, UNCLASSIFIED: status.unclassified}
    is_met = True
    for by in SplitBy:
        found = split(people, by, status.day)
        for cell, clients in whole.items():
            parts = found.total(cell)
            if parts != clients:
                is_met = False
                text = _("%(day)s: by “%(by)s” %(label)s is %(parts)s, in the table %(clients)s.") % {
                    "day": in_words(status.day), "by": by.label, "label": label_of(cell),
                    "parts": parts, "clients": clients,
                }  # fmt: skip
                subject = f"{by}:{cell}"
                yield fails(RULE, text, subject=subject, as_of=status.day, difference=parts - clients)
    if is_met:
        yield holds(RULE, str(HOLDS), is_minor=True)
