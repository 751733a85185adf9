"""Reports to the funder: begun, put together from parts, taken back. Who keeps one is the view's to ask."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Project
from reports.choices import FunderReportKind, PartKind, ReportLanguage
from reports.models import FunderReport, ReportPart
from reports.result_parts import PARTS
from staff import auditing
from staff.models import User
from staff.rows import keep

# What a report begins with; the office takes away what it doesn't need.
OUTLINE = [
    (PartKind.FACTS, ""),
    (PartKind.WORDS, ""),
    (PartKind.SNAPSHOT, ""),
    (PartKind.RESULTS, "outcomes"),
    (PartKind.PROMISES, ""),
    (PartKind.WORDS, ""),
    (PartKind.SIGNATURES, ""),
]
MOST_PARTS = 60


def begin(
    *,
    project: Project,
    kind: FunderReportKind | str,
    language: ReportLanguage | str,
    title: str,
    starts_on: dt.date,
    ends_on: dt.date,
    by: auditing.Actor,
) -> FunderReport:
    """Begin a report with the usual parts. Refused (ValidationError) without a title and for days in disorder."""
    report = FunderReport(
        project=project,
        kind=kind,
        language=language,
        title=title.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    with auditing.act(by=by):
        keep(report)
        for part_kind, results in OUTLINE:
            add_part(report=report, kind=part_kind, results=results, by=by)
    return report


def change(*, report: FunderReport, by: auditing.Actor, **facts: Any) -> FunderReport:
    """Put a report's title, kind, language or days right. Refused (ValidationError) once it is withdrawn."""
    with auditing.act(by=by):
        current = _standing(report)
        for name, value in facts.items():
            setattr(current, name, value)
        keep(current, update_fields=list(facts))
    return current


def withdraw(*, report: FunderReport, reason: str, by: User) -> None:
    """Take a report away; history keeps it. Refused (ValidationError) without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the report is taken away.")})
    facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_reason": reason.strip()}
    change(report=report, **facts, by=by)


def add_part(
    *, report: FunderReport, kind: PartKind | str, results: str = "", by: auditing.Actor
) -> ReportPart:
    """Add a part at the end. Refused (ValidationError) for results that there aren't, and beyond sixty parts."""
    if kind == PartKind.RESULTS and results not in PARTS:
        raise ValidationError({"results": _("Say which of the results.")})
    with auditing.act(by=by):
        _standing(report)
        last = report.parts.aggregate(last=Max("position"))["last"] or 0
        if last >= MOST_PARTS:
            raise ValidationError(_("A report has at most %(most)s parts.") % {"most": MOST_PARTS})
        part = ReportPart(report=report, position=last + 1, kind=kind, results=results)
        keep(part)
    return part


def write_part(*, part: ReportPart, heading: str, text: str, by: auditing.Actor) -> ReportPart:
    """What a part is called and says; a part without a heading of its own bears its usual one."""
    with auditing.act(by=by):
        _standing(part.report)
        part.heading, part.text = heading.strip(), text.strip()
        keep(part, update_fields=["heading", "text"])
    return part


def move_part(*, part: ReportPart, up: bool, by: auditing.Actor) -> None:
    """Change places with the part before or after it; the first and the last stay where they are."""
    with auditing.act(by=by):
        _standing(part.report)
        parts = list(part.report.parts.all())
        at = next(place for place, each in enumerate(parts) if each.pk == part.pk)
        to = at - 1 if up else at + 1
        if not 0 <= to < len(parts):
            return
        one, other = parts[at], parts[to]
        one.position, other.position = other.position, one.position
        for each in (one, other):
            keep(each, update_fields=["position"])


def remove_part(*, part: ReportPart, by: auditing.Actor) -> None:
    """Take a part away; history keeps what it said."""
    with auditing.act(by=by):
        _standing(part.report)
        part.report.parts.filter(position__gt=part.position).update(position=F("position") - 1)
        part.delete()


def _standing(report: FunderReport) -> FunderReport:
    current = FunderReport.objects.select_for_update().filter(pk=report.pk).first()
    if current is None:
        raise ValidationError(_("The report was taken away meanwhile."))
    return current
