"""R10: what is published of a day is what is counted of it now."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ohjaamo.formats import day as in_words
from ohjaamo.formats import number
from reports.choices import Audience, PublicationKind
from reports.figures.status import SECONDARY
from reports.findings import Finding, People, asks, holds
from reports.models import Publication, PublishedFigure
from reports.people import label_of
from reports.snapshots import Snapshot, counted

RULE = "sealed"
HOLDS = gettext_lazy("What is published is what is counted now")


def findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Each figure of the latest publication of a day that others are behind now; nothing where none is published."""
    versions = _latest(snapshot)
    if not versions:
        return
    now = {(each.day, each.figure): each for each in counted(snapshot)}
    is_met = True
    for figure in _figures(versions):
        found = now.get((figure.as_of, figure.figure))
        was = {member.client_key for member in figure.members.all()}
        if found is None or (was == set(found.keys) and figure.value == found.value):
            continue
        is_met = False
        text = _("%(day)s: sealed %(label)s %(published)s, counted now [%(computed)s].") % {
            "day": in_words(figure.as_of), "label": label_of(figure.figure),
            "published": number(None if figure.value is None else int(figure.value)),
            "computed": number(found.value),
        }  # fmt: skip
        people = People(found.day or snapshot.columns[-1].day, figure.figure) if found.value else None
        yield asks(
            RULE, text, people,
            subject=figure.figure, as_of=figure.as_of, keys=was.symmetric_difference(found.keys),
            difference=int(figure.value or 0) - (found.value or 0),
        )  # fmt: skip
    if is_met:
        yield holds(RULE, str(HOLDS), is_minor=True)


def _latest(snapshot: Snapshot) -> Mapping[dt.date, int]:
    """The key of the latest version for the funder, of each day that has one."""
    days = [column.day for column in snapshot.columns]
    sealed = Publication.objects.filter(
        project=snapshot.project, kind=PublicationKind.SNAPSHOT, audience=Audience.FUNDER, as_of__in=days
    )
    return dict(sealed.order_by("version").values_list("as_of", "pk"))


def _figures(versions: Mapping[dt.date, int]) -> Iterator[PublishedFigure]:
    """The figures of each version's own day, without what is done besides."""
    figures = PublishedFigure.objects.filter(publication__in=versions.values())
    for figure in figures.exclude(figure__startswith=SECONDARY).prefetch_related("members").order_by("pk"):
        if figure.as_of and versions.get(figure.as_of) == figure.publication_id:
            yield figure
