"""The only door to publications: who reads which, and whose names she gets to see."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from ohjaamo.periods import running_on
from projects.memberships import allowed_to
from projects.models import ProjectMember
from reports.models import Publication, PublicationReader
from staff.models import AccessEntry
from staff.permissions import Permission, Role

# Under which an auditor's opening of a name is written down.
KIND = "published-client"


def readable(user: Any, today: dt.date) -> QuerySet[Publication]:
    """What she may read: everything of the projects whose reports she sees, and what she is named for today."""
    sees = allowed_to(user, today).projects_where(Permission.SEE_REPORTS)
    return Publication.objects.filter(Q(project__in=sees) | Q(pk__in=named_for(user, today).values("pk")))


def named_for(user: Any, today: dt.date) -> QuerySet[Publication]:
    """What an auditor is named for today, while she is an auditor of the project."""
    named = PublicationReader.objects.filter(running_on(today), user=user)
    audits = ProjectMember.objects.filter(
        running_on(today), user=user, project=OuterRef("project"), roles__contains=[Role.AUDITOR]
    )
    return Publication.objects.filter(Exists(audits), pk__in=named.values("publication"))


def publication_for(user: Any, pk: int, today: dt.date, *permissions: Permission) -> Publication:
    """The publication, for whoever may read it, and holds any of the permissions, if named, in its project.

    Else Http404.
    """
    publication = readable(user, today).select_related("project", "published_by").filter(pk=pk).first()
    if publication is None:
        raise Http404
    allowed = allowed_to(user, today)
    if permissions and not any(allowed.may(each, publication.project_id) for each in permissions):
        raise Http404
    return publication


def is_masked(user: Any, publication: Publication, today: dt.date) -> bool:
    """Whether she reads it as an auditor: each name only after she has said why."""
    return not allowed_to(user, today).may(Permission.SEE_REPORTS, publication.project_id)


def opened_names(user: Any, keys: Collection[int], today: dt.date) -> set[int]:
    """Of the keys those whose names she has opened today with a reason."""
    entries = AccessEntry.objects.filter(opened_by=user, opened_on=today, kind=KIND, key__in=keys)
    return set(entries.exclude(reason="").values_list("key", flat=True))


def audits(user: Any, today: dt.date) -> bool:
    """Whether there may be something she is named for: she works in a project where she may nothing by herself."""
    return not all(allowed_to(user, today).by_project.values())
