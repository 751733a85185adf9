import datetime as dt
import json
from typing import Any

from django.core.management.base import CommandParser

from ohjaamo.commands import PlainCommand
from ohjaamo.periods import today
from projects.models import Project
from reports import days, reconciliation, snapshots
from reports.findings import Finding
from reports.management.asked import project_of
from reports.readings import one_reading


class Command(PlainCommand):
    help = "Print as JSON what every rule finds in a project, or in all of them, on the reporting dates."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--project", metavar="CODE")
        parser.add_argument("--json", action="store_true", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        day = today()
        asked = [project_of(options["project"])] if options["project"] else Project.objects.order_by("code")
        with one_reading():
            told = {"projects": [_project(project, day) for project in asked]}
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))


def _project(project: Project, day: dt.date) -> dict[str, Any]:
    built = snapshots.build(project, days.reporting(project, day))
    found = reconciliation.check_all(built, today=day)
    return {
        "project": project.code,
        "open": len(found.open),
        "blocking": len(found.blocking),
        "findings": list(map(_finding, found.findings)),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "is_met": finding.is_met,
        "is_explained": finding.is_explained,
        "subject": finding.subject,
        "date": finding.as_of and finding.as_of.isoformat(),
        "text": finding.text,
        "clients": len(finding.keys),
        "open_clients": len(finding.open_keys),
        "difference": finding.difference,
    }
