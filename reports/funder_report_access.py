"""The door to reports to the funder and to their parts."""

from typing import Any

from django.http import Http404

from projects.access import project_for
from reports.models import FunderReport, ReportPart
from staff.permissions import Permission


def funder_report_for(user: Any, pk: int, *permissions: Permission) -> FunderReport:
    """The report, for somebody who holds any of the permissions in its project; else Http404."""
    report = FunderReport.objects.select_related("project").filter(pk=pk).first()
    if report is None:
        raise Http404
    project_for(user, report.project.code, *permissions)
    return report


def report_part_for(user: Any, pk: int, *permissions: Permission) -> ReportPart:
    """The part through its report's door; else Http404."""
    part = ReportPart.objects.filter(pk=pk).first()
    if part is None:
        raise Http404
    part.report = funder_report_for(user, part.report_id, *permissions)
    return part
