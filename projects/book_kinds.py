"""The kinds of books that come in: named in the settings by the floors that know them, as this floor can't."""

import datetime as dt

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from projects.book_resources import BookResource
from projects.memberships import allowed_to
from projects.models import Project
from staff import auditing
from staff.verdicts import ImportRefused

KINDS: dict[str, type[BookResource]] = {
    resource.kind: resource for resource in map(import_string, settings.OHJAAMO_BOOK_KINDS)
}


def kinds_for(
    *, project: Project | None, today: dt.date, by: auditing.Actor
) -> dict[str, type[BookResource]]:
    """The kinds of books that somebody may bring into a project and take out of it, or into any; a system actor all."""
    if isinstance(by, str):
        return KINDS
    allowed, key = allowed_to(by, today), project.pk if project else None
    return {
        kind: resource
        for kind, resource in KINDS.items()
        if resource.permission is None or allowed.may(resource.permission, key)
    }


def resource_for(*, kind: str, project_code: str, today: dt.date, by: auditing.Actor) -> BookResource:
    """The taker of a kind of book, in somebody's name.

    Refused (ImportRefused) without such a kind or project, and to whom the kind isn't open.
    """
    if kind not in KINDS:
        kinds = ", ".join(KINDS)
        raise ImportRefused(
            _("There is no kind of book called “%(kind)s”: choose one of %(kinds)s.")
            % {"kind": kind, "kinds": kinds}
        )
    project = Project.objects.filter(code=project_code).first()
    if project is None and project_code:
        raise ImportRefused(_("There is no project with the code %(code)s.") % {"code": project_code})
    if kind not in kinds_for(project=project, today=today, by=by):
        raise ImportRefused(_("Only those who keep the project's money bring in such a book."))
    return KINDS[kind](project=project, today=today, by=by)
