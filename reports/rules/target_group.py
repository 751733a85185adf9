"""R8: clients are of the age and the area that the project was granted for."""

import datetime as dt
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from clients.models import Enrolment
from projects.models import Project
from reports.rules.of_people import Deviants, PersonRule


def other_age(project: Project, day: dt.date) -> Deviants | None:
    """Clients who weren't of the target group's age when they first came. Of unknown age nobody is judged."""
    lowest, highest = project.target_age_min, project.target_age_max
    if lowest is None and highest is None:
        return None
    found = {}
    for key, born_on, first in _clients(project, day).values_list("client_id", "client__born_on", "first"):
        age = _age(born_on, first) if born_on else None
        if age is not None and not (lowest or 0) <= age <= (highest or age):
            found[key] = [_("%(age)s years at the start") % {"age": age}]
    return found


def other_area(project: Project, day: dt.date) -> Deviants | None:
    """Clients from outside the project's area. Of a client under a safety restriction nobody tells."""
    area = set(project.area.values_list("pk", flat=True))
    if not area:
        return None
    elsewhere = _clients(project, day).filter(
        client__municipality__isnull=False, client__has_safety_restriction=False
    ).exclude(client__municipality__in=area)  # fmt: skip
    named = elsewhere.values_list("client_id", "client__municipality__name_fi")
    return {key: [_("From %(municipality)s") % {"municipality": name}] for key, name in named}


def _clients(project: Project, day: dt.date) -> Any:
    """Everybody who had come by the day, with the first day."""
    stays = Enrolment.objects.filter(project=project, starts_on__lte=day).values("client")
    return stays.annotate(first=Min("starts_on")).order_by("client_id")


def _age(born_on: dt.date, day: dt.date) -> int:
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


RULES = (
    PersonRule(
        "age", gettext_lazy("Not of the target group's age"), other_age,
        ngettext_lazy(
            "[%(count)s client] wasn't of the target group's age.",
            "[%(count)s clients] weren't of the target group's age.",
            "count",
        ),
        gettext_lazy("Everybody was of the target group's age"),
        is_lasting=True,
    ),
    PersonRule(
        "area", gettext_lazy("From outside the area"), other_area,
        ngettext_lazy(
            "[%(count)s client] is from outside the project's area.",
            "[%(count)s clients] are from outside the project's area.",
            "count",
        ),
        gettext_lazy("Everybody is from the project's area"),
        is_lasting=True,
    ),
)  # fmt: skip
