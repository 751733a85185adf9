"""What has been published: which version is the latest, and what comes next."""

import datetime as dt

from django.db.models import Max, QuerySet

from projects.models import Project
from reports.models import Publication
from reports.readers import FUNDER, Reader

# What is big in a publication, and not wanted where it is only named.
HEAVY = ("content", "pdf", "book")


def next_version(project: Project, kind: str, as_of: dt.date, reader: Reader = FUNDER) -> int:
    """The number that the next version of the report for the reader will bear."""
    of = {"audience": reader.audience, "municipality": reader.municipality}
    same = Publication.objects.filter(project=project, kind=kind, as_of=as_of, **of)
    found = same.aggregate(latest=Max("version"))
    return int(found["latest"] or 0) + 1


def newer_than(publication: Publication) -> Publication | None:
    """The newest version of the same report, if this isn't it."""
    same = ("project", "kind", "as_of", "audience", "municipality")
    others = Publication.objects.filter(**{name: getattr(publication, name) for name in same})
    return others.filter(version__gt=publication.version).order_by("-version").defer(*HEAVY).first()


def of_project(project: Project) -> QuerySet[Publication]:
    """Everything published of the project, the latest day first, without what is heavy."""
    found = Publication.objects.filter(project=project).select_related("published_by", "municipality")
    return found.defer(*HEAVY).order_by("-as_of", "kind", "audience", "-version", "-pk")
