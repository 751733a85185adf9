"""Which facts of a client were told otherwise since a report was published: the facts by name, not what they say."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from clients.models import Client, Participation
from ohjaamo.formats import day as in_words
from reports import actors
from reports.choices import Audience, PublicationKind
from reports.models import Publication
from staff import auditing

# What of a client decides in which group or by which indicator she is counted; and whether she is a payer's resident.
OF_CLIENT = ("born_on", "gender", "nationalities", "municipality")
OF_RESIDENT = ("municipality", "has_safety_restriction")
OF_PARTICIPATION = (
    "labour_status",
    "unemployed_since_on",
    "is_in_education",
    "education_level",
    "has_foreign_background",
    "is_homeless",
    "leaving_status",
    "leaving_status_on",
    "has_qualified",
    "later_status",
    "has_improved",
)


def changes(publication: Publication, keys: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """What has been corrected of each client since, in words; nothing where the report looks at no such facts."""
    told: dict[int, list[str]] = defaultdict(list)
    is_snapshot = publication.kind == PublicationKind.SNAPSHOT
    if is_snapshot and publication.audience != Audience.PAYER:
        return told
    events = auditing.events_of(Client).filter(id__in=keys)
    of_client = OF_RESIDENT if is_snapshot else OF_CLIENT
    sources: list[tuple[Any, Any, Sequence[str], str]] = [(Client, events, of_client, "id")]
    if publication.kind == PublicationKind.INDICATORS:
        events = auditing.events_of(Participation).filter(client__in=keys, project=publication.project)
        sources.append((Participation, events, OF_PARTICIPATION, "client_id"))
    for model, events, names, owner in sources:
        for key, text in _changed(model, events, names, owner, publication.published_at):
            told[key].append(text)
    return told


def _changed(
    model: Any, events: Any, names: Sequence[str], owner: str, since: dt.datetime
) -> Iterator[tuple[int, str]]:
    history = list(events.select_related("pgh_context").order_by("id", "pgh_id"))
    named = actors.names(history)
    for _row, steps in groupby(history, key=lambda event: event.id):
        for before, after in pairwise([None, *steps]):
            facts = [name for name in names if _value(before, name) != _value(after, name)]
            if after.pgh_created_at >= since and facts:
                yield getattr(after, owner), _in_words(model, facts, after, named)


def _value(event: Any, name: str) -> Any:
    """What the event says of the fact; of no event, and of nothing told, nothing."""
    field = {"municipality": "municipality_id"}.get(name, name)
    return (getattr(event, field) or None) if event is not None else None


def _in_words(model: Any, facts: Sequence[str], event: Any, named: Mapping[str, str]) -> str:
    told = {
        "facts": ", ".join(str(model._meta.get_field(name).verbose_name) for name in facts),
        "day": in_words(localtime(event.pgh_created_at)),
        "who": named[actors.actor_of(event)],
    }
    return _("Facts corrected: %(facts)s (%(day)s, %(who)s)") % told
