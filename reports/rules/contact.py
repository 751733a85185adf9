"""R6: something happens with whoever is with us, and nothing with whoever has left."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from clients.models import Activity, Client, Enrolment, Outcome
from coaching.choices import AttendanceState
from coaching.models import Attendance, CoachingSession
from ohjaamo.formats import day as in_words
from ohjaamo.periods import running_on
from projects.models import Project
from reports.rules.of_people import Deviants, PersonRule

SILENCE = dt.timedelta(days=180)


def after_end(project: Project, day: dt.date) -> Deviants:
    """Clients who were at a session of the project after their stay had ended, with the days."""
    stays = Enrolment.objects.filter(project=project, client=OuterRef("client"))
    held = stays.filter(running_on(OuterRef("session__held_on")))
    ended = stays.filter(ends_on__lt=OuterRef("session__held_on"))
    met = _attended(project, day).filter(Exists(ended), ~Exists(held))
    found: dict[int, list[str]] = {}
    for client, held_on in met.order_by("session__held_on").values_list("client_id", "session__held_on"):
        found.setdefault(client, []).append(_("Session %(day)s") % {"day": in_words(held_on)})
    return found


def silent(project: Project, day: dt.date) -> Deviants | None:
    """Clients with us on the day with whom nothing has happened in 180 days.

    None where sessions aren't logged: from old books nobody knows who was met.
    """
    if not CoachingSession.objects.filter(project=project, held_on__lte=day).exists():
        return None
    since = day - SILENCE
    own = {"client": OuterRef("pk")}
    met = _attended(project, day).filter(**own, session__held_on__gte=since)
    came = Outcome.objects.filter(**own, project=project, happened_on__range=(since, day))
    did = Activity.objects.filter(
        Q(starts_on__range=(since, day))
        | Q(ends_on__range=(since, day))
        | Q(confirmed_on__range=(since, day)),
        **own,
    )
    stays = Enrolment.objects.filter(running_on(day), project=project, starts_on__lt=since)
    quiet: QuerySet[Client] = Client.objects.filter(pk__in=stays.values("client"))
    quiet = quiet.filter(~Exists(met), ~Exists(came), ~Exists(did))
    line = _("Nothing since before %(day)s") % {"day": in_words(since)}
    return {key: [line] for key in quiet.order_by("pk").values_list("pk", flat=True)}


def _attended(project: Project, day: dt.date) -> QuerySet[Attendance]:
    return Attendance.objects.filter(
        state=AttendanceState.PRESENT,
        session__project=project,
        session__held_on__lte=day,
        session__withdrawn_at__isnull=True,
    )


RULES = (
    PersonRule(
        "after_end", gettext_lazy("Sessions after the end"), after_end,
        ngettext_lazy(
            "[%(count)s client] has a session after the stay ended.",
            "[%(count)s clients] have a session after the stay ended.",
            "count",
        ),
        gettext_lazy("No sessions after a stay ended"),
    ),
    PersonRule(
        "silent", gettext_lazy("Nothing in 180 days"), silent,
        ngettext_lazy(
            "nothing has happened with [%(count)s client] in 180 days.",
            "nothing has happened with [%(count)s clients] in 180 days.",
            "count",
        ),
        gettext_lazy("Something has happened with everybody in 180 days"),
    ),
)  # fmt: skip
