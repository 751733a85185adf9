"""R7: the fund has been told who began and who left. Only the programme period 2021–2027 asks participants to."""

import datetime as dt

from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from clients.models import Enrolment, Participation
from ohjaamo.formats import day as in_words
from ohjaamo.periods import running_on
from projects.choices import ProgrammePeriod
from projects.models import Project
from reports.rules.of_people import Deviants, PersonRule

# The end is told of within four weeks.
END_DUE = dt.timedelta(days=28)


def start_missing(project: Project, day: dt.date) -> Deviants | None:
    """Clients who had begun by the day and haven't given their start data by it."""
    if project.programme_period != ProgrammePeriod.ESF_PLUS_2021:
        return None
    begun = Enrolment.objects.filter(project=project, starts_on__lte=day).values("client")
    firsts = begun.annotate(first=Min("starts_on")).values_list("client_id", "first").order_by("client_id")
    given = _given(project, "start_given_on", day)
    line = _("Began %(day)s, start data not given")
    return {key: [line % {"day": in_words(first)}] for key, first in firsts if key not in given}


def end_missing(project: Project, day: dt.date) -> Deviants | None:
    """Clients whose last stay had ended four weeks before the day and who haven't given their end data by it."""
    if project.programme_period != ProgrammePeriod.ESF_PLUS_2021:
        return None
    stays = Enrolment.objects.filter(project=project, starts_on__lte=day)
    running = set(stays.filter(running_on(day)).values_list("client_id", flat=True))
    lasts = stays.exclude(client__in=running).values("client").annotate(last=Max("ends_on"))
    given = _given(project, "end_given_on", day)
    line = _("Left %(day)s, end data not given")
    return {
        key: [line % {"day": in_words(last)}]
        for key, last in lasts.values_list("client_id", "last").order_by("client_id")
        if key not in given and last + END_DUE < day
    }


def _given(project: Project, column: str, day: dt.date) -> set[int]:
    told = Participation.objects.filter(project=project, **{f"{column}__lte": day})
    return set(told.values_list("client_id", flat=True))


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
