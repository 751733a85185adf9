import datetime as dt

import factory

from reports.choices import FunderReportKind, PartKind, PromiseKind, ReportLanguage
from reports.models import Explanation, FunderReport, Promise, ReportPart
from tests.factories.auditing import AuditedFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory


class ExplanationFactory(AuditedFactory):
    class Meta:
        model = Explanation

    project = factory.SubFactory(ProjectFactory)
    rule = "unclassified"
    as_of = dt.date(2022, 4, 30)
    reason = "Vanha kirja ei kerro"
    explained_at = dt.datetime(2022, 5, 2, 9, tzinfo=dt.UTC)
    explained_by = factory.SubFactory(UserFactory)


class FunderReportFactory(AuditedFactory):
    """An interim report in Finnish, without parts."""

    class Meta:
        model = FunderReport

    project = factory.SubFactory(ProjectFactory)
    kind = FunderReportKind.INTERIM
    language = ReportLanguage.FINNISH
    title = factory.Sequence(lambda n: f"Väliraportti {n}")
    starts_on = dt.date(2022, 1, 1)
    ends_on = dt.date(2022, 4, 30)


class ReportPartFactory(AuditedFactory):
    """A part of own words at the first place."""

    class Meta:
        model = ReportPart

    report = factory.SubFactory(FunderReportFactory)
    position = 1
    kind = PartKind.WORDS


class PromiseFactory(AuditedFactory):
    class Meta:
        model = Promise

    project = factory.SubFactory(ProjectFactory)
    kind = PromiseKind.GOAL
    text = factory.Sequence(lambda n: f"Tavoite {n}")
