"""The catalogue of services: what a project has to offer, from which day to which."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from coaching.choices import ServiceCategory
from coaching.models import Service
from ohjaamo.formats import day as in_words
from ohjaamo.periods import running_on
from projects.models import Project
from staff import auditing
from staff.rows import keep

SHIPPED = Path(__file__).resolve().parent / "data" / "services.json"
# In the shipped list: the project's own provider, and the languages the project itself serves in.
OWN = "own"


def in_use(project: Project, day: dt.date) -> QuerySet[Service]:
    """The services a project has to offer on a day."""
    return Service.objects.filter(running_on(day), project=project)


def in_order(services: Iterable[Service]) -> list[Service]:
    """Services as lists show them: by category in the order of the categories, then by name."""
    places = {category: place for place, category in enumerate(ServiceCategory.values)}
    return sorted(services, key=lambda each: (places[each.category], each.name.casefold()))


def add(
    *,
    project: Project,
    name: str,
    category: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    summary: str = "",
    provider: str = "",
    languages: Sequence[str] = (),
    capacity: int | None = None,
    by: auditing.Actor,
) -> Service:
    """Put a service in the catalogue. Refused (ValidationError) when it is there from the same day already."""
    service = Service(
        project=project,
        name=name.strip(),
        category=category,
        summary=summary.strip(),
        provider=provider.strip(),
        languages=list(languages),
        capacity=capacity,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    with auditing.act(by=by):
        keep(service)
    return service


def change(*, service: Service, facts: dict[str, Any], by: auditing.Actor) -> Service:
    """Change what is said of a service; `facts` by column.

    Refused (ValidationError) when it would begin after it was first offered to somebody.
    """
    with auditing.act(by=by):
        current = Service.objects.select_for_update().get(pk=service.pk)
        for name, value in facts.items():
            setattr(current, name, value)
        first = current.offers.aggregate(first=Min("turns__turned_on"))["first"]
        if first and current.starts_on > first:
            message = _("The service was offered on %(day)s already; it can't begin after that.")
            raise ValidationError({"starts_on": message % {"day": in_words(first)}})
        keep(current, update_fields=list(facts))
    return current


def end(*, service: Service, ends_on: dt.date, by: auditing.Actor) -> Service:
    """Say on which day a service is offered for the last time. Refused (ValidationError) before its first day."""
    return change(service=service, facts={"ends_on": ends_on}, by=by)


def load_shipped(*, project: Project, by: auditing.Actor) -> list[Service]:
    """Put the services we ship in the project's catalogue, from its first day on; answers those it put there.

    A service whose name the catalogue knows already is left as it is, so a second time changes nothing.
    """
    with auditing.act(by=by):
        Project.objects.select_for_update().get(pk=project.pk)
        known = set(project.services.values_list("name", flat=True))
        served = list(project.service_languages.values_list("language", flat=True))
        return [
            add(
                project=project,
                name=one["name"],
                category=ServiceCategory(one["category"]),
                summary=one["summary"],
                provider=_provider(project) if one["provider"] == OWN else one["provider"],
                languages=sorted(set(served)) if one["languages"] == OWN else one["languages"],
                starts_on=project.starts_on,
                by=by,
            )
            for one in shipped()
            if one["name"] not in known
        ]


def shipped() -> list[dict[str, Any]]:
    """The services we ship: the association's own and those it guides people to."""
    services: list[dict[str, Any]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return services


def _provider(project: Project) -> str:
    return (project.lead_implementer or settings.OHJAAMO_ORGANISATION)[:150]
