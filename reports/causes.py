"""Why a client is counted otherwise than when a report was published: what the audit trail tells since."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from clients.choices import OutcomeKind
from clients.models import Activity, Client, Enrolment, Merge, Outcome
from ohjaamo.formats import day as in_words
from ohjaamo.formats import period
from ohjaamo.periods import Period
from projects.choices import ActivityKind
from projects.models import ActivityCategory
from reports import actors, fact_changes
from reports.known_now import Moved
from reports.models import Publication
from staff import auditing

# What of a row decides whether it is counted.
DECISIVE = ("client_id", "kind", "starts_on", "ends_on", "happened_on", "quantity", "evidence_place")


@dataclass(frozen=True)
class Trail:
    """The history of one kind of row since the publication: for each client, what was before and what came after."""

    steps: Mapping[int, Sequence[tuple[Any, Any]]]
    named: Mapping[str, str]
    told: Callable[[Any], str]

    def of(self, key: int, days: Sequence[dt.date]) -> Iterator[str]:
        """What happened to the client's rows that reach to one of the days."""
        for before, after in self.steps.get(key, ()):
            if any(_reaches(row, days) for row in (before, after) if row is not None):
                yield self._in_words(before, after)

    def _in_words(self, before: Any, after: Any) -> str:
        facts = {
            "what": self.told(after),
            "was": self.told(before) if before is not None else "",
            "day": in_words(localtime(after.pgh_created_at)),
            "who": self.named[actors.actor_of(after)],
        }
        if before is None:
            return _("Added late: %(what)s (%(day)s, %(who)s)") % facts
        if after.pgh_label == "delete":
            return _("Removed: %(was)s (%(day)s, %(who)s)") % facts
        if after.withdrawn_at and not before.withdrawn_at:
            return _("Withdrawn: %(was)s (%(day)s, %(who)s)") % facts
        return _("Corrected: %(was)s → %(what)s (%(day)s, %(who)s)") % facts


def causes(publication: Publication, people: Sequence[Moved]) -> dict[int, list[str]]:
    """For each of the people what has happened since the publication, in words; never nothing at all."""
    keys = [each.key for each in people]
    since = publication.published_at
    there = set(Client.objects.filter(pk__in=keys).values_list("pk", flat=True))
    merged = _merged(keys, since)
    trails = [
        _trail(Enrolment, keys, since, _stay, project=publication.project),
        _trail(Activity, keys, since, _doing),
        _trail(Outcome, keys, since, _outcome, project=publication.project),
    ]
    facts = fact_changes.changes(publication, keys)
    ruled = list(_rules_changed(publication))
    found = {}
    for each in people:
        told = list(merged.get(each.key, ()))
        if each.key not in there:
            found[each.key] = told or [_("Erased on request")]
            continue
        for trail in trails:
            told += trail.of(each.key, each.days)
        told += facts.get(each.key, ())
        found[each.key] = told or ruled or [_("The audit trail tells of no cause.")]
    return found


def _merged(keys: Sequence[int], since: dt.datetime) -> dict[int, list[str]]:
    """Of records that went away into another, and of those that took another in since."""
    told: dict[int, list[str]] = defaultdict(list)
    for merge in Merge.objects.filter(gone_key__in=keys).select_related("client"):
        facts = {"kept": merge.client.client_number, "day": in_words(merge.merged_on)}
        told[merge.gone_key].append(_("Merged into %(kept)s (%(day)s)") % facts)
    new = auditing.events_of(Merge).filter(pgh_label="insert", pgh_created_at__gte=since)
    for event in new.filter(client__in=keys):
        facts = {"gone": event.gone_number, "day": in_words(event.merged_on)}
        told[event.client_id].append(_("Took in the record %(gone)s (%(day)s)") % facts)
    return told


def _trail(
    model: Any, keys: Sequence[int], since: dt.datetime, told: Callable[[Any], str], **narrowed: Any
) -> Trail:
    """The changes since of rows that are or were these clients'."""
    events = auditing.events_of(model).filter(**narrowed)
    theirs = events.filter(client__in=keys, pgh_created_at__gte=since).values("id")
    history = events.filter(id__in=theirs).select_related("pgh_context").order_by("id", "pgh_id")
    rows: dict[int, list[Any]] = defaultdict(list)
    for event in history:
        rows[event.id].append(event)
    steps: dict[int, list[tuple[Any, Any]]] = defaultdict(list)
    for before, after in _steps(rows.values()):
        if after.pgh_created_at >= since and _is_decisive(before, after):
            for key in {row.client_id for row in (before, after) if row is not None}:
                steps[key].append((before, after))
    return Trail(steps, actors.names(history), told)


def _steps(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, Any]]:
    for events in rows:
        yield from pairwise([None, *events])


def _is_decisive(before: Any, after: Any) -> bool:
    if before is None or after.pgh_label == "delete":
        return True
    changed = any(getattr(before, name, None) != getattr(after, name, None) for name in DECISIVE)
    return changed or bool(before.withdrawn_at) != bool(after.withdrawn_at)


def _reaches(row: Any, days: Sequence[dt.date]) -> bool:
    """Whether the row can have to do with one of the days; what is counted of no day has to do with any."""
    starts_on = getattr(row, "starts_on", None)
    return not days or starts_on is None or starts_on <= max(days)


def _rules_changed(publication: Publication) -> Iterator[str]:
    """That the order of precedence was set anew since: then nobody's own rows need have changed."""
    events = auditing.events_of(ActivityCategory).filter(
        project=publication.project, pgh_created_at__gte=publication.published_at
    )
    latest = events.select_related("pgh_context").order_by("pgh_id").last()
    if latest is not None:
        who = actors.names([latest])[actors.actor_of(latest)]
        facts = {"day": in_words(localtime(latest.pgh_created_at)), "who": who}
        yield _("The order of precedence was changed (%(day)s, %(who)s)") % facts


def _stay(row: Any) -> str:
    return _("client %(days)s") % {"days": period(Period(row.starts_on, row.ends_on))}


def _doing(row: Any) -> str:
    return f"{ActivityKind(row.kind).label} {period(Period(row.starts_on, row.ends_on))}"


def _outcome(row: Any) -> str:
    return f"{OutcomeKind(row.kind).label} {in_words(row.happened_on)}"
