"""R9: what came of the coaching can be shown: work has its employer, other results their evidence."""

import datetime as dt

from django.utils.translation import gettext_lazy, ngettext_lazy

from clients.choices import OutcomeKind
from clients.models import Outcome
from ohjaamo.formats import day as in_words
from projects.models import Project
from reports.rules.of_people import Deviants, PersonRule

# A paper that we wrote ourselves needs no other to show it.
OWN_PAPERS = (OutcomeKind.CV, OutcomeKind.JOB_APPLICATION)


def without_employer(project: Project, day: dt.date) -> Deviants:
    """Clients with work whose employer isn't known."""
    return _told(project, day, kind=OutcomeKind.EMPLOYMENT, detail="")


def without_evidence(project: Project, day: dt.date) -> Deviants:
    """Clients with results of which nobody knows where the evidence is."""
    return _told(project, day, evidence_place="")


def _told(project: Project, day: dt.date, **lacking: str) -> Deviants:
    happened = Outcome.objects.filter(project=project, happened_on__lte=day, **lacking)
    found: dict[int, list[str]] = {}
    for each in happened.exclude(kind__in=OWN_PAPERS).order_by("happened_on", "pk"):
        line = f"{each.get_kind_display()} {in_words(each.happened_on)}"
        found.setdefault(each.client_id, []).append(line)
    return found


RULES = (
    PersonRule(
        "employer", gettext_lazy("Work without an employer"), without_employer,
        ngettext_lazy(
            "[%(count)s client] found work, but the employer isn't known.",
            "[%(count)s clients] found work, but the employer isn't known.",
            "count",
        ),
        gettext_lazy("The employer of everybody who found work is known"),
    ),
    PersonRule(
        "evidence", gettext_lazy("Results without evidence"), without_evidence,
        ngettext_lazy(
            "[%(count)s client] has results without evidence.",
            "[%(count)s clients] have results without evidence.",
            "count",
        ),
        gettext_lazy("All results have evidence"),
    ),
)  # fmt: skip
