"""The guard at a page's door: what it takes to come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from ohjaamo.periods import today
from projects.memberships import allowed_to
from projects.models import Project
from staff.permissions import Permission

View = Callable[..., HttpResponse]


def requires(*permissions: Permission) -> Callable[[View], View]:
    """The page is for those who hold any of the permissions in some project.

    A member without it is told so (403); somebody who works in no project doesn't learn that the page exists (404).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            allowed = allowed_to(request.user, today())
            if not allowed.by_project:
                raise Http404
            if not any(allowed.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def project_for(user: Any, code: str, *permissions: Permission) -> Project:
    """The project with this code, for somebody who holds any of the permissions in it; else Http404."""
    if "\0" in code:  # the database can't even be asked
        raise Http404
    within = allowed_to(user, today()).projects_where(*permissions)
    project = Project.objects.filter(pk__in=within, code=code).first()
    if project is None:
        raise Http404
    return project


def projects_for(user: Any, *permissions: Permission) -> list[Project]:
    """The projects in which the user holds any of the permissions, newest first."""
    within = allowed_to(user, today()).projects_where(*permissions)
    return list(Project.objects.filter(pk__in=within))
