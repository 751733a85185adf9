"""R7: the fund has been told who began and who left. What is due is the EURA desk's to say: nobody begins overdue."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from clients.models import Enrolment
from ohjaamo.formats import day as in_words
from projects.models import Project
from reports import eura
from reports.eura import Line, State
from reports.rules.of_people import Deviants, PersonRule


def start_missing(project: Project, day: dt.date) -> Deviants | None:
    """Clients who had begun by the day and of whom the start data are asked for."""
    if not eura.asks(project):
        return None
    lines = _desk(project, day)
    text = _("Began %(day)s, start data not given")
    return {
        key: [text % {"day": in_words(line.participant.entered_on)}]
        for key, line in lines.items()
        if line.start.is_open
    }


def end_missing(project: Project, day: dt.date) -> Deviants | None:
    """Clients who had left four weeks before the day and haven't given their end data."""
    if not eura.asks(project):
        return None
    lines = _desk(project, day)
    text = _("Left %(day)s, end data not given")
    return {
        key: [text % {"day": in_words(line.participant.left_on)}]
        for key, line in lines.items()
        if line.end.state == State.LATE
    }


def _desk(project: Project, day: dt.date) -> dict[int, Line]:
    """Everybody's line of the desk, in order of their keys."""
    clients = Enrolment.objects.filter(project=project, starts_on__lte=day).values_list(
        "client_id", flat=True
    )
    lines = eura.desk(project, sorted(set(clients)), day)
    return {line.participant.key: line for line in sorted(lines, key=lambda line: line.participant.key)}


RULES = (
    PersonRule(
        "start_notice", gettext_lazy("Start data not given to the fund"), start_missing,
        ngettext_lazy(
            "start data of [%(count)s client] isn't given to the fund.",
            "start data of [%(count)s clients] isn't given to the fund.",
            "count",
        ),
        gettext_lazy("Start data of everybody is given to the fund"),
        is_lasting=True,
    ),
    PersonRule(
        "end_notice", gettext_lazy("End data not given to the fund"), end_missing,
        ngettext_lazy(
            "end data of [%(count)s client] isn't given to the fund within 28 days of leaving.",
            "end data of [%(count)s clients] isn't given to the fund within 28 days of leaving.",
            "count",
        ),
        gettext_lazy("End data of everybody who left is given to the fund"),
        is_lasting=True,
    ),
)  # fmt: skip
