"""The kinds of books that come in: their columns, by which words they are known, and how a cell becomes a value."""

import datetime as dt

from django.utils.translation import gettext as _

from clients.resources.activities import ActivityResource
from clients.resources.book import BookResource
from clients.resources.clients import ClientResource
from clients.resources.outcomes import OutcomeResource
from projects.models import Project
from staff import auditing
from staff.verdicts import ImportRefused

RESOURCES: dict[str, type[BookResource]] = {
    resource.kind: resource for resource in (ClientResource, ActivityResource, OutcomeResource)
}


def resource_for(kind: str, *, project_code: str, today: dt.date, by: auditing.Actor) -> BookResource:
    """The taker of a kind of book, in somebody's name. Refused (ImportRefused) without such a kind or project."""
    if kind not in RESOURCES:
        kinds = ", ".join(RESOURCES)
        raise ImportRefused(
            _("There is no kind of book called “%(kind)s”: choose one of %(kinds)s.")
            % {"kind": kind, "kinds": kinds}
        )
    project = Project.objects.filter(code=project_code).first()
    if project is None and project_code:
        raise ImportRefused(_("There is no project with the code %(code)s.") % {"code": project_code})
    return RESOURCES[kind](project=project, today=today, by=by)
