"""What the trial shows of publishing: the old project's table sealed for its auditor, its final report begun."""

import datetime as dt

from projects.models import Project
from reports import funder_reports, publication_readers, sealing
from reports.choices import FunderReportKind, PublicationKind, ReportLanguage
from staff.models import User

# So long the auditor may read it.
READ_FOR = dt.timedelta(days=60)
TITLE = "Loppuraportti"


def publish(*, project: Project, auditor: User, today: dt.date, by: User) -> None:
    """Seal the project's snapshot of all its reporting dates and name the auditor, if nothing is sealed yet.

    Refused (ValidationError) where no PDF can be made.
    """
    days = [day for day in project.reporting_dates if day <= today]
    if not days or project.publications.exists():
        return
    publication = sealing.publish(
        project=project, kind=PublicationKind.SNAPSHOT, days=days, today=today, by=by
    )
    publication_readers.name(
        publication=publication,
        user=auditor,
        starts_on=today,
        ends_on=today + READ_FOR,
        today=today,
        by=by,
    )


def begin_final_report(*, project: Project, by: User) -> None:
    """Begin the project's final report with the usual parts, if no report is begun yet."""
    if not project.funder_reports.exists():
        funder_reports.begin(
            project=project,
            kind=FunderReportKind.FINAL,
            language=ReportLanguage.FINNISH,
            title=TITLE,
            starts_on=project.starts_on,
            ends_on=project.ends_on,
            by=by,
        )
