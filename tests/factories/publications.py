import datetime as dt

import factory
from django.contrib.postgres.functions import TransactionNow

from reports.models import Publication, PublicationReader, PublishedFigure, PublishedMember
from tests.factories.auditing import AuditedFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

CONTENT = '{"definitions":[],"figures":[],"order_of_precedence":[],"rules":[]}'


class PublicationFactory(AuditedFactory):
    """Sealed by nobody in particular: for tests that aren't about how it came to be."""

    class Meta:
        model = Publication

    project = factory.SubFactory(ProjectFactory)
    kind = "snapshot"
    as_of = dt.date(2022, 4, 30)
    days = factory.LazyAttribute(lambda made: [made.as_of])
    version = 1
    content = CONTENT
    sha256 = "0" * 64
    software_version = "0.1.0"
    pdf = b"%PDF"
    book = b"PK"
    published_at = TransactionNow()


class PublishedFigureFactory(AuditedFactory):
    class Meta:
        model = PublishedFigure

    publication = factory.SubFactory(PublicationFactory)
    figure = "active"
    as_of = dt.date(2022, 4, 30)
    value = 1


class PublishedMemberFactory(AuditedFactory):
    class Meta:
        model = PublishedMember

    figure = factory.SubFactory(PublishedFigureFactory)
    client_key = factory.Sequence(lambda n: n + 1)


class PublicationReaderFactory(AuditedFactory):
    class Meta:
        model = PublicationReader

    publication = factory.SubFactory(PublicationFactory)
    user = factory.SubFactory(UserFactory)
    starts_on = dt.date(2022, 1, 1)
    ends_on = dt.date(2099, 12, 31)
