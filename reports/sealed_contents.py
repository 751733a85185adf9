"""What a publication is made of, as one text: the same report always gives the same text, and so the same digest."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings

from projects.choices import ActivityKind
from projects.models import ActivityCategory, Project
from reports import actors
from reports.choices import Audience
from reports.counted import Counted
from reports.findings import Finding
from reports.models import Publication
from reports.publishable import Report, label_of
from reports.readers import FUNDER, Reader
from staff import auditing


@dataclass(frozen=True)
class Seal:
    """What publishing adds to a report: its version and why, who publishes it, when and for whom."""

    version: int
    reason: str
    moment: dt.datetime
    publisher: str
    reader: Reader = FUNDER


def content_of(report: Report, seal: Seal) -> str:
    """Everything of the report as canonical JSON: sorted names, no idle spaces, keys of people in order."""
    told = {
        "report": report.kind.value,
        "title": report.title,
        "project": {"code": report.project.code, "name": report.project.name},
        "as_of": report.as_of,
        "days": list(report.days),
        "audience": seal.reader.audience.value,
        "municipality": seal.reader.municipality.code if seal.reader.municipality else "",
        "version": seal.version,
        "reason": seal.reason,
        "published_at": seal.moment.astimezone(dt.UTC).isoformat(),
        "published_by": seal.publisher,
        "software_version": settings.OHJAAMO_VERSION,
        "figures": [_figure(each, report.label(each.figure)) for each in report.figures],
        "rules": list(map(_rule, report.told)),
        "definitions": [{"term": term, "meaning": meaning} for term, meaning in report.definitions],
        "order_of_precedence": list(_order(report.project)),
    }
    return canonical(told)


def canonical(told: Mapping[str, Any]) -> str:
    """The one way of writing these facts as JSON."""
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_written)


def digest_of(content: str) -> str:
    """The SHA-256 of a content, as it is printed."""
    return sha256(content.encode()).hexdigest()


def labels(publication: Publication) -> Callable[[str], str]:
    """What its figures are called: the funder's in the reader's language, others as they were sealed."""
    if publication.audience == Audience.FUNDER:
        return lambda figure: label_of(publication.kind, figure)
    told = json.loads(publication.content)["figures"]
    return {each["figure"]: each["label"] for each in told}.__getitem__


def without_people(content: str, digest: str) -> dict[str, Any]:
    """The content for those outside: the figures without the keys behind them, and the digest of the whole."""
    told = json.loads(content)
    for row in (*told["figures"], *told["rules"]):
        del row["keys"]
    for rule in told["rules"]:
        for explanation in rule["explanations"]:
            del explanation["keys"]
    return told | {"sha256": digest}


def _figure(counted: Counted, label: str) -> dict[str, Any]:
    return {
        "figure": counted.figure,
        "label": label,
        "day": counted.day,
        "value": counted.value,
        "keys": sorted(counted.keys),
    }


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "is_met": finding.is_met,
        "is_explained": finding.is_explained,
        "subject": finding.subject,
        "as_of": finding.as_of,
        "difference": finding.difference,
        "text": finding.text,
        "keys": sorted(finding.keys),
        "explanations": [
            {
                "reason": each.reason,
                "by": str(each.explained_by),
                "at": each.explained_at.astimezone(dt.UTC).isoformat(),
                "keys": sorted(each.client_keys),
            }
            for each in finding.explanations
        ],
    }


def _order(project: Project) -> Iterator[dict[str, Any]]:
    """The project's order of precedence, and who set each place of it and when."""
    events = auditing.events_of(ActivityCategory).filter(project=project).select_related("pgh_context")
    latest = {event.id: event for event in events.order_by("pgh_id")}
    named = actors.names(latest.values())
    for category in project.categories.order_by("precedence"):
        event = latest[category.pk]
        yield {
            "place": category.precedence,
            "kind": category.kind,
            "label": str(ActivityKind(category.kind).label),
            "set_by": named[actors.actor_of(event)],
            "set_at": event.pgh_created_at.astimezone(dt.UTC).isoformat(),
        }


def _written(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a publication.")
