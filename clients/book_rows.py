"""What stands in the register, as the rows of the books that are taken in: each comes back in as what it is.

Of clients under a safety restriction no address, contact, municipality, place or note goes out. A row that would be
another one without its place doesn't go out at all.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from clients.models import Activity, Assignment, Client, Enrolment, Outcome
from ohjaamo.periods import Period
from projects.book_resources import Line
from staff.verdicts import without_code

FACTS = ("gender", "nationalities", "mother_tongue", "service_languages", "arrived_on")
HIDDEN_FACTS = ("phone", "email", "address")
BY_CLIENT = ("client__last_name", "client__first_names", "client_id", "starts_on", "pk")


def person(client: Client) -> dict[str, Any]:
    """The columns that say whom a row is about."""
    names = ("client_number", "last_name", "first_names", "born_on")
    return {name: getattr(client, name) for name in names}


def stays(found: QuerySet[Enrolment]) -> Iterator[Line]:
    """A row for each stay: who the client is, from when to when, and with which coach."""
    coached = Prefetch("client__assignments", Assignment.objects.select_related("coach"), to_attr="coached")
    found = (
        found.select_related("client__municipality", "project").prefetch_related(coached).order_by(*BY_CLIENT)
    )
    for stay in found:
        values = {
            **_facts(stay.client),
            "starts_on": stay.starts_on,
            "ends_on": stay.ends_on,
            "exit_reason": stay.exit_reason,
            "coach": _coach(stay),
            "project_code": stay.project.code,
        }
        yield Line(stay.client_id, values, stay.client.has_safety_restriction)


def activities(clients: QuerySet[Any]) -> Iterator[Line]:
    """A row for each activity of these clients, on the terms of its first day."""
    found = Activity.objects.filter(client__in=clients).select_related("client").prefetch_related("terms")
    for row in found.order_by(*BY_CLIENT):
        if row.place and row.client.has_safety_restriction:
            continue
        first = next((terms for terms in row.terms.all() if terms.starts_on == row.starts_on), None)
        is_full_time = first.is_full_time if first else None
        values = {
            **person(row.client),
            "activity": row.kind,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "place": without_code(row.place),
            "has_pay_subsidy": first.has_pay_subsidy if first else None,
            "is_part_time": None if is_full_time is None else not is_full_time,
            "is_permanent": first.is_permanent if first else None,
        }
        yield Line(row.client_id, values, row.client.has_safety_restriction)


def outcomes(found: QuerySet[Outcome]) -> Iterator[Line]:
    """A row for each result."""
    for row in found.select_related("client").order_by("happened_on", "pk"):
        if row.detail and row.client.has_safety_restriction:
            continue
        values = {
            **person(row.client),
            "happened_on": row.happened_on,
            "outcome": row.kind,
            "quantity": row.quantity,
            "detail": without_code(row.detail),
        }
        yield Line(row.client_id, values, row.client.has_safety_restriction)


def _facts(client: Client) -> dict[str, Any]:
    facts = person(client) | {name: getattr(client, name) for name in FACTS}
    if client.has_safety_restriction:
        return facts | {"has_safety_restriction": True}
    facts |= {name: getattr(client, name) for name in HIDDEN_FACTS}
    municipality = client.municipality.code if client.municipality else ""
    return facts | {"municipality": municipality, "note": without_code(client.note)}


def _coach(stay: Any) -> str:
    """Who coached the client on days of the stay; of several whoever came last."""
    during = [
        each.coach
        for each in stay.client.coached
        if Period(each.starts_on, each.ends_on).overlaps(stay.period)
    ]
    return str(during[-1]) if during else ""
